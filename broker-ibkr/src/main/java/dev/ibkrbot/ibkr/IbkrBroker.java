package dev.ibkrbot.ibkr;

import dev.ibkrbot.broker.Broker;
import dev.ibkrbot.broker.BrokerListener;
import dev.ibkrbot.broker.BrokerNotice;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.Timeline;
import dev.ibkrbot.broker.account.Accounts;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.market.BarRequest;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.market.QuoteSource;
import dev.ibkrbot.broker.order.OrderEntry;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.ibkr.notice.Category;
import dev.ibkrbot.ibkr.notice.Effect;
import dev.ibkrbot.ibkr.notice.FarmReport;
import dev.ibkrbot.ibkr.notice.NoticeRule;
import dev.ibkrbot.ibkr.order.OrderDesk;
import dev.ibkrbot.ibkr.request.AccountDesk;
import dev.ibkrbot.ibkr.request.BarHistory;
import dev.ibkrbot.ibkr.request.Calls;
import dev.ibkrbot.ibkr.request.ContractBook;
import dev.ibkrbot.ibkr.request.MarketFeed;
import dev.ibkrbot.ibkr.request.NoticeException;
import dev.ibkrbot.ibkr.request.OrderQueries;
import dev.ibkrbot.ibkr.session.AccountRule;
import dev.ibkrbot.ibkr.session.Connector;
import dev.ibkrbot.ibkr.session.GatewayException;
import dev.ibkrbot.ibkr.session.GatewaySession;
import dev.ibkrbot.ibkr.session.Machinery;
import dev.ibkrbot.ibkr.session.SessionClient;
import dev.ibkrbot.ibkr.session.SessionObserver;
import dev.ibkrbot.ibkr.session.SessionSettings;
import dev.ibkrbot.ibkr.session.SessionStart;
import dev.ibkrbot.ibkr.session.SocketConnector;
import dev.ibkrbot.ibkr.wire.Inbound;
import dev.ibkrbot.ibkr.wire.SessionMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A session with IB Gateway or TWS. It reconnects by itself until it is closed, always under the same client id. Stages
 * complete and listeners are called on one thread of its own. A question that is not answered in time fails; it is never
 * answered with zero or nothing. Thread-safe.
 */
public final class IbkrBroker implements Broker {
    private static final int COMPETING_SESSION = 10197;

    private final Object lock;
    private final GatewaySettings settings;
    private final Machinery machinery;
    private final Runnable whenClosed;
    private final Reports reports;
    private final GatewaySession session;
    private final Calls calls;
    private final MarketFeed feed;
    private final BarHistory history;
    private final ContractBook book;
    private final AccountDesk accounts;
    private final OrderDesk orders;
    private final Switchboard switchboard;
    private final LiveQuotes quotes;
    private final DataWatch data;
    private final Alerts alerts;
    private final Outage outage;
    private OptionalInt serverVersion = OptionalInt.empty();

    private IbkrBroker(GatewaySettings settings, Machinery machinery, SessionObserver observer, Runnable whenClosed) {
        this.settings = settings;
        this.machinery = machinery;
        this.whenClosed = whenClosed;
        lock = machinery.lock();
        reports = new Reports(machinery);
        session = new GatewaySession(machinery, sessionSettings(settings), new Client(), observer);
        calls = new Calls(machinery, session, settings.notices(), settings.requestTimeout());
        MarketCalendar calendar = MarketCalendar.nyse();
        book = new ContractBook(calls, calendar);
        feed = new MarketFeed(calls, book, settings.marketDataLines());
        history = new BarHistory(calls, book, calendar, settings.historyPatience());
        data = new DataWatch(machinery, new Hearer());
        quotes = new LiveQuotes(machinery, feed, history, book, data);
        alerts = new Alerts(machinery, reports::urgent);
        outage = new Outage(machinery, calendar, reports::urgent);
        accounts = new AccountDesk(calls, book, reports::urgent);
        OrderQueries queries = new OrderQueries(calls);
        orders = new OrderDesk(
                machinery,
                session,
                book,
                queries,
                calendar,
                reports,
                new OrderDesk.Rights(settings.clientId(), settings.mode() == TradingMode.DRY_RUN));
        switchboard = new Switchboard(calls, book, accounts, queries, orders);
    }

    private static SessionSettings sessionSettings(GatewaySettings settings) {
        return new SessionSettings(
                settings.host(),
                settings.port(),
                settings.clientId(),
                settings.maxServerVersion(),
                new AccountRule(settings.mode(), settings.account()),
                settings.tryTimeout(),
                settings.startup(),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                settings.messagesPerSecond());
    }

    /**
     * A broker that is not connected yet. {@link IllegalArgumentException} when mode and account contradict each other.
     *
     * @param clock the wall clock
     * @param nanos a clock that only goes forward
     * @param observer sees each try to connect, step by step
     */
    public static IbkrBroker over(
            GatewaySettings settings, InstantSource clock, LongSupplier nanos, SessionObserver observer) {
        Connector connector = settings.jar()
                .map(it -> it.connector(settings.clientId(), settings.mode() == TradingMode.DRY_RUN))
                .orElseGet(SocketConnector::new);
        BrokerThreads threads = new BrokerThreads(clock, nanos, connector);
        return new IbkrBroker(settings, threads.machinery(), observer, threads::close);
    }

    /** As {@link #over}, on other machinery: for tests in virtual time. */
    static IbkrBroker on(GatewaySettings settings, Machinery machinery, SessionObserver observer) {
        return new IbkrBroker(settings, machinery, observer, () -> {});
    }

    @Override
    public CompletionStage<Void> connect(BrokerListener listener) {
        synchronized (lock) {
            if (reports.hasListener()) {
                throw new IllegalStateException("connected before");
            }
            if (session.state() != ConnectionState.CLOSED) {
                reports.to(listener);
            }
            return session.start();
        }
    }

    @Override
    public ConnectionState connection() {
        return session.state();
    }

    @Override
    public QuoteSource quotes() {
        return quotes;
    }

    @Override
    public OrderEntry orders() {
        return orders;
    }

    @Override
    public Accounts accounts() {
        return accounts;
    }

    @Override
    public void close() {
        session.close();
        whenClosed.run();
    }

    // What only this broker can do.

    /**
     * The version our messages are written in; absent before the first session. Over a jar it is the newest one, whatever
     * jar and gateway have agreed on, which is told to the observer.
     */
    public OptionalInt serverVersion() {
        synchronized (lock) {
            return serverVersion;
        }
    }

    /** How far the gateway's clock is ahead of ours, to about a second; absent before the first answer. */
    public Optional<Duration> clockSkew() {
        return session.clockSkew();
    }

    /** Whether the gateway says that its time is simulated, whoever moves it; no real gateway does. False unless READY. */
    public boolean isSimulated() {
        return session.isSimulated();
    }

    /**
     * The gateway's time, if it is a simulation that lets this session move it; absent for every real gateway. It is
     * moved by one driver, on a thread that is none of the broker's.
     */
    public Optional<Timeline> simulatedTime() {
        return session.simulatedTime().map(it -> it);
    }

    /** Market data lines in use now. */
    public int openMarketDataLines() {
        return feed.openLines();
    }

    /** Questions that wait for answers now, streams included. */
    int openQuestions() {
        return calls.size();
    }

    /** Cancels every open order of the login, those of people and other programs too. */
    public void cancelEverything() {
        orders.cancelEverything();
    }

    /**
     * Completed bars of regular hours before a moment that has passed.
     *
     * @param show TRADES, MIDPOINT or BID_ASK
     */
    public CompletionStage<BarSeries> history(BarRequest request, Instant end, String show) {
        return history.bars(request, end, show);
    }

    /**
     * When the earliest bar starts that the gateway can deliver.
     *
     * @param show TRADES, MIDPOINT or BID_ASK
     */
    public CompletionStage<Instant> earliestBar(Instrument instrument, String show) {
        return history.earliest(instrument, show).minimalCompletionStage();
    }

    /**
     * Hands over a quote after it has changed until the result is closed, over reconnects too; a listener that is slow hears
     * only the latest. When data can no longer be live the last quote is handed over once more as FROZEN.
     */
    public CompletionStage<MarketFeed.Subscription> stream(Instrument instrument, Consumer<Quote> listener) {
        return quotes.stream(instrument, listener);
    }

    private void notice(SessionMessage.Notice message) {
        NoticeRule rule = settings.notices().rule(message.code(), message.text());
        boolean toOrder = orders.notice(message, rule);
        boolean toCall = calls.notice(message);
        FarmReport.of(message.code(), message.text()).ifPresent(data::farm);
        if (message.code() == COMPETING_SESSION) {
            data.competing();
        }
        if (toCall && !toOrder && rule.category() != Category.UNKNOWN) {
            return;
        }
        Optional<OrderId> order = toOrder ? Optional.of(new OrderId(message.id())) : Optional.empty();
        if (alerts.isNews(message, order)) {
            reports.notice(new BrokerNotice(
                    severity(rule),
                    message.code(),
                    order,
                    NoticeException.told(rule, message.text()),
                    machinery.clock().instant()));
        }
    }

    private static BrokerNotice.Severity severity(NoticeRule rule) {
        if (rule.effect() == Effect.CANCEL_NOTICE) {
            // The order's own event says so too.
            return BrokerNotice.Severity.INFO;
        }
        return switch (rule.category()) {
            case INFO, FARM -> BrokerNotice.Severity.INFO;
            case WARNING, REQUEST_FAILED, ORDER_FAILED, CONNECTION -> BrokerNotice.Severity.WARNING;
            case UNKNOWN -> BrokerNotice.Severity.URGENT;
        };
    }

    /** Hears the session, under the lock. */
    private final class Client implements SessionClient {
        @Override
        public void opened(SessionStart start) {
            serverVersion = OptionalInt.of(start.serverVersion());
            data.opened();
            alerts.opened();
            calls.opened(start.serverVersion());
            accounts.opened(start.account());
            orders.opened(start);
        }

        @Override
        public void message(Inbound message) {
            if (message instanceof SessionMessage.Notice it) {
                notice(it);
            } else {
                message.deliverTo(switchboard);
            }
        }

        @Override
        public void subscribe() {
            feed.chooseType(settings.delayedData());
            feed.resubscribe();
        }

        @Override
        public void lost(GatewayException why) {
            feed.lost();
            history.lost();
            orders.lost();
            calls.lost(why);
        }

        @Override
        public void state(ConnectionState state) {
            reports.state(state);
            data.ready(state == ConnectionState.READY);
            if (state == ConnectionState.CLOSED) {
                outage.end();
            } else {
                outage.ready(state == ConnectionState.READY);
            }
            if (state == ConnectionState.READY) {
                orders.ready();
            }
        }
    }

    /** Hears whether market data is live, under the lock. */
    private final class Hearer implements DataWatch.Hearer {
        @Override
        public void stale() {
            quotes.stale();
        }

        @Override
        public void renew() {
            if (session.state() == ConnectionState.READY) {
                feed.renew();
            }
        }

        @Override
        public void condition(BrokerNotice.Condition condition, String why) {
            boolean lost = condition == BrokerNotice.Condition.DATA_LOST;
            reports.notice(new BrokerNotice(
                    lost ? BrokerNotice.Severity.WARNING : BrokerNotice.Severity.INFO,
                    0,
                    Optional.empty(),
                    why,
                    machinery.clock().instant(),
                    condition));
        }
    }
}
