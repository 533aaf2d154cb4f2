package dev.ibkrbot.stub.gateway;

/** A client sent bytes that mean nothing here: it is disconnected with this one line. Immutable. */
final class ProtocolViolation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProtocolViolation(String message) {
        super(message);
    }
}
