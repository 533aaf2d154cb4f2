package dev.ibkrbot.cli.trust;

import dev.ibkrbot.cli.backtest.SimulationOutcome;
import dev.ibkrbot.execution.order.ClosedTrade;
import dev.ibkrbot.execution.performance.PerformanceStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What speaks against believing the figures of a run. */
public final class Doubts {
    /** Trades that a free parameter should be backed by. */
    private static final int TRADES_PER_PARAMETER = 10;

    private static final double HUNDRED = 100;

    private Doubts() {}

    /** The luck of a run's trades after fees; absent with fewer than two of them. */
    public static Optional<Luck> luck(SimulationOutcome outcome) {
        return Luck.of(outcome.performance().trades().stream()
                .map(ClosedTrade::net)
                .mapToDouble(net -> net.asDouble())
                .toArray());
    }

    /**
     * One line for each doubt.
     *
     * @param parameters numbers of the strategy that could have been chosen otherwise
     */
    public static List<String> of(SimulationOutcome outcome, int parameters) {
        List<String> doubts = new ArrayList<>();
        PerformanceStatistics statistics = outcome.performance().statistics();
        long trades = statistics.trades().trades();
        if (trades == 0) {
            doubts.add("no trade was closed: the figures say nothing about the strategy");
            return doubts;
        }
        if (statistics.finalEquity().equals(statistics.startingCapital())) {
            doubts.add("the equity ends where it began, to the cent");
        }
        if (trades < (long) TRADES_PER_PARAMETER * parameters) {
            doubts.add(trades + " trades are few for " + parameters + " parameters: "
                    + TRADES_PER_PARAMETER * parameters + " would be a beginning");
        }
        luck(outcome)
                .filter(luck -> luck.byTTest() > Luck.USUAL_BOUND || luck.byBootstrap() > Luck.USUAL_BOUND)
                .ifPresent(luck -> doubts.add(String.format(
                        Locale.ROOT,
                        "the result could be luck: trades that earn nothing on average do as well in %.0f%% (t-test) and"
                                + " %.0f%% (bootstrap) of cases",
                        luck.byTTest() * HUNDRED,
                        luck.byBootstrap() * HUNDRED)));
        return doubts;
    }
}
