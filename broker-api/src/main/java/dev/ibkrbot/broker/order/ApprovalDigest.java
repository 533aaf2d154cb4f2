package dev.ibkrbot.broker.order;

/**
 * Opaque evidence that risk approved what an order belongs to: 64 lower-case hex digits. Encoders refuse orders
 * without one; only the gate makes them. Immutable.
 */
public record ApprovalDigest(String hex) {
    private static final int LENGTH = 64;

    /** Stands in orders that were read back from a broker, which knows nothing of approvals; encoders refuse it. */
    public static final ApprovalDigest UNKNOWN = new ApprovalDigest("f".repeat(64));

    public ApprovalDigest {
        if (!isDigest(hex)) {
            throw new IllegalArgumentException("approval digest is not 64 hex digits");
        }
    }

    private static boolean isDigest(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return text.length() == LENGTH;
    }
}
