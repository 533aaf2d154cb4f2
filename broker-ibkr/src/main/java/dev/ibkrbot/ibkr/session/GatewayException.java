package dev.ibkrbot.ibkr.session;

import dev.ibkrbot.broker.error.BrokerException;

/** There is no usable session with the gateway. The message says what happened and what to do. Immutable. */
public final class GatewayException extends BrokerException {
    private static final long serialVersionUID = 1L;

    private final GatewayFault fault;
    private final String detail;

    public GatewayException(GatewayFault fault, String detail) {
        super(detail + "; " + fault.advice(), fault.recovery());
        this.fault = fault;
        this.detail = detail;
    }

    public GatewayFault fault() {
        return fault;
    }

    /** What happened, without the advice. */
    public String detail() {
        return detail;
    }
}
