package dev.ibkrbot.ibkr.session;

import dev.ibkrbot.broker.error.Recovery;

/** Why there is no usable session, each with what a person can do about it. Immutable. */
public enum GatewayFault {
    UNKNOWN_HOST(Recovery.RETRY_LATER, "check the host name"),
    UNREACHABLE(Recovery.RETRY_LATER, "start IB Gateway or TWS, and check host and port (4002 paper, 4001 live)"),
    /** The port is open but nobody speaks. */
    SILENT(Recovery.RETRY_LATER, "the gateway is not logged in, or waits for two-factor or another dialog"),
    /** Accepted and closed before a word. */
    CLOSED_AT_ONCE(
            Recovery.RETRY_LATER, "enable socket clients in the API settings and add this address to Trusted IPs"),
    /** The version was agreed, and then neither order id nor accounts came. */
    NOT_READY(Recovery.RETRY_LATER, "wait until the gateway has finished its login, or restart it"),
    /** The accounts came, but no order id. */
    NO_ORDER_ID(Recovery.RETRY_LATER, "close dialogs that wait in the gateway's window, or restart it"),
    /** An order id came, but not the accounts. */
    NO_ACCOUNTS(Recovery.RETRY_LATER, "log the gateway out and in again with the user of the account"),
    /** Ready but for the gateway's own link to its servers. */
    NO_LINK(Recovery.RETRY_LATER, "wait: the gateway connects to its servers by itself; else check its network"),
    CLIENT_ID_IN_USE(
            Recovery.RETRY_LATER,
            "stop the other program with this client id, or wait: the gateway may hold a dead one"),
    UNSUPPORTED_VERSION(Recovery.FIX_CONFIGURATION, "update IB Gateway, or set another maximum server version"),
    WRONG_ACCOUNT(Recovery.FIX_CONFIGURATION, "log in to the configured account, or change account and mode"),
    /** It speaks, but not this protocol. */
    PROTOCOL(Recovery.RECONNECT, "check that the port belongs to IB Gateway or TWS"),
    /** An established session ended. */
    LOST(Recovery.RECONNECT, "it is being opened again"),
    CLOSED(Recovery.RECONNECT, "it was closed on our side");

    private final Recovery recovery;
    private final String advice;

    GatewayFault(Recovery recovery, String advice) {
        this.recovery = recovery;
        this.advice = advice;
    }

    public Recovery recovery() {
        return recovery;
    }

    /** What a person can do; no full stop. */
    public String advice() {
        return advice;
    }
}
