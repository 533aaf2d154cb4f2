package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.ApprovalDigest;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.trade.RiskReview;
import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.broker.value.IsoTime;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.journal.JsonBody;
import dev.ibkrbot.execution.journal.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What an approved trade was opened with, and what its exits need to know for as long as it lives. Immutable.
 *
 * @param signalId burned by the entry
 * @param signal what it was opened on
 * @param symbol the underlying symbol of the cycle
 * @param instrument what is traded
 * @param side bought or sold to open
 * @param limit entry price per share
 * @param exits where it is left
 * @param grid legal prices of the instrument
 * @param quantity approved; positive
 * @param digest evidence of the approval
 * @param rolls the trade it took the place of
 */
public record TradeOrigin(
        SignalId signalId,
        Signal signal,
        Symbol symbol,
        Instrument instrument,
        Side side,
        Price limit,
        ExitPlan exits,
        PriceGrid grid,
        Quantity quantity,
        ApprovalDigest digest,
        Optional<SignalId> rolls) {
    private static final String ADOPTED = "adopted";

    static TradeOrigin of(Signal signal, RiskReview.Approved approved) {
        var proposal = approved.proposal();
        return new TradeOrigin(
                proposal.signalId(),
                signal,
                proposal.symbol(),
                proposal.instrument(),
                proposal.side(),
                proposal.limit(),
                proposal.exits(),
                proposal.grid(),
                approved.quantity(),
                approved.digest(),
                proposal.rolls());
    }

    /**
     * Of an option position that was found: its average price stands in for what an entry of ours would have paid. The
     * signal in it says no more than that; there was none.
     *
     * @param approval evidence that its exits may be sent
     */
    public static TradeOrigin adopted(
            SignalId id, Position position, ExitPlan exits, PriceGrid grid, ApprovalDigest approval, Instant at) {
        OptionContract option = (OptionContract) position.instrument();
        boolean call = option.right() == Right.CALL;
        boolean bought = position.quantity().isPositive();
        SignalAction held = bought
                ? call ? SignalAction.BUY_CALL : SignalAction.BUY_PUT
                : call ? SignalAction.WRITE_CALL : SignalAction.WRITE_PUT;
        return new TradeOrigin(
                id,
                new Signal(ADOPTED, held, Percent.ZERO, "found_at_start", at),
                option.underlying(),
                option,
                bought ? Side.BUY : Side.SELL,
                position.averagePrice(),
                exits,
                grid,
                position.quantity().abs(),
                approval,
                Optional.empty());
    }

    /** What a position that is taken over now is known by. */
    public static SignalId adoptedId(Instrument instrument, Instant at) {
        return new SignalId(ADOPTED + "/" + instrument + "/" + IsoTime.text(at));
    }

    /** Where its exits stand around its limit. */
    public Bracket bracket() {
        return Bracket.around(limit, exits, side, grid);
    }

    /** The exit that is reached when it can be left at this price; absent when it lies between them. */
    public Optional<ExitReason> reached(Price price) {
        if (bracket().isStopAt(price, side)) {
            return Optional.of(ExitReason.STOP_LOSS);
        }
        return bracket().isTargetAt(price, side) ? Optional.of(ExitReason.TAKE_PROFIT) : Optional.empty();
    }

    void write(JsonBody body) {
        body.text("strategy", signal.strategy())
                .text("action", signal.action().name())
                .text("confidence", signal.confidence().fraction())
                .text("reason", signal.reason())
                .text("bar_end", IsoTime.text(signal.barEnd()))
                .text("symbol", symbol.value())
                .object("instrument", inner -> InstrumentJson.write(inner, instrument))
                .text("side", side.name())
                .text("limit", limit.toString());
        exits.takeProfit().ifPresent(gain -> body.text("take_profit", gain.fraction()));
        exits.stopLoss().ifPresent(loss -> body.text("stop_loss", loss.fraction()));
        exits.emergencyLoss().ifPresent(loss -> body.text("emergency_loss", loss.fraction()));
        exits.timeStop().ifPresent(time -> body.number("time_stop_seconds", time.toSeconds()));
        exits.closeAtDte().ifPresent(days -> body.number("close_at_dte", days));
        body.texts("grid", InstrumentJson.grid(grid))
                .text("quantity", quantity.toString())
                .text("digest", digest.hex());
        rolls.ifPresent(earlier -> body.text("rolls", earlier.value()));
    }

    static TradeOrigin read(SignalId id, JsonObject json) {
        Signal signal = new Signal(
                json.requiredText("strategy"),
                SignalAction.valueOf(json.requiredText("action")),
                Percent.ofFraction(json.requiredText("confidence")),
                json.requiredText("reason"),
                Instant.parse(json.requiredText("bar_end")));
        return new TradeOrigin(
                id,
                signal,
                new Symbol(json.requiredText("symbol")),
                InstrumentJson.read(json.requiredObject("instrument")),
                Side.valueOf(json.requiredText("side")),
                Price.of(json.requiredText("limit")),
                exits(json),
                InstrumentJson.grid(json.texts("grid")),
                Quantity.of(json.requiredText("quantity")),
                new ApprovalDigest(json.requiredText("digest")),
                json.text("rolls").map(SignalId::new));
    }

    private static ExitPlan exits(JsonObject json) {
        OptionalLong seconds = json.number("time_stop_seconds");
        OptionalLong days = json.number("close_at_dte");
        return new ExitPlan(
                percent(json, "take_profit"),
                percent(json, "stop_loss"),
                percent(json, "emergency_loss"),
                seconds.isPresent() ? Optional.of(Duration.ofSeconds(seconds.getAsLong())) : Optional.empty(),
                days.isPresent() ? OptionalInt.of(StrictMath.toIntExact(days.getAsLong())) : OptionalInt.empty());
    }

    private static Optional<Percent> percent(JsonObject json, String name) {
        return json.text(name).map(Percent::ofFraction);
    }
}
