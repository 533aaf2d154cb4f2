package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.account.OptionSettlement;
import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.control.Command;
import dev.ibkrbot.execution.control.CommandJson;
import dev.ibkrbot.execution.journal.Journal;
import dev.ibkrbot.execution.journal.JournalEntry;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads a journal back into the state its engine had, by applying the same facts in the same order. Whatever was live
 * then is in doubt now: nothing is sent for it until the broker was asked. Used once.
 */
public final class JournalReplay {
    /** What an order rate is counted over. */
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final RestoredState state = RestoredState.none();
    /** By signal: the later one where an entry was priced anew. */
    private final Map<String, Trade> trades = new LinkedHashMap<>();

    private final List<Trade> all = new ArrayList<>();

    private JournalReplay() {}

    /**
     * The state at the end of the journal.
     *
     * @throws IllegalArgumentException when a record does not make sense, naming its sequence: a journal that cannot be
     *     understood is no fresh start
     */
    public static RestoredState fold(Journal journal) {
        JournalReplay replay = new JournalReplay();
        journal.read(1, replay::apply);
        replay.state.replayed();
        return replay.finish();
    }

    private void apply(JournalEntry entry) {
        JournalRecord record = entry.record();
        state.lastTime(record.time());
        try {
            apply(record, record.time());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "journal record " + entry.sequence() + " (" + record.type() + ") cannot be replayed: "
                            + e.getMessage(),
                    e);
        }
    }

    private void apply(JournalRecord record, Instant at) {
        if (record.type().equals(Records.INTENT)) {
            intent(record.parsedBody(), at);
        } else if (record.type().equals(Records.CANCEL)) {
            cancel(record.parsedBody(), at);
        } else if (record.type().equals(Records.ORDER)) {
            JsonObject body = record.parsedBody();
            TrackedOrder order = order(body);
            state.working.settle(order, OrderState.valueOf(body.requiredText("state")), body.requiredText("reason"));
            order.ended(at);
        } else if (record.type().equals(Records.FILL)) {
            fill(record.parsedBody());
        } else if (record.type().equals(Records.COMMISSION)) {
            commission(record.parsedBody());
        } else {
            applyRest(record, at);
        }
    }

    private void applyRest(JournalRecord record, Instant at) {
        if (RiskReplay.apply(record, state.history())) {
            return;
        }
        if (record.type().equals(Records.CORRECTION)) {
            correction(record.parsedBody(), at);
        } else if (record.type().equals(Records.SETTLEMENT)) {
            settlement(record.parsedBody());
        } else if (record.type().equals(Records.REDUCTION)) {
            JsonObject body = record.parsedBody();
            trade(body)
                    .settled(
                            Quantity.of(body.requiredText("quantity")), money(body, "value"), at, ExitReason.ELSEWHERE);
        } else if (record.type().equals(Records.EXIT_WANTED)) {
            JsonObject body = record.parsedBody();
            trade(body).want(ExitReason.of(body.requiredText("reason")));
        } else if (record.type().equals(Records.EXIT_WATCH)) {
            JsonObject body = record.parsedBody();
            Bracket levels = new Bracket(
                    body.text("target").map(Price::of), body.text("stop").map(Price::of));
            trade(body).watch(levels, at);
        } else if (record.type().equals(Records.EXIT) || record.type().equals(Records.RESTATED)) {
            Trade trade = trade(record.parsedBody());
            ClosedTrade closed = trade.close();
            if (record.type().equals(Records.EXIT)) {
                state.history().left(closed.signalId().value(), closed.entryTime(), closed.exitTime());
            }
            trade.reset();
        } else if (record.type().equals(Records.ABANDONED)) {
            // What was abandoned is not ours to protect any more, whatever its fills add up to.
            Trade trade = trade(record.parsedBody());
            if (trade.opened().isPositive()) {
                state.history().left(trade.origin().signalId().value(), trade.entryTime(), at);
            }
            // A late fill of what was never held is closed, if that was asked for.
            if (trade.opened().isPositive() || trade.restates().isPresent()) {
                trade.reset();
            }
        } else if (record.type().equals(Records.ID_BLOCK)) {
            state.usedId(StrictMath.toIntExact(record.parsedBody().requiredNumber("reserved_to")));
        } else if (record.type().equals(Records.HALT)) {
            state.halted(Optional.of(record.parsedBody().requiredText("reason")));
        } else if (record.type().equals(Records.RESUME)) {
            state.halted(Optional.empty());
        } else if (record.type().equals(Records.ADOPTED)) {
            adopted(record.parsedBody(), at);
        } else if (record.type().equals(Records.EXIT_RULES)) {
            state.exitRules(ExitRules.read(record.parsedBody()));
        } else if (record.type().equals(CommandJson.CONTROL)) {
            commanded(record.parsedBody());
        }
    }

    /** What was asked for may have become durable and nothing of what it led to. */
    private void commanded(JsonObject body) {
        Command command = CommandJson.read(body);
        state.commanded(command);
        if (command.action() == Command.Action.FLATTEN && CommandJson.isDone(body)) {
            all.stream()
                    .filter(trade -> trade.hasLiveOrder() || !trade.held().isZero())
                    .filter(trade -> command.isAbout(trade.origin().symbol()))
                    .forEach(trade -> trade.want(ExitReason.REQUESTED));
        }
    }

    private void intent(JsonObject body, Instant at) {
        Optional<JsonObject> origin = body.object("origin");
        if (origin.isPresent()) {
            SignalId signal = new SignalId(body.requiredText("trade"));
            state.usedSignals().add(signal);
            begin(new Trade(TradeOrigin.read(signal, origin.get())));
            state.entries.add(at);
            state.entries.removeIf(it -> it.isBefore(at.minus(MINUTE)));
        }
        Trade trade = trade(body);
        for (JsonObject image : body.objects("orders")) {
            Order order = OrderJson.read(image);
            state.usedId(order.id().value());
            trade.add(state.working.track(order, trade, at));
        }
    }

    private void adopted(JsonObject body, Instant at) {
        SignalId id = new SignalId(body.requiredText("id"));
        OrderId number = new OrderId(StrictMath.toIntExact(body.requiredNumber("number")));
        state.usedSignals().add(id);
        state.usedId(number.value());
        TradeOrigin origin = TradeOrigin.read(id, body.requiredObject("origin"));
        begin(Trade.adopted(origin, number, at));
    }

    private void begin(Trade trade) {
        Optional.ofNullable(trades.put(trade.origin().signalId().value(), trade))
                .ifPresent(Trade::replaced);
        all.add(trade);
    }

    private void cancel(JsonObject body, Instant at) {
        TrackedOrder order = order(body);
        if (order.order().id().value() == body.requiredNumber("order_id")) {
            state.working.cancelAsked(order, at);
        }
    }

    private Trade trade(JsonObject body) {
        String id = body.requiredText("trade");
        OptionalLong number = body.number("number");
        if (number.isPresent()) {
            return all.stream()
                    .filter(trade -> trade.origin().signalId().value().equals(id))
                    .filter(trade -> trade.number().value() == number.getAsLong())
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalArgumentException("an unknown trade: " + number.getAsLong() + " " + id));
        }
        return Optional.ofNullable(trades.get(id))
                .orElseThrow(() -> new IllegalArgumentException("an unknown trade: " + id));
    }

    private TrackedOrder order(JsonObject body) {
        OrderRef ref = new OrderRef(body.requiredText("ref"));
        return state.working
                .find(ref)
                .orElseThrow(() -> new IllegalArgumentException("an order without intent: " + ref));
    }

    private void fill(JsonObject body) {
        TrackedOrder order = order(body);
        Execution execution = OrderJson.execution(body, order.order().instrument());
        state.working.apply(new OrderEvent.Filled(execution));
        Trade trade = order.trade();
        trade.traded(order, execution);
        if (order.role().isExit()) {
            state.history().left(trade.origin().signalId().value(), trade.entryTime(), execution.at());
        }
    }

    private void correction(JsonObject body, Instant at) {
        TrackedOrder order = order(body);
        ExecutionId latest = new ExecutionId(body.requiredText("execution"));
        Optional<JsonObject> after = body.object("after");
        OrderEvent event = after.isEmpty()
                ? new OrderEvent.Busted(latest, body.requiredText("reason"), at)
                : new OrderEvent.Filled(new Execution(
                        latest,
                        order.order().id(),
                        order.order().ref(),
                        order.order().instrument(),
                        order.order().side(),
                        Quantity.of(after.get().requiredText("quantity")),
                        Price.of(after.get().requiredText("price")),
                        Instant.parse(after.get().requiredText("at"))));
        if (state.working.apply(event) instanceof OrderChange.Corrected change) {
            order.trade().corrected(change);
        }
    }

    private void settlement(JsonObject body) {
        state.settled.add(new ExecutionId(body.requiredText("settlement")));
        Optional<Trade> trade = body.text("trade").map(any -> trade(body));
        if (trade.isPresent() && trade.get().origin().instrument() instanceof Combo) {
            trade.get().legEnded(TradeJson.settlement(body), Quantity.of(body.requiredText("quantity")));
        } else if (trade.isPresent()) {
            trade.get()
                    .settled(
                            Quantity.of(body.requiredText("quantity")),
                            money(body, "value"),
                            Instant.parse(body.requiredText("at")),
                            ExitReason.of(OptionSettlement.Kind.valueOf(body.requiredText("kind"))));
        }
    }

    private void commission(JsonObject body) {
        TrackedOrder order = order(body);
        ExecutionId fill = new ExecutionId(body.requiredText("execution"));
        OrderChange.Charged change = state.working.restoreCharge(
                order,
                fill,
                body.text("charge").map(ExecutionId::new).orElse(fill),
                body.flag("of_leg").orElse(false),
                money(body, "amount"));
        order.trade().charged(change);
    }

    private static Money money(JsonObject body, String name) {
        return Money.of(body.requiredText(name), new Currency(body.requiredText("currency")));
    }

    private RestoredState finish() {
        for (TrackedOrder order : state.working.live()) {
            state.working.settle(order, OrderState.IN_DOUBT, "restart");
        }
        for (Trade trade : all) {
            if (trade.hasLiveOrder()
                    || !trade.held().isZero()
                    || (!trade.isFinished() && !trade.opened().isZero())) {
                state.trades.add(trade);
            }
        }
        return state;
    }
}
