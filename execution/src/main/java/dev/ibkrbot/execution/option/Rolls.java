package dev.ibkrbot.execution.option;

import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.execution.order.ClosedTrade;
import dev.ibkrbot.execution.order.ExitReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which trade took the place of which. Confined to one thread. */
final class Rolls {
    private final Map<SignalId, SignalId> before = new HashMap<>();

    /** The trade takes the place of an earlier one, which is bought back for it. */
    void link(SignalId trade, SignalId earlier) {
        before.put(trade, earlier);
    }

    /** The chains among closed trades, by the end of their first. */
    List<RollChain> in(List<ClosedTrade> trades) {
        List<List<ClosedTrade>> chains = new ArrayList<>();
        Map<SignalId, List<ClosedTrade>> chainOf = new HashMap<>();
        for (ClosedTrade trade : trades) {
            Optional<List<ClosedTrade>> known =
                    Optional.ofNullable(before.get(trade.signalId())).map(chainOf::get);
            List<ClosedTrade> chain = known.orElseGet(ArrayList::new);
            if (known.isEmpty()) {
                chains.add(chain);
            }
            chain.add(trade);
            chainOf.put(trade.signalId(), chain);
        }
        return chains.stream()
                .filter(chain -> chain.size() > 1)
                .map(RollChain::new)
                .toList();
    }

    /** How many were bought back to be written anew, and nothing that took their place was closed since. */
    long unfinished(List<ClosedTrade> trades) {
        Set<SignalId> followed = new HashSet<>();
        trades.forEach(
                trade -> Optional.ofNullable(before.get(trade.signalId())).ifPresent(followed::add));
        return trades.stream()
                .filter(trade -> trade.reason() == ExitReason.ROLLED && !followed.contains(trade.signalId()))
                .count();
    }
}
