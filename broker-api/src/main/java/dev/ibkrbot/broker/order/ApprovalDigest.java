package dev.ibkrbot.broker.order;

import java.util.regex.Pattern;

/**
 * Opaque evidence that risk approved what an order belongs to: 64 lower-case hex digits. Encoders refuse orders
 * without one; only the gate makes them. Immutable.
 */
public record ApprovalDigest(String hex) {
    private static final Pattern VALID = Pattern.compile("[0-9a-f]{64}");

    /** Stands in orders that were read back from a broker, which knows nothing of approvals; encoders refuse it. */
    public static final ApprovalDigest UNKNOWN = new ApprovalDigest("f".repeat(64));

    public ApprovalDigest {
        if (!VALID.matcher(hex).matches()) {
            throw new IllegalArgumentException("approval digest is not 64 hex digits");
        }
    }
}
