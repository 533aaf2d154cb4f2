package dev.ibkrbot.broker.order;

/**
 * Opaque evidence that risk approved what an order belongs to: 64 lower-case hex digits. Encoders refuse orders
 * without one; only the gate makes them. Immutable.
 */
public record ApprovalDigest(String hex) {
    public ApprovalDigest {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("approval digest is not 64 hex digits");
        }
    }
}
