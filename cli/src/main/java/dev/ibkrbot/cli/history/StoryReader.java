package dev.ibkrbot.cli.history;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonObject;
import dev.ibkrbot.execution.journal.RecordType;
import dev.ibkrbot.execution.order.InstrumentJson;
import dev.ibkrbot.execution.order.OrderState;
import dev.ibkrbot.execution.order.Records;
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
    private static final String HOLD = "HOLD";
    /** A skip that is none: the strategy was asked, and the broker could not answer. */
    private static final String PLAN_FAILED = "plan_failed";

    private final JournalStory story;
    private final DayReader days;
    private final Map<String, SignalStory> byId = new HashMap<>();
    private final Map<String, SignalStory> byRef = new HashMap<>();
    private final Map<String, FillStory> byExecution = new HashMap<>();

    StoryReader(JournalStory story) {
        this.story = story;
        this.days = new DayReader(story);
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
            intent(record);
        } else if (type.equals(Records.ADOPTED)) {
            adopted(record);
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
            days.accept(record);
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
        body.objects("denials").stream()
                .map(denial -> denial.requiredText("code"))
                .distinct()
                .forEach(code -> story.denials.merge(code, 1L, Long::sum));
    }

    private void adopted(JournalRecord record) {
        JsonObject body = record.parsedBody();
        JsonObject origin = body.requiredObject("origin");
        SignalStory signal = new SignalStory(record, body);
        story.signals.add(signal);
        byId.put(body.requiredText("id"), signal);
        became(signal, origin);
        Quantity held = Quantity.of(origin.requiredText("quantity"));
        signal.adopts(new Position(
                InstrumentJson.read(origin.requiredObject("instrument")),
                origin.requiredText("side").equals("BUY") ? held : held.negated(),
                Price.of(origin.requiredText("limit"))));
    }

    private void became(SignalStory signal, JsonObject origin) {
        story.trades++;
        signal.became(story.trades);
        origin.object("instrument").map(InstrumentJson::read).ifPresent(signal::opens);
    }

    private void intent(JournalRecord record) {
        JsonObject body = record.parsedBody();
        SignalStory signal = known(byId, body.requiredText("trade"));
        body.object("origin").ifPresent(origin -> became(signal, origin));
        for (JsonObject image : body.objects("orders")) {
            OrderStory order = new OrderStory(image, record.time());
            signal.add(order);
            story.orders.put(order.ref, order);
            byRef.put(order.ref, signal);
        }
    }

    private OrderStory order(JsonObject body) {
        return known(story.orders, body.requiredText("ref"));
    }

    private static <T> T known(Map<String, T> map, String name) {
        T value = map.get(name);
        if (value == null) {
            throw new IllegalArgumentException("nothing before it tells of " + name);
        }
        return value;
    }
}
