package dev.ibkrbot.execution.option;

import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.execution.order.ClosedTrade;
import dev.ibkrbot.execution.order.ExitReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Finds rolls by their times: a written option continues another of the same underlying and right that was bought back
 * at most {@link #PATIENCE} before it was sold. Stateless.
 */
final class Rolls {
    static final Duration PATIENCE = Duration.ofMinutes(15);

    private static final Set<ExitReason> BY_ITS_TERMS =
            EnumSet.of(ExitReason.EXPIRED, ExitReason.EXERCISED, ExitReason.ASSIGNED, ExitReason.ELSEWHERE);

    private Rolls() {}

    static List<RollChain> in(List<ClosedTrade> trades) {
        List<List<ClosedTrade>> chains = new ArrayList<>();
        trades.stream()
                .filter(trade -> trade.side() == Side.SELL && trade.instrument() instanceof OptionContract)
                .sorted(Comparator.comparing(ClosedTrade::entryTime))
                .forEach(trade -> chains.stream()
                        .filter(chain -> continues(chain.get(chain.size() - 1), trade))
                        .findFirst()
                        .orElseGet(() -> added(chains))
                        .add(trade));
        return chains.stream()
                .filter(chain -> chain.size() > 1)
                .map(RollChain::new)
                .toList();
    }

    private static List<ClosedTrade> added(List<List<ClosedTrade>> chains) {
        List<ClosedTrade> chain = new ArrayList<>();
        chains.add(chain);
        return chain;
    }

    private static boolean continues(ClosedTrade before, ClosedTrade next) {
        OptionContract left = (OptionContract) before.instrument();
        OptionContract taken = (OptionContract) next.instrument();
        Duration between = Duration.between(before.exitTime(), next.entryTime());
        return left.underlying().equals(taken.underlying())
                && left.right() == taken.right()
                && !left.equals(taken)
                && !BY_ITS_TERMS.contains(before.reason())
                && !between.isNegative()
                && between.compareTo(PATIENCE) <= 0;
    }
}
