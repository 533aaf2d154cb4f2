package dev.ibkrbot.cli.history;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One answer of a strategy and everything that came of it: the choice of a contract, what risk said, orders, fills and
 * exits. Confined to the thread that reads the journal.
 */
final class SignalStory {
    private static final int PRICE_PLACES = 8;
    /** Every fill of a closed trade was taken back: there was none. */
    private static final String BUSTED = "busted";

    final Instant at;
    final String symbol;
    private final String journaled;
    private final JournalRecord record;
    private final List<OrderStory> orders = new ArrayList<>();
    private final List<FillStory> fills = new ArrayList<>();
    private final List<ExitStory> exits = new ArrayList<>();
    private Optional<JournalRecord> denial = Optional.empty();
    private Optional<String> approvedQuantity = Optional.empty();
    private Optional<String> abandoned = Optional.empty();
    private final Map<String, Quantity> ended = new HashMap<>();
    private Optional<Instrument> instrument = Optional.empty();
    private Optional<Position> found = Optional.empty();
    private boolean dryRun;
    private int trade;
    private int repeated;

    SignalStory(JournalRecord record, JsonObject body) {
        this.record = record;
        at = record.time();
        symbol = body.requiredText("symbol");
        journaled = body.requiredText("outcome");
    }

    void denied(JournalRecord by) {
        denial = Optional.of(by);
    }

    void approved(String quantity) {
        approvedQuantity = Optional.of(quantity);
    }

    void became(int number) {
        trade = number;
    }

    void repeats(int number) {
        repeated = number;
    }

    void opens(Instrument traded) {
        instrument = Optional.of(traded);
    }

    /** No strategy asked for it: the position was found and taken over. */
    void adopts(Position position) {
        found = Optional.of(position);
    }

    boolean isAdopted() {
        return found.isPresent();
    }

    void add(OrderStory order) {
        orders.add(order);
    }

    void add(FillStory fill) {
        fills.add(fill);
    }

    void add(ExitStory exit) {
        exits.add(exit);
    }

    /** The last exit was counted again. */
    void restated(ExitStory exit) {
        exits.set(exits.size() - 1, exit);
    }

    /** So much of the position, or of a leg of it, ended without a fill. */
    void ended(String contract, Quantity part) {
        ended.merge(contract, part, Quantity::plus);
    }

    void abandoned(String reason) {
        abandoned = Optional.of(reason);
        if (reason.equals(BUSTED) && !exits.isEmpty()) {
            exits.remove(exits.size() - 1);
        }
    }

    /** The signal as it was journaled; read anew on every call, so that long journals fit into memory. */
    JsonObject body() {
        return record.parsedBody();
    }

    /** What came of it, in the words of the trade log: submitted, dry_run, rejected_risk, or what else stopped it. */
    String outcome() {
        if (isAdopted()) {
            return journaled;
        }
        if (trade > 0 || journaled.equals("approved")) {
            return dryRun ? "dry_run" : "submitted";
        }
        return journaled.equals("denied") ? "rejected_risk" : journaled;
    }

    /** Its orders were reported only. */
    void dryRun() {
        dryRun = true;
    }

    /** Which trade of the run it opened, from 1 on; 0 when it sent no order. */
    int trade() {
        return trade;
    }

    /** The trade whose entry was not filled and is tried again with this one, at a fresh quote; 0 for a new signal. */
    int repeated() {
        return repeated;
    }

    /** Each reason risk gave against it, as code, limit and actual; empty when risk was not asked or agreed. */
    List<JsonObject> denials() {
        return denial.map(it -> it.parsedBody().objects("denials")).orElse(List.of());
    }

    /** What risk allowed; absent when risk was not asked or said no. */
    Optional<String> approvedQuantity() {
        return approvedQuantity;
    }

    List<OrderStory> orders() {
        return orders;
    }

    /** The id of the entry that went out; absent when none did. */
    OptionalLong entryOrder() {
        return orders.stream()
                .filter(OrderStory::opens)
                .map(order -> order.id)
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    List<FillStory> fills() {
        return fills;
    }

    List<ExitStory> exits() {
        return exits;
    }

    /** Why its trade ended without a position; absent when it did not. */
    Optional<String> abandoned() {
        return abandoned;
    }

    /** What is held of it now; negative when sold short. */
    Quantity held() {
        if (isAdopted() && abandoned.isPresent()) {
            return Quantity.ZERO;
        }
        Quantity held = found.map(Position::quantity).orElse(Quantity.ZERO);
        for (FillStory fill : fills) {
            held = fill.side.equals("BUY") ? held.plus(fill.quantity) : held.minus(fill.quantity);
        }
        return held.isNegative() ? held.plus(ended()) : held.minus(ended());
    }

    /** A combination has ended as far as the leg of which most is left. */
    private Quantity ended() {
        if (!(instrument.orElse(null) instanceof Combo combo)) {
            return ended.values().stream().reduce(Quantity.ZERO, Quantity::plus);
        }
        return combo.legs().stream()
                .map(leg -> Quantity.of(ended(leg).wholeExact() / Math.abs(leg.ratio())))
                .reduce(Quantity::min)
                .orElse(Quantity.ZERO);
    }

    private Quantity ended(Combo.Leg leg) {
        return ended.getOrDefault(leg.instrument().toString(), Quantity.ZERO);
    }

    /** The position it has now, a combination by its legs, as far as positions are known; prices are zero. */
    List<Position> positions() {
        Quantity held = held();
        if (held.isZero() || instrument.isEmpty()) {
            return List.of();
        }
        if (!(instrument.get() instanceof Combo combo)) {
            return List.of(new Position(instrument.get(), held, Price.ZERO));
        }
        List<Position> positions = new ArrayList<>();
        for (Combo.Leg leg : combo.legs()) {
            Quantity whole = Quantity.of(held.wholeExact() * leg.ratio());
            // More may have ended of this leg than of the combination.
            Quantity more = Quantity.of(ended(leg).wholeExact() - ended().wholeExact() * Math.abs(leg.ratio()));
            Quantity left = whole.isNegative() ? whole.plus(more) : whole.minus(more);
            if (!left.isZero()) {
                positions.add(new Position(leg.instrument(), left, Price.ZERO));
            }
        }
        return positions;
    }

    /** When the first fill opened it, or it was taken over; absent when neither happened. */
    Optional<Instant> heldSince() {
        return isAdopted()
                ? Optional.of(at)
                : fills.stream().filter(FillStory::opens).map(fill -> fill.at).min(Comparator.naturalOrder());
    }

    /** Average price of the fills that opened it, half-even at 1e-8, or that it was found at; absent when neither is. */
    Optional<Price> entryPrice() {
        if (found.isPresent()) {
            return found.map(Position::averagePrice);
        }
        BigDecimal quantity = BigDecimal.ZERO;
        BigDecimal paid = BigDecimal.ZERO;
        for (FillStory fill : fills) {
            if (fill.opens()) {
                BigDecimal part = new BigDecimal(fill.quantity.toString());
                quantity = quantity.add(part);
                paid = paid.add(part.multiply(new BigDecimal(fill.price.toString())));
            }
        }
        return quantity.signum() == 0
                ? Optional.empty()
                : Optional.of(Price.of(paid.divide(quantity, PRICE_PLACES, RoundingMode.HALF_EVEN)
                        .toPlainString()));
    }
}
