package dev.ibkrbot.stub.sim;

import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Instant;
import java.time.LocalDate;

/** What happens to the holders of a stock before it trades on a date. Immutable. */
public sealed interface CorporateAction {
    Symbol symbol();

    /** The first trading date on which a buyer has no part in it. */
    LocalDate exDate();

    /**
     * Shares are exchanged for others; 7 for 1 makes seven of each.
     *
     * @param newShares positive
     * @param oldShares positive
     */
    record Split(Symbol symbol, LocalDate exDate, long newShares, long oldShares) implements CorporateAction {
        public Split {
            if (newShares <= 0 || oldShares <= 0) {
                throw new IllegalArgumentException("a split " + newShares + " for " + oldShares);
            }
        }

        @Override
        public String toString() {
            return symbol + " split " + newShares + " for " + oldShares + " on " + exDate;
        }
    }

    /** Cash is paid to whoever is long and charged to whoever is short; positive, per share as traded before the date. */
    record Dividend(Symbol symbol, LocalDate exDate, Price perShare) implements CorporateAction {
        public Dividend {
            if (!perShare.isPositive()) {
                throw new IllegalArgumentException("a dividend of " + perShare);
            }
        }

        @Override
        public String toString() {
            return symbol + " dividend " + perShare + " on " + exDate;
        }
    }

    /**
     * What it did to one holding. Immutable.
     *
     * @param action why
     * @param instrument held before it
     * @param held signed quantity before it
     * @param becomes what is held after it; the same instrument for a dividend, and for an option that a split leaves as
     *     it is although its terms would change
     * @param quantity signed, of what is held after it
     * @param cash received, negative when charged: the dividend, or the worth of a fraction of a share
     * @param at when it was booked
     */
    record Effect(
            CorporateAction action,
            Instrument instrument,
            Quantity held,
            Instrument becomes,
            Quantity quantity,
            Money cash,
            Instant at) {
        /** Whether the terms of an option should have changed and could not. */
        public boolean isUnadjusted() {
            return action instanceof Split && instrument instanceof OptionContract && becomes.equals(instrument);
        }
    }
}
