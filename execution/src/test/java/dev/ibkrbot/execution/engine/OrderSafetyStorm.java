package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.control.Command;
import dev.ibkrbot.execution.journal.Journal;
import dev.ibkrbot.execution.order.ExitRules;
import dev.ibkrbot.execution.order.ExitSettings;
import dev.ibkrbot.execution.order.JournalReplay;
import dev.ibkrbot.execution.order.Trade;
import dev.ibkrbot.stub.StubBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * All that owns or ends a position, mixed: found positions, watched exits, closes by people, by the day's strategy and by
 * the day's end, at a broker that refuses, takes back, forgets, fills in parts and late, while the process dies between
 * any two records. Exits trade whenever they live, whatever is held: only the engine keeps from selling twice.
 */
final class OrderSafetyStorm {
    private static final int STEPS = 40;
    private static final int MOST_REFUSED = 12;
    /** Two attempts at a stop, and the answers to them. */
    private static final Duration BARE = Duration.ofSeconds(45);

    private static final String[] BIDS = {"1.90", "2.00", "2.40", "2.45", "3.00", "3.30", ""};
    private static final ExitPlan EXITS = new ExitPlan(Optional.of(Percent.of("20")), Optional.of(Percent.of("20")));
    private static final Instant LATE = Instant.parse("2026-11-18T20:56:00Z");

    private final SplittableRandom random;
    private final EngineScene scene;
    private final ListedBroker broker;
    private final String seed;
    private final Quantity found;
    private Instant bareSince = Instant.MAX;
    private long toldBefore;
    private final GroupMarket market;
    private int leftovers;
    private int deaths;
    private int refused;
    private boolean takesBack;

    OrderSafetyStorm(long seed) {
        this.seed = "seed " + seed;
        this.random = new SplittableRandom(seed);
        this.found = Quantity.of(random.nextInt(3) == 0 ? 7 : 0);
        StubBroker.Builder builder = StubBroker.builder();
        if (found.isPositive()) {
            builder.position(new Position(EngineScene.CALL, found, Price.of("2.50")));
        }
        this.scene = new EngineScene(builder.build());
        this.market = new GroupMarket(scene.broker);
        this.broker = new ListedBroker(scene.broker);
        scene.wrapped = Optional.of(broker);
        scene.exits = EXITS;
        scene.with(defaults -> settings(defaults).adopting(new AdoptionRule(List.of(EngineScene.SPY), EXITS, EXITS)));
        broker.refuses = random.nextInt(3) == 0 ? refusal() : order -> false;
        broker.refused = this::answer;
    }

    private EngineSettings settings(EngineSettings defaults) {
        ExitSettings.CloseStyle style = pick(ExitSettings.CloseStyle.values());
        return new EngineSettings(
                TradingMode.PAPER,
                defaults.symbols(),
                defaults.lastEntryBeforeClose(),
                defaults.flattenBeforeClose(),
                OptionalInt.empty(),
                Duration.ofSeconds(20),
                Optional.of(Duration.ofMinutes(1)),
                random.nextBoolean() ? RefusingScene.watching(style) : ExitSettings.DEFAULT,
                defaults.recording(),
                1);
    }

    private <T> T pick(T[] of) {
        return of[random.nextInt(of.length)];
    }

    int deaths() {
        return deaths;
    }

    int count(String type) {
        return scene.bodies(type).size();
    }

    void run() {
        try {
            live(STEPS);
        } catch (AssertionError | RuntimeException e) {
            List<String> lines = scene.linesFrom(1);
            throw new AssertionError(
                    e.getMessage() + "\n"
                            + String.join("\n", lines.subList(StrictMath.max(0, lines.size() - 60), lines.size())),
                    e);
        }
    }

    private void live(int steps) {
        quote("2.45");
        mortally(() -> scene.start(journal()));
        scene.proposes("2.50");
        for (int step = 0; step < steps; step++) {
            mortally(this::disturb);
            mortally(() -> scene.advance(Duration.ofSeconds(1 + random.nextInt(20))));
            check("step " + step);
        }
        end();
    }

    /** Most lives are long. */
    private Journal journal() {
        return new RestartTest.DyingJournal(
                scene.journal, random.nextInt(4) > 0 ? 1 + random.nextInt(60) : 1_000_000, random.nextBoolean());
    }

    private void mortally(Runnable what) {
        refused = 0;
        for (Runnable next = what; ; next = this::live) {
            try {
                next.run();
                market.endSpent();
                scene.drain();
                return;
            } catch (RestartTest.Killed e) {
                deaths++;
                scene.inbox = new SteppedInbox();
                scene.build(journal());
            }
        }
    }

    private void live() {
        scene.broker.becomes(ConnectionState.DISCONNECTED);
        scene.broker.becomes(ConnectionState.READY);
        scene.settle();
    }

    private void disturb() {
        List<OpenOrder> open = market.open();
        Optional<OpenOrder> any =
                open.isEmpty() ? Optional.empty() : Optional.of(open.get(random.nextInt(open.size())));
        switch (random.nextInt(17)) {
            case 0, 1 -> scene.cycle();
            case 2 ->
                open.stream().filter(it -> it.order().role() == OrderRole.ENTRY).forEach(it -> trade(it, 10));
            case 3, 4, 5 -> any.ifPresent(it -> trade(it, 1 + random.nextInt(10)));
            case 6 -> any.ifPresent(it -> trade(it, 10));
            case 7 -> any.ifPresent(it -> scene.cancelAtBroker(it.order().id()));
            case 8 -> loseTheLink();
            case 9 -> broker.refuses = refusal();
            case 10 -> broker.forgetsCancels = !broker.forgetsCancels;
            case 11 -> breakWhileSending();
            case 12 -> flatten();
            case 13 ->
                scene.exitRules = scene.exitRules.equals(ExitRules.NONE)
                        ? new ExitRules(OptionalInt.of(30), true, Optional.empty(), "c")
                        : ExitRules.NONE;
            case 14 -> scene.handle(new EngineEvent.PauseNoticed(Duration.ofMinutes(2)));
            default -> quote(pick(BIDS));
        }
        scene.drain();
    }

    private Predicate<Order> refusal() {
        Set<OrderRole> roles = new HashSet<>();
        for (OrderRole role : OrderRole.values()) {
            if (random.nextInt(3) == 0) {
                roles.add(role);
            }
        }
        boolean stops = random.nextBoolean();
        takesBack = random.nextInt(3) == 0;
        return order -> roles.contains(order.role())
                || order.parent().isPresent() && roles.contains(OrderRole.ENTRY)
                || stops && order.terms() instanceof OrderTerms.Stop;
    }

    private void answer(Order order) {
        assertThat(++refused).as("refused at once, " + seed).isLessThan(MOST_REFUSED);
        Instant now = scene.broker.timeline().instant();
        scene.broker.report(
                takesBack
                        ? new OrderEvent.Canceled(order.id(), order.ref(), "taken back", now)
                        : new OrderEvent.Rejected(order.id(), order.ref(), 201, "refused", now));
    }

    private void breakWhileSending() {
        broker.breaks = pick(ListedBroker.Breaks.values());
        try {
            scene.cycle();
            scene.settle();
        } finally {
            broker.breaks = ListedBroker.Breaks.NEVER;
        }
    }

    private void flatten() {
        Instant now = scene.broker.timeline().instant();
        scene.handle(new EngineEvent.Commanded(
                new Command("c" + now, Command.Action.FLATTEN, Command.ALL, "max", now, "out"), answer -> {}));
    }

    private void loseTheLink() {
        List<OpenOrder> open = market.open();
        scene.broker.becomes(ConnectionState.DISCONNECTED);
        scene.drain();
        if (!open.isEmpty() && random.nextBoolean()) {
            market.execute(open.get(random.nextInt(open.size())), Quantity.of(10), true);
            scene.inbox.clear();
        }
        scene.broker.becomes(ConnectionState.READY);
    }

    private void quote(String bid) {
        Optional<Price> price = bid.isEmpty() ? Optional.empty() : Optional.of(Price.of(bid));
        scene.broker.quote(new Quote(
                EngineScene.CALL,
                price,
                Optional.of(Price.of("3.40")),
                Optional.empty(),
                OptionalLong.of(100),
                scene.broker.timeline().instant(),
                DataQuality.LIVE));
    }

    private void trade(OpenOrder open, int most) {
        market.execute(open, Quantity.of(most), random.nextBoolean());
        scene.drain();
    }

    private void check(String step) {
        String when = seed + " " + step;
        Quantity held = RestartTest.held(scene);
        List<Trade> trades = JournalReplay.fold(scene.journal).trades();
        assertThat(held.isNegative()).as("sold twice, " + when).isFalse();
        Quantity offered = offered(trades);
        // What is left of a flat trade is the broker's to end, for two seconds.
        leftovers = held.isZero() && offered.isPositive() ? leftovers + 1 : 0;
        assertThat(leftovers > 0 && leftovers < 4 ? 0 : offered.compareTo(held))
                .as("offered of " + held + ": " + market.open() + ", " + when)
                .isNotPositive();
        compare(trades, when);
        protects(trades, when);
    }

    /** What could be sold: each group once, and nothing that still waits for its entry or is about to go. */
    private Quantity offered(List<Trade> trades) {
        Set<OrderId> asked = new HashSet<>();
        trades.forEach(trade -> trade.orders().stream()
                .filter(order -> order.cancelAskedAt().isAfter(Instant.MIN))
                .forEach(order -> asked.add(order.order().id())));
        Set<OrderId> entering = new HashSet<>();
        trades.forEach(trade -> trade.live(OrderRole.ENTRY)
                .ifPresent(entry -> entering.add(entry.order().id())));
        List<OpenOrder> exits = market.open().stream()
                .filter(open -> open.order().role().isExit())
                .filter(open -> open.order().parent().filter(entering::contains).isEmpty())
                .toList();
        boolean closing = exits.stream().anyMatch(open -> open.order().role() == OrderRole.CLOSE);
        Map<String, Quantity> groups = new HashMap<>();
        exits.stream()
                .filter(open -> closing || !asked.contains(open.order().id()))
                .forEach(open -> groups.merge(
                        open.order()
                                .ocaGroup()
                                .map(Object::toString)
                                .orElse("" + open.order().id()),
                        GroupMarket.left(open),
                        (a, b) -> a.compareTo(b) > 0 ? a : b));
        return groups.values().stream().reduce(Quantity.ZERO, Quantity::plus);
    }

    /** The journal tells what the engine knows. */
    private void compare(List<Trade> trades, String when) {
        EngineStatus status = scene.engine.snapshot(scene.broker.timeline().instant());
        assertThat(trades.stream().flatMap(trade -> trade.position().stream()).toList())
                .as("positions of the journal, " + when)
                .containsExactlyInAnyOrderElementsOf(status.positions());
        Set<String> journaled = new TreeSet<>();
        trades.forEach(trade -> trade.orders().stream()
                .filter(order -> order.isLive())
                .forEach(order -> journaled.add(order.order().ref() + " " + order.remaining())));
        Set<String> live = new TreeSet<>();
        status.workingOrders().forEach(open -> live.add(open.order().ref() + " " + GroupMarket.left(open)));
        assertThat(journaled).as("orders of the journal, " + when).isEqualTo(live);
        List<String> plans = new ArrayList<>();
        trades.stream().map(OrderSafetyStorm::plan).forEach(plans::add);
        List<String> running = new ArrayList<>();
        trades(scene.engine).stream().map(OrderSafetyStorm::plan).forEach(running::add);
        assertThat(plans).as("trades of the journal, " + when).containsAll(running);
    }

    private static String plan(Trade trade) {
        return trade + " for " + trade.wanted() + ", watched " + trade.watchedSince() + ", entered "
                + trade.entryTime();
    }

    private static List<Trade> trades(TradingEngine engine) {
        try {
            var desk = TradingEngine.class.getDeclaredField("desk");
            desk.setAccessible(true);
            return ((dev.ibkrbot.execution.order.TradeDesk) desk.get(engine))
                    .trades()
                    .all();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** Each position has a stop, is watched or being closed, or is told of. */
    private void protects(List<Trade> trades, String when) {
        boolean bare = trades.stream()
                .filter(trade -> trade.held().isPositive())
                .filter(trade ->
                        trade.wanted().isEmpty() && trade.watchedSince().isEmpty())
                .anyMatch(trade -> market.open().stream()
                        .noneMatch(open -> open.order().terms() instanceof OrderTerms.Stop
                                && GroupMarket.left(open).compareTo(trade.held()) >= 0));
        Instant now = scene.broker.timeline().instant();
        bareSince = bare ? bareSince.equals(Instant.MAX) ? now : bareSince : Instant.MAX;
        long told = scene.bodies("alert").stream()
                .filter(body -> body.contains("'unprotected'"))
                .count();
        toldBefore = bareSince.equals(now) || !bare ? told : toldBefore;
        assertThat(bare && told == toldBefore && now.isAfter(bareSince.plus(BARE)))
                .as("bare since " + bareSince + ", " + when)
                .isFalse();
    }

    /** The broker is itself again: everything ends flat. */
    private void end() {
        broker.refuses = order -> false;
        broker.forgetsCancels = false;
        scene.planner = symbol -> CompletableFuture.completedFuture(scene.hold());
        quote("2.45");
        mortally(this::live);
        mortally(() -> scene.advanceTo(LATE));
        for (int i = 0; i < 16; i++) {
            quote("2.45");
            mortally(() -> scene.advance(Duration.ofSeconds(15)));
            market.open().stream()
                    .filter(open -> open.order().role() == OrderRole.CLOSE)
                    .forEach(open -> mortally(() -> trade(open, 10)));
            check("end");
        }
        Quantity foreign = scene.bodies("adopted").isEmpty() ? found : Quantity.ZERO;
        assertThat(RestartTest.held(scene)).as("held in the end, " + seed).isEqualTo(foreign);
        assertThat(market.open()).as("open in the end, " + seed).isEmpty();
        assertThat(JournalReplay.fold(scene.journal).trades())
                .as("trades in the end, " + seed)
                .isEmpty();
    }
}
