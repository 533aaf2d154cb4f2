package dev.ibkrbot.cli.gateway;

import dev.ibkrbot.broker.Broker;
import dev.ibkrbot.broker.Timeline;
import dev.ibkrbot.broker.account.AccountId;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarRequest;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.cli.backtest.Venue;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.wiring.ConfiguredParts;
import dev.ibkrbot.cli.wiring.SystemTime;
import dev.ibkrbot.execution.performance.PerformanceRecorder;
import dev.ibkrbot.ibkr.GatewaySettings;
import dev.ibkrbot.ibkr.IbkrBroker;
import dev.ibkrbot.ibkr.session.SessionObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A gateway that simulates time, over the wire, moved by this side. A real gateway is none and is refused. Confined to
 * the main thread, which closes it.
 */
public final class GatewayVenue implements Venue, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MINUTE = 60;

    private final IbkrBroker ibkr;
    private final SteppedBroker broker;
    private final Timeline wire;
    private final Money capital;
    private volatile Instant now = SystemTime.CLOCK.instant();
    private volatile Duration simulated = Duration.ZERO;

    private GatewayVenue(BotConfig config) {
        BotConfig.Broker at = config.broker();
        GatewaySettings settings =
                GatewaySettings.of(at.host(), at.port(), at.clientId(), ConfiguredParts.mode(config));
        ibkr = IbkrBroker.over(
                at.account().map(AccountId::new).map(settings::withAccount).orElse(settings),
                () -> now,
                () -> SystemTime.nanos() + simulated.toNanos(),
                SessionObserver.NONE);
        broker = new SteppedBroker(ibkr);
        try {
            Waiting.on(ibkr.connect(broker.collector()), PATIENCE, "the gateway");
            wire = broker.timeline(simulatedTime(ibkr.simulatedTime()));
            now = wire.instant();
            capital = Waiting.on(ibkr.accounts().snapshot(), PATIENCE, "the account")
                    .netLiquidation();
        } catch (RuntimeException e) {
            ibkr.close();
            throw e;
        }
    }

    private static Timeline simulatedTime(Optional<Timeline> time) {
        return time.orElseThrow(() -> new CommandFailure(
                ExitCode.USAGE_OR_CONFIGURATION,
                "this gateway cannot be traded over yet",
                "its time is real, and run --broker ibkr in real time is not built yet; no order was sent",
                "use --broker stub, or bot gateway-sim with --clock gateway"));
    }

    /** The configured gateway; {@link BrokerException} when it is not ready. */
    public static GatewayVenue open(BotConfig config) {
        return new GatewayVenue(config);
    }

    /** Simulated time. */
    public Instant now() {
        return now;
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
                return now;
            }

            @Override
            public Optional<Instant> next() {
                return wire.next();
            }

            @Override
            public void advanceTo(Instant moment) {
                simulated = simulated.plus(Duration.between(now, moment));
                now = moment;
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
        recorder.observe(now, worth, held);
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

    @Override
    public void close() {
        ibkr.close();
    }
}
