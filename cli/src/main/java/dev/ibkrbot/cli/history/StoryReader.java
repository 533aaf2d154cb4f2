package dev.ibkrbot.cli.history;

import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.control.Command;
import dev.ibkrbot.execution.control.CommandJson;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonObject;
import dev.ibkrbot.execution.journal.RecordType;
import dev.ibkrbot.execution.order.InstrumentJson;
import dev.ibkrbot.execution.order.OrderState;
import dev.ibkrbot.execution.order.Records;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts record after record into a story. A record that does not fit to those before it is an
 * {@link IllegalArgumentException}. Confined to one thread; used for one journal.
 */
final class StoryReader {
    private static final RecordType RUN_START = RecordType.of("run_start");
    private static final RecordType GAMEPLAN = RecordType.of("gameplan");
    private static final String HOLD = "HOLD";
    /** A skip that is none: the strategy was asked, and the broker could not answer. */
    private static final String PLAN_FAILED = "plan_failed";

    private final JournalStory story;
    private final Map<String, SignalStory> byId = new HashMap<>();
    private final Map<String, SignalStory> byRef = new HashMap<>();
    private final Map<String, FillStory> byExecution = new HashMap<>();

    StoryReader(JournalStory story) {
        this.story = story;
    }

    void accept(JournalRecord record) {
        story.lastRecord = Optional.of(record.time());
        RecordType type = record.type();
        if (type.equals(RUN_START)) {
            story.parameters = Optional.of(record.parsedBody());
            story.ended = Optional.empty();
        } else if (type.equals(Records.SIGNAL)) {
            signal(record);
        } else if (type.equals(Records.SKIP)) {
            JsonObject body = record.parsedBody();
            boolean failed = body.requiredText("reason").equals(PLAN_FAILED);
            quiet(record, body, failed ? "error" : "skip", body.requiredText("reason"), story.skips);
        } else if (type.equals(Records.DENIAL)) {
            denial(record);
        } else if (type.equals(Records.APPROVAL)) {
            JsonObject body = record.parsedBody();
            known(byId, body.requiredText("id")).approved(body.requiredText("quantity"));
        } else {
            orders(record);
        }
    }

    private void orders(JournalRecord record) {
        RecordType type = record.type();
        if (type.equals(Records.INTENT)) {
            intent(record.parsedBody());
        } else if (type.equals(Records.DRY_RUN)) {
            List<JsonObject> reported = record.parsedBody().objects("orders");
            story.dryRunOrders += reported.size();
            reported.forEach(order -> known(byRef, order.requiredText("ref")).dryRun());
        } else if (type.equals(Records.ORDER)) {
            JsonObject body = record.parsedBody();
            order(body).moved(OrderState.valueOf(body.requiredText("state")), body.requiredText("reason"));
        } else if (type.equals(Records.FILL)) {
            JsonObject body = record.parsedBody();
            FillStory fill = new FillStory(body);
            order(body).traded(fill.quantity);
            byExecution.put(fill.execution, fill);
            known(byRef, fill.ref).add(fill);
        } else if (type.equals(Records.COMMISSION)) {
            JsonObject body = record.parsedBody();
            known(byExecution, body.requiredText("execution")).charged(body.requiredText("amount"));
        } else if (type.equals(Records.EXIT)) {
            JsonObject body = record.parsedBody();
            known(byId, body.requiredText("trade")).add(ExitStory.of(body));
        } else if (type.equals(Records.ABANDONED)) {
            JsonObject body = record.parsedBody();
            known(byId, body.requiredText("trade")).abandoned(body.requiredText("reason"));
        } else {
            afterwards(record);
        }
    }

    /** What changes an order, a fill or an exit after it was told. */
    private void afterwards(JournalRecord record) {
        RecordType type = record.type();
        if (type.equals(Records.CORRECTION)) {
            JsonObject body = record.parsedBody();
            FillStory fill = known(byExecution, body.requiredText("corrects"));
            Quantity before = fill.quantity;
            fill.corrected(body.object("after"));
            order(body).traded(fill.quantity.minus(before));
        } else if (type.equals(Records.RESTATED)) {
            JsonObject body = record.parsedBody();
            known(byId, body.requiredText("trade")).restated(ExitStory.of(body));
        } else if (type.equals(Records.SETTLEMENT) || type.equals(Records.REDUCTION)) {
            JsonObject body = record.parsedBody();
            String contract = body.text("instrument").orElse("");
            Quantity part = Quantity.of(body.requiredText("quantity"));
            body.text("trade").ifPresent(trade -> known(byId, trade).ended(contract, part));
        } else {
            day(record);
        }
    }

    private void day(JournalRecord record) {
        RecordType type = record.type();
        if (type.equals(Records.DAY_START)) {
            story.startEquity = equity(record);
            story.latestEquity = story.startEquity;
        } else if (type.equals(Records.DAY_END)) {
            Optional<JournalStory.Equity> seen = equity(record);
            story.latestEquity = seen.isPresent() ? seen : story.latestEquity;
            JsonObject body = record.parsedBody();
            LocalDate date = LocalDate.parse(body.requiredText("date"));
            story.dates.add(date);
            story.dayEnds.add(new JournalStory.DayEnd(date, body.objects("strategies")));
        } else if (type.equals(Records.ALERT)) {
            JsonObject body = record.parsedBody();
            story.alerts.add(new JournalStory.Alert(
                    record.time(),
                    body.requiredText("severity"),
                    body.requiredText("code"),
                    body.requiredText("message")));
        } else if (type.equals(Records.LATCH)) {
            JsonObject body = record.parsedBody();
            story.limits.put(
                    body.requiredText("code"),
                    new JournalStory.Limit(body.requiredText("until"), body.requiredText("detail")));
            event(
                    record,
                    "limit",
                    body.requiredText("code") + " until " + body.requiredText("until") + ": "
                            + body.requiredText("detail"));
        } else if (type.equals(Records.LATCH_RELEASED)) {
            story.limits.remove(record.parsedBody().requiredText("code"));
            event(record, "limit", record.parsedBody().requiredText("code") + " stands no longer");
        } else if (type.equals(Records.HALT)) {
            story.halted = Optional.of(record.parsedBody().requiredText("reason"));
            event(record, "halted", story.halted.get());
        } else if (type.equals(Records.RESUME)) {
            story.halted = Optional.empty();
            event(record, "resumed", record.parsedBody().text("reason").orElse(""));
        } else if (type.equals(CommandJson.CONTROL)) {
            Command command = CommandJson.read(record.parsedBody());
            commanded(command);
            event(record, command.action().word(), command.told());
        } else if (type.equals(Records.PIVOT)) {
            JsonObject body = record.parsedBody();
            event(
                    record,
                    "strategy",
                    "from " + body.requiredText("from") + " to " + body.requiredText("to") + ", change number "
                            + body.requiredNumber("count") + " of the day");
        } else if (type.equals(Records.BREAKER_OPEN)) {
            JsonObject body = record.parsedBody();
            event(
                    record,
                    "breaker",
                    body.text("symbol").orElse("all symbols") + " rest until "
                            + NewYork.time(Instant.parse(body.requiredText("until"))) + ": "
                            + body.requiredText("reason"));
        } else if (type.equals(GAMEPLAN)) {
            gameplan(record);
        } else if (type.equals(Records.RUN_END)) {
            ended(record.parsedBody());
        }
    }

    private void event(JournalRecord record, String what, String text) {
        story.events.add(new JournalStory.Event(record.time(), what, text));
    }

    private void gameplan(JournalRecord record) {
        JsonObject body = record.parsedBody();
        String problems = body.text("problems").orElse("");
        event(
                record,
                "gameplan",
                "strategy " + body.requiredText("strategy") + " on " + body.requiredText("date") + ", "
                        + body.requiredText("reason")
                        + (problems.isEmpty() ? "" : ": " + problems));
    }

    private void commanded(Command command) {
        switch (command.action()) {
            case PAUSE -> story.paused = Optional.of(command.told());
            case HALT -> story.halted = Optional.of(command.told());
            case RESUME -> {
                story.paused = Optional.empty();
                story.halted = Optional.empty();
            }
            default -> {}
        }
    }

    private void signal(JournalRecord record) {
        JsonObject body = record.parsedBody();
        if (body.requiredText("action").equals(HOLD)) {
            quiet(record, body, "hold", body.requiredText("reason"), story.holds);
            return;
        }
        story.dates.add(NewYork.date(record.time()));
        SignalStory signal = new SignalStory(record, body);
        story.signals.add(signal);
        SignalStory before = byId.put(body.requiredText("id"), signal);
        if (before != null) {
            signal.repeats(before.trade());
        }
    }

    private void quiet(JournalRecord record, JsonObject body, String what, String reason, Map<String, Long> counts) {
        counts.merge(reason, 1L, Long::sum);
        story.dates.add(NewYork.date(record.time()));
        story.quiet.add(new JournalStory.Quiet(
                record.time(),
                body.requiredText("symbol"),
                what,
                reason,
                body.text("detail").orElse(""),
                body.text("strategy").orElse(""),
                record));
    }

    private void denial(JournalRecord record) {
        JsonObject body = record.parsedBody();
        known(byId, body.requiredText("id")).denied(record);
        for (JsonObject denial : body.objects("denials")) {
            story.denials.merge(denial.requiredText("code"), 1L, Long::sum);
        }
    }

    private void intent(JsonObject body) {
        SignalStory signal = known(byId, body.requiredText("trade"));
        if (body.object("origin").isPresent()) {
            story.trades++;
            signal.became(story.trades);
            body.requiredObject("origin")
                    .object("instrument")
                    .map(InstrumentJson::read)
                    .ifPresent(signal::opens);
        }
        for (JsonObject image : body.objects("orders")) {
            OrderStory order = new OrderStory(image);
            signal.add(order);
            story.orders.put(order.ref, order);
            byRef.put(order.ref, signal);
        }
    }

    private OrderStory order(JsonObject body) {
        return known(story.orders, body.requiredText("ref"));
    }

    private static Optional<JournalStory.Equity> equity(JournalRecord record) {
        JsonObject body = record.parsedBody();
        String date = body.requiredText("date");
        return body.text("equity")
                .map(amount -> new JournalStory.Equity(record.time(), date, amount, body.requiredText("currency")));
    }

    /** A backtest counts its skips and tells them only here. */
    private void ended(JsonObject body) {
        story.ended = Optional.of(body.requiredText("reason"));
        for (JsonObject skip : body.objects("skips")) {
            story.skips.merge(skip.requiredText("reason"), skip.requiredNumber("count"), Math::max);
        }
    }

    private static <T> T known(Map<String, T> map, String name) {
        T value = map.get(name);
        if (value == null) {
            throw new IllegalArgumentException("nothing before it tells of " + name);
        }
        return value;
    }
}
