package dev.ibkrbot.broker.trade;

import dev.ibkrbot.broker.value.Percent;
import java.time.Instant;

/**
 * A strategy's answer for one symbol. Immutable.
 *
 * @param strategy its name, such as "scalp"
 * @param action what it wants
 * @param confidence 0 % to 100 %, rounded to three decimals of the fraction
 * @param reason one word or short code, such as "trend_up" or "insufficient_bars"
 * @param barEnd end of the last bar it looked at; {@link Instant#EPOCH} when it saw none
 */
public record Signal(String strategy, SignalAction action, Percent confidence, String reason, Instant barEnd) {
    public Signal {
        if (confidence.compareTo(Percent.ZERO) < 0 || confidence.compareTo(Percent.HUNDRED) > 0) {
            throw new IllegalArgumentException("confidence is outside 0% to 100%: " + confidence);
        }
    }

    public boolean isHold() {
        return action == SignalAction.HOLD;
    }
}
