package dev.ibkrbot.broker.instrument;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The contracts listed for one underlying and one expiration, in ascending order, without duplicates. May be empty
 * when nothing is listed. Immutable.
 *
 * @param underlying whose options
 * @param expiration of every contract in it
 * @param contracts ascending by strike, then call before put
 */
public record OptionChain(Symbol underlying, LocalDate expiration, List<OptionContract> contracts) {
    public OptionChain {
        List<OptionContract> sorted = new ArrayList<>(contracts);
        Collections.sort(sorted);
        for (int i = 0; i < sorted.size(); i++) {
            OptionContract contract = sorted.get(i);
            if (!contract.underlying().equals(underlying)
                    || !contract.expiration().equals(expiration)) {
                throw new IllegalArgumentException(contract + " is not in the chain " + underlying + " " + expiration);
            }
            if (i > 0 && contract.equals(sorted.get(i - 1))) {
                throw new IllegalArgumentException("listed twice: " + contract);
            }
        }
        contracts = List.copyOf(sorted);
    }

    /** The contracts of one right, ascending by strike. */
    public List<OptionContract> of(Right right) {
        return contracts.stream().filter(contract -> contract.right() == right).toList();
    }
}
