package dev.ibkrbot.cli;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.cli.wiring.SystemTime;
import dev.ibkrbot.stub.gateway.Scenario;
import dev.ibkrbot.stub.gateway.Settings;
import dev.ibkrbot.stub.gateway.TwsGatewaySimulator;
import dev.ibkrbot.stub.history.SyntheticMarket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/** A simulated gateway on a free port of the loopback interface, at the opening of a Wednesday. */
final class SimulatedGateway implements AutoCloseable {
    final TwsGatewaySimulator gateway;

    /** With these lines of a scenario. */
    SimulatedGateway(String... scenario) {
        this(LocalTime.of(9, 30), scenario);
    }

    /** From this New York time on. */
    SimulatedGateway(LocalTime start, String... scenario) {
        MarketCalendar calendar = MarketCalendar.nyse();
        LocalDate date = LocalDate.of(2026, 11, 18);
        Settings settings = Settings.of(
                        SyntheticMarket.day(calendar, 1, List.of(new Symbol("SPY")), date), SystemTime.CLOCK)
                .startingAt(date.atTime(start).atZone(calendar.zone()).toInstant())
                .scenario(Scenario.parse("test", List.of(scenario)));
        try {
            gateway = TwsGatewaySimulator.start(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command against this gateway. */
    Ran bot(Object... args) {
        List<Object> all = new ArrayList<>(List.of(args));
        all.add("--port");
        all.add(gateway.port());
        return Ran.bot(all.toArray());
    }

    /** The same, with a state folder of its own. */
    Ran bot(Path state, Object... args) {
        List<Object> all = new ArrayList<>(List.of(args));
        all.add("--state-dir");
        all.add(state);
        return bot(all.toArray());
    }

    /** What would have changed something at a real broker. */
    List<String> ordersPlaced() {
        return gateway.requests().stream()
                .filter(line -> line.contains(" place ") || line.contains(" cancel "))
                .toList();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
