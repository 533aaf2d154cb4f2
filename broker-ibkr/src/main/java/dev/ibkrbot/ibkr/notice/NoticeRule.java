package dev.ibkrbot.ibkr.notice;

import dev.ibkrbot.broker.error.Recovery;
import java.util.Optional;

/**
 * One row of the notice table. Immutable.
 *
 * @param code of the notice
 * @param category how far it reaches
 * @param effect on the order whose number it carries
 * @param recovery what helps a request that failed by it; absent where nothing fails
 * @param meaning what happened, in a few words
 * @param advice what a person can do; empty where there is nothing to do
 */
public record NoticeRule(
        int code, Category category, Effect effect, Optional<Recovery> recovery, String meaning, String advice) {

    /** Whether a request with the notice's number is over: also by an unknown code, because asking again is safe. */
    public boolean failsRequest() {
        return category == Category.REQUEST_FAILED || category == Category.ORDER_FAILED || category == Category.UNKNOWN;
    }
}
