package dev.ibkrbot.broker.market;

import dev.ibkrbot.broker.value.Price;
import java.time.Instant;

/**
 * What was traded in one span of time. Visible only after the span has ended.
 *
 * @param start beginning of the span
 * @param open first price; positive, within low and high
 * @param high highest price
 * @param low lowest price; positive
 * @param close last price; within low and high
 * @param volume shares or contracts traded; zero or more
 */
public record Bar(Instant start, Price open, Price high, Price low, Price close, long volume) {
    public Bar {
        String fault = BarRules.fault(open.units(), high.units(), low.units(), close.units(), volume);
        if (!fault.isEmpty()) {
            throw new IllegalArgumentException("bar at " + start + ": " + fault);
        }
    }
}
