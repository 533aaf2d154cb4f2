package dev.ibkrbot.ibkr.wire;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;

/**
 * The peer sent bytes that are not the protocol; the session that read them must be closed. The message names the
 * place, never an account or a payload. {@link Recovery#RECONNECT}, except for a peer that speaks a version or asks
 * for a redirect we do not support ({@link Recovery#FIX_CONFIGURATION}). Immutable.
 */
public final class ProtocolException extends BrokerException {
    private static final long serialVersionUID = 1L;

    public ProtocolException(String message) {
        super(message, Recovery.RECONNECT);
    }

    private ProtocolException(String message, Recovery recovery) {
        super(message, recovery);
    }

    /** The peer is something we cannot talk to until a person changes a setting. */
    static ProtocolException unsupported(String message) {
        return new ProtocolException(message, Recovery.FIX_CONFIGURATION);
    }
}
