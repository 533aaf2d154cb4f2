package dev.ibkrbot.cli.gateway;

import dev.ibkrbot.broker.Broker;
import dev.ibkrbot.broker.BrokerListener;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.account.AccountId;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.wiring.SystemTime;
import dev.ibkrbot.ibkr.GatewaySettings;
import dev.ibkrbot.ibkr.IbkrBroker;
import dev.ibkrbot.ibkr.session.SessionObserver;
import dev.ibkrbot.stub.history.SyntheticMarket;
import dev.ibkrbot.stub.sim.Market;
import dev.ibkrbot.stub.sim.SimulatedBroker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;

/**
 * A connected broker that a command asks a few questions. It is opened for a dry run: no order can leave. Confined to
 * the main thread, which closes it.
 *
 * @param broker READY
 * @param clock the broker's time
 */
public record BrokerSession(Broker broker, InstantSource clock) implements AutoCloseable {
    private static final Duration INTO_THE_DAY = Duration.ofHours(1);
    private static final Duration ONE_TRY = Duration.ofSeconds(12);
    private static final Duration QUESTION = Duration.ofSeconds(10);

    /** Hears nothing: the commands ask. */
    private static final BrokerListener DEAF = new BrokerListener() {
        @Override
        public void onOrderEvent(OrderEvent event) {
            // No order of ours is at work.
        }

        @Override
        public void onConnection(ConnectionState state) {
            // A lost session fails the questions.
        }
    };

    /** The embedded simulated exchange, an hour after its opening. */
    public static BrokerSession simulated(BotConfig config, List<Symbol> symbols, LocalDate date) {
        Instant open = requireSession(date).open();
        return simulated(config, symbols, date, open.plus(INTO_THE_DAY));
    }

    /** As above, at a moment of that day. */
    public static BrokerSession simulated(BotConfig config, List<Symbol> symbols, LocalDate date, Instant moment) {
        requireSession(date);
        return on(
                SyntheticMarket.day(MarketCalendar.nyse(), config.sim().seed(), symbols, date),
                config.sim().capital(),
                moment);
    }

    private static TradingSession requireSession(LocalDate date) {
        return MarketCalendar.nyse()
                .session(date)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE_OR_CONFIGURATION,
                        "there is no trading day to simulate",
                        "the exchange is closed on " + date,
                        "name a trading day from 1998 to 2035 with --date YYYY-MM-DD"));
    }

    /** The embedded exchange on a market, at a moment. */
    public static BrokerSession on(Market market, Money cash, Instant start) {
        SimulatedBroker broker = SimulatedBroker.on(market)
                .cash(cash)
                .startingAt(start)
                .openedForDryRun()
                .build();
        Waiting.on(broker.connect(DEAF), QUESTION, "the simulated exchange");
        return new BrokerSession(broker, broker.timeline());
    }

    /** The configured gateway; {@link dev.ibkrbot.broker.error.BrokerException} when it is not ready. */
    public static BrokerSession gateway(BotConfig.Broker wanted) {
        GatewayTime time = new GatewayTime(SystemTime.CLOCK);
        IbkrBroker broker = IbkrBroker.over(settings(wanted), time, SystemTime::nanos, SessionObserver.NONE);
        try {
            Waiting.on(broker.connect(DEAF), ONE_TRY.plusSeconds(1), "the gateway");
            // Answers come in order: with this one, that about the time is here too.
            Waiting.on(broker.orders().openOrders(), QUESTION, "the open orders");
            time.follow(broker);
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
        return new BrokerSession(broker, time);
    }

    private static GatewaySettings settings(BotConfig.Broker wanted) {
        GatewaySettings settings = GatewaySettings.of(
                        wanted.host(), wanted.port(), wanted.clientId(), TradingMode.DRY_RUN)
                .withTimes(ONE_TRY, QUESTION, QUESTION)
                .withDelayedData();
        return Transport.of(
                wanted,
                wanted.account().map(AccountId::new).map(settings::withAccount).orElse(settings));
    }

    @Override
    public void close() {
        broker.close();
    }
}
