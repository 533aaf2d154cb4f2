package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.stub.history.SyntheticMarket;
import dev.ibkrbot.stub.sim.Market;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A gateway on a generated day, and what it logs. */
final class GatewayFixture implements AutoCloseable {
    static final LocalDate DAY = LocalDate.of(2026, 6, 22);
    static final MarketCalendar CALENDAR = MarketCalendar.nyse();
    static final Instant OPEN = Instant.parse("2026-06-22T13:30:00Z");
    private static final int DEADLINE_SECONDS = 20;

    final TwsGatewaySimulator gateway;
    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();

    GatewayFixture(String... rules) throws IOException {
        gateway = TwsGatewaySimulator.start(Settings.of(market(), () -> OPEN)
                .scenario(Scenario.parse("test", List.of(rules)))
                .log(log::add));
    }

    static Market market() {
        return SyntheticMarket.day(CALENDAR, 42, List.of(new Symbol("SPY")), DAY);
    }

    WireClient client(int version, int clientId) throws IOException {
        return WireClient.ready(gateway.port(), version, clientId);
    }

    /** The next line of the log that contains this; fails when none comes. */
    String logged(String part) throws InterruptedException {
        while (true) {
            String line = log.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("never logged: " + part);
            }
            if (line.contains(part)) {
                return line;
            }
        }
    }

    @Override
    public void close() {
        gateway.close();
    }
}
