package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.ExerciseStyle;
import dev.ibkrbot.broker.instrument.Index;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Settlement;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.execution.journal.JsonBody;
import dev.ibkrbot.execution.journal.JsonObject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Instruments and their grids as journal JSON, there and back. Stateless. */
public final class InstrumentJson {
    private InstrumentJson() {}

    static void write(JsonBody body, Instrument instrument) {
        if (instrument instanceof OptionContract it) {
            body.text("kind", "option")
                    .text("underlying", it.underlying().value())
                    .text("expiration", it.expiration().toString())
                    .text("strike", it.strike().toString())
                    .text("right", it.right().letter())
                    .number("multiplier", it.multiplier())
                    .text("class", it.tradingClass())
                    .text("style", it.style().name())
                    .text("settlement", it.settlement().name())
                    .text("currency", it.currency().code());
        } else if (instrument instanceof Combo it) {
            body.text("kind", "combo")
                    .text("underlying", it.underlying().value())
                    .text("currency", it.currency().code())
                    .objects(
                            "legs",
                            it.legs(),
                            (leg, part) -> leg.number("ratio", part.ratio())
                                    .object("instrument", inner -> write(inner, part.instrument())));
        } else {
            body.text("kind", instrument instanceof Index ? "index" : "stock")
                    .text("symbol", instrument.underlying().value())
                    .text("currency", instrument.currency().code());
        }
    }

    /** The instrument that was written; the JSON must have been written by this version or an earlier one. */
    public static Instrument read(JsonObject json) {
        Currency currency = new Currency(json.requiredText("currency"));
        String kind = json.requiredText("kind");
        return switch (kind) {
            case "option" -> option(json, currency);
            case "combo" -> combo(json, currency);
            case "index" -> new Index(new Symbol(json.requiredText("symbol")), currency);
            case "stock" -> new Stock(new Symbol(json.requiredText("symbol")), currency);
            default -> throw new IllegalArgumentException("unknown kind of instrument: " + kind);
        };
    }

    private static OptionContract option(JsonObject json, Currency currency) {
        return new OptionContract(
                new Symbol(json.requiredText("underlying")),
                LocalDate.parse(json.requiredText("expiration")),
                Price.of(json.requiredText("strike")),
                json.requiredText("right").equals("C") ? Right.CALL : Right.PUT,
                StrictMath.toIntExact(json.requiredNumber("multiplier")),
                json.requiredText("class"),
                ExerciseStyle.valueOf(json.requiredText("style")),
                Settlement.valueOf(json.requiredText("settlement")),
                currency);
    }

    private static Combo combo(JsonObject json, Currency currency) {
        List<Combo.Leg> legs = new ArrayList<>();
        for (JsonObject leg : json.objects("legs")) {
            legs.add(new Combo.Leg(
                    read(leg.requiredObject("instrument")), StrictMath.toIntExact(leg.requiredNumber("ratio"))));
        }
        return new Combo(new Symbol(json.requiredText("underlying")), currency, legs);
    }

    static List<String> grid(PriceGrid grid) {
        List<String> texts = new ArrayList<>();
        for (PriceGrid.Band band : grid.bands()) {
            texts.add(band.from().toString());
            texts.add(band.increment().toString());
        }
        return texts;
    }

    static PriceGrid grid(List<String> texts) {
        return PriceGrid.of(texts.toArray(new String[0]));
    }
}
