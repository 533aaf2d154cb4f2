package dev.ibkrbot.ibkr;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.ibkr.session.SessionObserver;
import dev.ibkrbot.stub.gateway.Scenario;
import dev.ibkrbot.stub.gateway.Settings;
import dev.ibkrbot.stub.gateway.TwsGatewaySimulator;
import dev.ibkrbot.stub.history.BarMarket;
import dev.ibkrbot.stub.history.SyntheticMarket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A simulated gateway on a loopback port at half past ten of a Wednesday, and brokers that connect to it. */
final class Loopback implements AutoCloseable {
    static final Symbol SPY = new Symbol("SPY");

    private static final long STEP_NANOS = Duration.ofMillis(20).toNanos();

    final TwsGatewaySimulator gateway;
    private final AtomicLong wallNanos = new AtomicLong();

    /** With these lines of a scenario. */
    Loopback(String... scenario) {
        BarMarket market = SyntheticMarket.day(MarketCalendar.nyse(), 7, List.of(SPY), LocalDate.of(2026, 11, 18));
        Instant start = market.start().plus(Duration.ofHours(1));
        try {
            gateway = TwsGatewaySimulator.start(Settings.of(market, () -> Instant.EPOCH.plusNanos(tick(wallNanos)))
                    .startingAt(start)
                    .scenario(Scenario.parse("test", lines(scenario))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Time that passes by being looked at, so that pacing never has to wait. */
    static LongSupplier nanos() {
        AtomicLong nanos = new AtomicLong();
        return () -> tick(nanos);
    }

    private static List<String> lines(String... scenario) {
        List<String> lines = new ArrayList<>(List.of("clock manual"));
        lines.addAll(List.of(scenario));
        return lines;
    }

    private static long tick(AtomicLong nanos) {
        return nanos.addAndGet(STEP_NANOS);
    }

    GatewaySettings settings(TradingMode mode) {
        return GatewaySettings.of("127.0.0.1", gateway.port(), 7, mode);
    }

    IbkrBroker broker(GatewaySettings settings, SessionObserver observer) {
        return IbkrBroker.over(settings, gateway::now, nanos(), observer);
    }

    @Override
    public void close() {
        gateway.close();
    }
}
