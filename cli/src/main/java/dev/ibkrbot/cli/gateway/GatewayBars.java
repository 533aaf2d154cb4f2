package dev.ibkrbot.cli.gateway;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarRequest;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.cli.bars.BarVendor;
import dev.ibkrbot.stub.history.DayFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A gateway's history of stocks. Confined to the main thread. */
public record GatewayBars(MarketSession session) implements BarVendor {
    @Override
    public Instant now() {
        return session.instant();
    }

    @Override
    public BarSeries minutes(Symbol symbol, DayFiles.Kind kind, Instant from, Instant end) {
        BarRequest request = new BarRequest(stock(symbol), BarSize.ONE_MINUTE, from);
        return session.ask(session.broker().history(request, end, kind.name()), "minutes of " + symbol);
    }

    @Override
    public Optional<Instant> earliest(Symbol symbol, DayFiles.Kind kind) {
        try {
            return Optional.of(
                    session.ask(session.broker().earliestBar(stock(symbol), kind.name()), "first bar of " + symbol));
        } catch (BrokerException e) {
            // Some instruments have bars without a first one; that nothing is known of the instrument shows soon
            // enough.
            if (e.recovery() == Recovery.SKIP_INSTRUMENT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void pause(Duration span) {
        session.pause(span);
    }

    private static Stock stock(Symbol symbol) {
        return new Stock(symbol, Currency.USD);
    }
}
