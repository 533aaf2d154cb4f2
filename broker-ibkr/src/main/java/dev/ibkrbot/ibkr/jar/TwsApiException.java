package dev.ibkrbot.ibkr.jar;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;

/** The jar cannot be used. The message says why; {@link Recovery#FIX_CONFIGURATION}. Immutable. */
public final class TwsApiException extends BrokerException {
    private static final long serialVersionUID = 1L;

    private final String fix;

    TwsApiException(String why, String fix) {
        super(why, Recovery.FIX_CONFIGURATION);
        this.fix = fix;
    }

    /** What a person can do. */
    public String fix() {
        return fix;
    }
}
