package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.OptionChain;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.stub.sim.Market;
import dev.ibkrbot.stub.sim.Touch;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;

/**
 * Where a market's options and their prices come from. Questions are those of {@link Market}, with the underlying at
 * hand. Confined to one thread.
 */
interface OptionBoard {
    boolean look(ListedSymbol it, OptionContract option, long now, Touch into);

    boolean isTraded(ListedSymbol it, OptionContract option, long now);

    /** Nothing is known beforehand unless said otherwise. */
    default boolean reach(ListedSymbol it, OptionContract option, long now, long until, Touch into) {
        return false;
    }

    /** The next moment at which options change apart from their underlyings' bars. */
    default long nextMoment(long now) {
        return Market.NEVER;
    }

    /** Of a contract that is listed, while the underlying has a price. */
    OptionQuote quote(ListedSymbol it, OptionContract contract, Instant now);

    NavigableSet<LocalDate> expirations(ListedSymbol it, Instant now);

    /** Of one of the expirations. */
    OptionChain chain(ListedSymbol it, LocalDate expiration, Instant now);

    boolean isListed(ListedSymbol it, OptionContract contract, Instant now);

    /** "recorded", "modelled" or "none". */
    String kind();

    /** What is modelled or was recorded, one sentence each. */
    List<String> assumptions();

    /** The answers of a market without options. */
    OptionBoard NONE = new OptionBoard() {
        @Override
        public boolean look(ListedSymbol it, OptionContract option, long now, Touch into) {
            return false;
        }

        @Override
        public boolean isTraded(ListedSymbol it, OptionContract option, long now) {
            return false;
        }

        @Override
        public OptionQuote quote(ListedSymbol it, OptionContract contract, Instant now) {
            throw unlisted(contract);
        }

        @Override
        public NavigableSet<LocalDate> expirations(ListedSymbol it, Instant now) {
            return Collections.emptyNavigableSet();
        }

        @Override
        public OptionChain chain(ListedSymbol it, LocalDate expiration, Instant now) {
            throw new IllegalStateException("there are no expirations");
        }

        @Override
        public boolean isListed(ListedSymbol it, OptionContract contract, Instant now) {
            return false;
        }

        @Override
        public String kind() {
            return "none";
        }

        @Override
        public List<String> assumptions() {
            return List.of();
        }
    };

    static BrokerException unlisted(OptionContract contract) {
        return new BrokerException("not listed: " + contract, Recovery.SKIP_INSTRUMENT);
    }
}
