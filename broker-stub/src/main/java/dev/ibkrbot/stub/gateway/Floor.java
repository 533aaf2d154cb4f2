package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.stub.sim.Market;
import dev.ibkrbot.stub.sim.SimulatedBroker;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** What all desks share: the exchange and its prices, the contracts, and the faults. Confined to the gateway's lock. */
final class Floor {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyyMMdd HH:mm:ss", Locale.ROOT);

    final Market market;
    final SimulatedBroker broker;
    final Contracts contracts;
    final Faults faults;

    Floor(Market market, SimulatedBroker broker, Faults faults) {
        this.market = market;
        this.broker = broker;
        this.faults = faults;
        contracts = new Contracts(market, this::now);
    }

    Instant now() {
        return broker.timeline().instant();
    }

    LocalDate date() {
        return market.calendar().tradingDate(now());
    }

    /** The first account of those the login sees. */
    String account() {
        return faults.accounts.split(",")[0];
    }

    boolean knowsAccount(String account) {
        return account.isEmpty() || ("," + faults.accounts + ",").contains("," + account + ",");
    }

    /** "20250708 09:35:00 America/New_York". */
    String local(Instant moment) {
        return LOCAL.format(moment.atZone(market.calendar().zone())) + " " + zone();
    }

    String zone() {
        return market.calendar().zone().getId();
    }

    /** The answer of the simulated broker, whose stages are complete when it returns them. */
    static <T> T answer(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof BrokerException cause) {
                throw cause;
            }
            throw new BrokerException("the simulated broker failed", Recovery.HALT, e);
        }
    }
}
