package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.account.AccountSnapshot;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.stub.gateway.Scenario.Rule;
import dev.ibkrbot.stub.sim.SimulatedBroker;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** The gateway behind its sockets: one lock, under which every request and every step of time is worked on. Thread-safe. */
final class Gateway {
    private static final int MOST_CLIENTS = 32;
    private static final int BREACHES_ALLOWED = 2;
    private static final int CURRENT_TIME = 49;
    private static final int CURRENT_TIME_MILLIS = 105;

    private final Object lock = new Object();
    private final Floor floor;
    private final InstantSource wall;
    private final Consumer<String> logger;
    private final GatewayClock clock;
    private final Instant start;
    private final OrderRegister register = new OrderRegister();
    private final MarketDataDesk marketData;
    private final HistoryDesk history;
    private final AccountDesk accounts;
    private final SubscriptionDesk subscriptions;
    private final OrderDesk orders;
    private final OrderReporter reporter;
    private final Callbacks callbacks;
    private final Requests requests;
    private final RequestLog log = new RequestLog();
    private final Map<Integer, Session> clients = new HashMap<>();
    private final List<Rule> waiting;
    private int breaches;

    Gateway(Settings settings, SimulatedBroker broker) {
        wall = settings.wall;
        logger = settings.log;
        floor = new Floor(settings.market, broker, new Faults(settings.account));
        clock = new GatewayClock(broker.timeline(), wall);
        start = floor.now();
        marketData = new MarketDataDesk(floor);
        history = new HistoryDesk(floor, new HistoryPacing(wall));
        AccountFigures figures = new AccountFigures(floor);
        accounts = new AccountDesk(floor, figures);
        subscriptions = new SubscriptionDesk(floor, figures);
        callbacks = new Callbacks(floor.faults, id -> Optional.ofNullable(clients.get(id)));
        OrderMessages messages = new OrderMessages(floor);
        reporter = new OrderReporter(floor, register, messages, callbacks);
        orders = new OrderDesk(floor, register, messages, reporter, callbacks);
        requests = new Requests(floor, marketData, history, accounts, subscriptions, orders, register, log);
        broker.connect(reporter);
        waiting = new ArrayList<>(settings.scenario.rules());
        applyDue();
    }

    void log(String line) {
        logger.accept(line);
    }

    Faults.Treatment treatment(long connection) {
        synchronized (lock) {
            return floor.faults.treatment(connection);
        }
    }

    RequestRate newRate() {
        return new RequestRate(wall);
    }

    int negotiate(FrameReader.Versions offered) {
        synchronized (lock) {
            int version = Math.min(offered.highest(), floor.faults.serverVersion);
            if (version < ProtocolVersions.LOWEST || version < offered.lowest()) {
                throw new ProtocolViolation(
                        "no version in common with v" + offered.lowest() + ".." + offered.highest());
            }
            return version;
        }
    }

    /** The answer to the greeting; its zone, which clients take as it is, says that time is simulated and how it moves. */
    void greet(Session session) {
        synchronized (lock) {
            String local = floor.local(floor.now());
            String time = local.substring(0, local.lastIndexOf(' '));
            session.dropHalfAbove(floor.faults.outputLimit);
            session.send(Message.bare()
                    .number(session.version())
                    .text(time + " Simulated Time (" + Words.of(clock.mode()) + ")"));
        }
    }

    Message error(Client client, int about, int code, String text) {
        return ErrorMessage.of(client, floor, about, code, text);
    }

    /** Lets a client in; false when its number is taken. */
    boolean join(Session session, String mode) {
        synchronized (lock) {
            if (clients.containsKey(session.id()) || clients.size() >= MOST_CLIENTS) {
                return false;
            }
            clients.put(session.id(), session);
            clock.joined(session.id());
            if (floor.faults.master.equals(OptionalInt.of(session.id()))) {
                orders.listOpen(session, true);
            }
            if (!mode.equals("no-managed-accounts")) {
                session.send(requests.managedAccounts());
            }
            if (!mode.equals("no-next-valid-id")) {
                session.send(requests.nextValidId(session));
            }
            farmNotices(List.of(session));
            if (!floor.faults.linkUp) {
                session.error(-1, 1100, Notices.text(1100));
            }
            log("client " + session.id() + " is connected, version " + session.version());
            return true;
        }
    }

    private void farmNotices(Iterable<Session> to) {
        int[] codes = floor.faults.farmsUp ? new int[] {2104, 2106, 2158} : new int[] {2103, 2105};
        for (Session session : to) {
            for (int code : codes) {
                session.error(-1, code, Notices.text(code));
            }
        }
    }

    void leave(Session session, boolean joined) {
        synchronized (lock) {
            if (joined && clients.remove(session.id(), session)) {
                clock.left(session.id());
                marketData.leave(session);
                history.leave(session);
                accounts.leave(session);
                subscriptions.leave(session);
                log("client " + session.id() + " is gone; " + orders.openOrders() + " orders open, "
                        + marketData.openLines() + " market-data lines");
            }
        }
    }

    /** Works on one request; false when the connection is to end. */
    boolean handle(Session session, Fields in) {
        synchronized (lock) {
            if (clients.get(session.id()) != session) {
                return false;
            }
            if (session.rate.exceeds(floor.faults.requestsPerSecond)) {
                breaches++;
                session.error(-1, 100, "Max rate of messages per second has been exceeded");
                return session.rate.breaches() <= BREACHES_ALLOWED;
            }
            clock.joined(session.id());
            int id = in.integer();
            if (id == CURRENT_TIME || id == CURRENT_TIME_MILLIS) {
                log.add(session.id(), RequestNames.of(id));
                tellTime(session, id, in);
            } else {
                answer(session, id, in);
            }
            callbacks.flush(floor.now());
            applyDue();
            return clients.get(session.id()) == session;
        }
    }

    private void answer(Session session, int id, Fields in) {
        try {
            requests.answer(session, id, in);
        } catch (BrokerException e) {
            // A contract that is not listed any more, say: the market's no, not the client's fault.
            session.error(-1, 321, "Error validating request: " + e.getMessage());
        }
    }

    private void tellTime(Session session, int id, Fields in) {
        if (id == CURRENT_TIME) {
            in.skip(1);
        }
        String move = in.textOrEmpty();
        if (move.equals("next")) {
            session.send(Message.of(CURRENT_TIME).number(1).number(clock.nextSecond()));
            return;
        }
        if (clock.mode() == GatewayClock.Mode.REAL) {
            advance(clock.byTheWall());
        }
        clock.target(session.id(), move).ifPresent(this::advance);
        if (!floor.faults.currentTime && move.isEmpty()) {
            return;
        }
        session.send(
                id == CURRENT_TIME
                        ? Message.of(CURRENT_TIME).number(1).number(floor.now().getEpochSecond())
                        : Message.of(109).number(floor.now().toEpochMilli()));
    }

    /** Moves time; what happens on the way is told before anything else. */
    private void advance(Instant target) {
        floor.broker.timeline().advanceTo(target);
        callbacks.flush(floor.now());
        applyDue();
        boolean moved = reporter.takePositionsMoved();
        accounts.update(moved);
        subscriptions.update(moved);
        history.update();
        marketData.update();
    }

    void advanceTo(Instant target) {
        synchronized (lock) {
            advance(target);
        }
    }

    /** Moves time to where the wall clock says, when that is who moves it. */
    void tick() {
        synchronized (lock) {
            if (clock.mode() == GatewayClock.Mode.REAL) {
                advance(clock.byTheWall());
            }
        }
    }

    private void applyDue() {
        for (int i = 0; i < waiting.size(); i++) {
            Rule rule = waiting.get(i);
            if (rule.when().isDue(start, floor.now(), log.count(), floor.market.calendar())) {
                waiting.remove(i--);
                apply(rule);
            }
        }
    }

    void add(Rule rule) {
        synchronized (lock) {
            waiting.add(rule);
            applyDue();
        }
    }

    private void apply(Rule rule) {
        String text = rule.arguments();
        if (floor.faults.take(rule)) {
            clients.values().forEach(it -> it.dropHalfAbove(floor.faults.outputLimit));
            return;
        }
        switch (rule.verb()) {
            case "clock" -> clock.set(text);
            case "next-id" -> register.restartIds(Integer.parseInt(text));
            case "farms" -> {
                floor.faults.farmsUp = text.equals("up");
                farmNotices(clients.values());
            }
            case "link" -> link(text);
            case "notice" -> notice(text);
            case "send" -> send(text);
            case "restart" -> {
                register.restartIds(text.isEmpty() ? 1 : Integer.parseInt(text));
                disconnect("");
            }
            default -> disconnect(text);
        }
    }

    private void link(String state) {
        floor.faults.linkUp = !state.equals("down");
        int code = state.equals("down") ? 1100 : state.equals("lost") ? 1101 : 1102;
        if (state.equals("lost")) {
            marketData.loseAll();
            history.loseAll();
        }
        notice(Integer.toString(code));
    }

    private void notice(String text) {
        String[] words = text.split(" ", 2);
        int code = Integer.parseInt(words[0]);
        String said = words.length > 1 ? words[1] : Notices.text(code);
        clients.values().forEach(it -> it.error(-1, code, said));
    }

    private void send(String text) {
        Message message = Message.bare();
        for (String field : text.split("\\|", -1)) {
            message.text(field);
        }
        clients.values().forEach(it -> it.send(message));
    }

    private void disconnect(String client) {
        List<Session> ending = clients.values().stream()
                .filter(it -> client.isEmpty() || client.equals(Integer.toString(it.id())))
                .toList();
        ending.forEach(Session::end);
        for (Session session : ending) {
            leave(session, true);
        }
    }

    Instant now() {
        synchronized (lock) {
            return floor.now();
        }
    }

    Optional<Instant> next() {
        synchronized (lock) {
            return floor.broker.timeline().next();
        }
    }

    List<String> requestLines() {
        synchronized (lock) {
            return log.lines();
        }
    }

    long requestCount() {
        synchronized (lock) {
            return log.count();
        }
    }

    int pacingBreaches() {
        synchronized (lock) {
            return breaches;
        }
    }

    int openOrders() {
        synchronized (lock) {
            return orders.openOrders();
        }
    }

    int openLines() {
        synchronized (lock) {
            return marketData.openLines();
        }
    }

    int clientCount() {
        synchronized (lock) {
            return clients.size();
        }
    }

    List<Execution> executions() {
        synchronized (lock) {
            return Floor.answer(floor.broker.orders().executions());
        }
    }

    AccountSnapshot account() {
        synchronized (lock) {
            return floor.broker.account();
        }
    }
}
