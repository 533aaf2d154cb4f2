package dev.ibkrbot.cli.gateway;

import dev.ibkrbot.broker.Broker;
import dev.ibkrbot.broker.Timeline;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarRequest;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.cli.backtest.Venue;
import dev.ibkrbot.execution.performance.PerformanceRecorder;
import dev.ibkrbot.ibkr.IbkrBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A gateway that simulates time, over the wire, moved by this side. Confined to the main thread. */
public final class GatewayVenue implements Venue {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MINUTE = 60;

    private final IbkrBroker ibkr;
    private final LinkClock clock;
    private final SteppedBroker broker;
    private final Timeline wire;
    private final Money capital;

    private GatewayVenue(GatewayLink link) {
        ibkr = link.ibkr();
        clock = link.time();
        broker = new SteppedBroker(ibkr);
        link.attach(broker.collector());
        wire = broker.timeline(ibkr.simulatedTime().orElseThrow());
        clock.stand(wire.instant());
        capital =
                Waiting.on(ibkr.accounts().snapshot(), PATIENCE, "the account").netLiquidation();
    }

    /** Over a link that is ready and led; {@link dev.ibkrbot.broker.error.BrokerException} when it is lost meanwhile. */
    public static GatewayVenue over(GatewayLink link) {
        return new GatewayVenue(link);
    }

    /** Simulated time. */
    public Instant now() {
        return clock.instant();
    }

    /** Whether its time does not go on any more. */
    public boolean isOver() {
        return wire.next().isEmpty();
    }

    @Override
    public Broker broker() {
        return broker;
    }

    @Override
    public Money capital() {
        return capital;
    }

    @Override
    public Timeline timeline(PerformanceRecorder recorder) {
        return new Timeline() {
            @Override
            public Instant instant() {
                return now();
            }

            @Override
            public Optional<Instant> next() {
                return wire.next();
            }

            @Override
            public void advanceTo(Instant moment) {
                clock.moveTo(moment);
                wire.advanceTo(moment);
                if (moment.getEpochSecond() % MINUTE == 0) {
                    note(recorder);
                }
            }
        };
    }

    private void note(PerformanceRecorder recorder) {
        Money worth =
                Waiting.on(ibkr.accounts().snapshot(), PATIENCE, "the account").netLiquidation();
        int held = Waiting.on(ibkr.accounts().positions(), PATIENCE, "the positions")
                .size();
        recorder.observe(now(), worth, held);
    }

    @Override
    public BarSeries bars(Symbol symbol, Instant from, Instant to) {
        BarRequest request = new BarRequest(new Stock(symbol, Currency.USD), BarSize.ONE_MINUTE, from);
        return Waiting.on(ibkr.history(request, to, "TRADES"), PATIENCE, "the bars of " + symbol);
    }

    @Override
    public List<String> assumptions() {
        return List.of("Traded over the wire with a gateway that simulates time; what it models is its own affair.");
    }
}
