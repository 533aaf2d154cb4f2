package dev.ibkrbot.ibkr.request;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.ibkr.notice.NoticeRule;

/** A request that failed because the gateway said so. Immutable. */
public final class NoticeException extends BrokerException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String advice;

    public NoticeException(String what, NoticeRule rule, String text) {
        super(what + " failed: " + told(rule, text), rule.recovery().orElse(Recovery.FIX_CONFIGURATION));
        code = rule.code();
        advice = rule.advice();
    }

    /** The gateway's number of what happened, as in its documentation. */
    public int code() {
        return code;
    }

    /** What a person can do; empty where there is nothing to do. */
    public String advice() {
        return advice;
    }

    /** The gateway's text, its code, and what to do. */
    public static String told(NoticeRule rule, String text) {
        String advice = rule.advice().isEmpty() ? "" : ". " + rule.advice();
        return text + " (" + rule.code() + ")" + advice;
    }
}
