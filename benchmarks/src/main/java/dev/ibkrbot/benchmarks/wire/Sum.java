package dev.ibkrbot.benchmarks.wire;

import dev.ibkrbot.ibkr.wire.InboundHandler;
import dev.ibkrbot.ibkr.wire.MarketMessage;
import dev.ibkrbot.ibkr.wire.OrderMessage;
import java.util.Locale;

/**
 * Adds up the figures of all messages in the order in which they come: that nobody leaves work out, and that all read
 * the same. Not thread-safe.
 */
final class Sum implements InboundHandler {
    private long messages;
    private double total;

    void count() {
        messages++;
    }

    void add(double value) {
        total += value;
    }

    void addComputed(double value, int notComputed) {
        if (value != notComputed) {
            total += value;
        }
    }

    private void addPresent(double value) {
        if (!Double.isNaN(value)) {
            total += value;
        }
    }

    long messages() {
        return messages;
    }

    @Override
    public void on(MarketMessage.TickPrice tick) {
        messages++;
        total += tick.price(); // and not the size, which @stoqey/ib does not tell of a bid
    }

    @Override
    public void on(MarketMessage.TickSize tick) {
        messages++;
        total += tick.size();
    }

    @Override
    public void on(MarketMessage.TickGeneric tick) {
        messages++;
        total += tick.value();
    }

    @Override
    public void on(MarketMessage.TickText tick) {
        messages++;
        total += tick.text().length();
    }

    @Override
    public void on(MarketMessage.TickGreeks tick) {
        messages++;
        addPresent(tick.impliedVolatility());
        addPresent(tick.delta());
        addPresent(tick.optionPrice());
        addPresent(tick.dividendValue());
        addPresent(tick.gamma());
        addPresent(tick.vega());
        addPresent(tick.theta());
        addPresent(tick.underlyingPrice());
    }

    @Override
    public void on(OrderMessage.Open open) {
        messages++;
        total += open.orderId();
        total += open.order().quantity().doubleValue();
        total += open.order().limitPrice().orElseThrow().doubleValue();
        total += open.state().status().length();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d messages, %.3f", messages, total);
    }
}
