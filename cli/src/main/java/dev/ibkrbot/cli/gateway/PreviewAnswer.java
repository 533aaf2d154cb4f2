package dev.ibkrbot.cli.gateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.order.WhatIf;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.cli.output.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells a previewed bracket, as JSON fields or as a table. Stateless. */
public final class PreviewAnswer {
    private static final String UNKNOWN = "-";

    private PreviewAnswer() {}

    /** Adds {@code contract}, {@code quantity}, {@code quote}, {@code legs} and {@code ordersLeft}. */
    public static void addTo(ObjectNode root, BracketPreview.Result result) {
        root.put("contract", result.instrument().toString())
                .put("quantity", result.quantity().toString());
        Quote quote = result.quote();
        root.putObject("quote")
                .put("bid", text(quote.bid()))
                .put("ask", text(quote.ask()))
                .put("last", text(quote.last()))
                .put("quality", word(quote.quality()));
        ArrayNode legs = root.putArray("legs");
        result.legs().forEach(leg -> add(legs.addObject(), leg));
        root.put("ordersLeft", result.ordersLeft());
    }

    private static void add(ObjectNode node, PreviewedLeg leg) {
        WhatIf whatIf = leg.whatIf();
        node.put("role", word(leg.role()))
                .put("side", leg.side().name())
                .put("type", type(leg))
                .put("price", text(price(leg)))
                .put("initMarginBefore", amount(whatIf.initialMarginBefore()))
                .put("initMarginChange", amount(whatIf.initialMarginChange()))
                .put("initMarginAfter", amount(whatIf.initialMarginAfter()))
                .put("maintMarginBefore", amount(whatIf.maintenanceMarginBefore()))
                .put("maintMarginChange", amount(whatIf.maintenanceMarginChange()))
                .put("maintMarginAfter", amount(whatIf.maintenanceMarginAfter()))
                .put("equityWithLoanBefore", amount(whatIf.equityWithLoanBefore()))
                .put("equityWithLoanChange", amount(whatIf.equityWithLoanChange()))
                .put("equityWithLoanAfter", amount(whatIf.equityWithLoanAfter()))
                .put("commission", amount(whatIf.commission()))
                .put("minCommission", amount(whatIf.minCommission()))
                .put("maxCommission", amount(whatIf.maxCommission()))
                .put("warning", whatIf.warning().orElse(null));
    }

    private static String type(PreviewedLeg leg) {
        return leg.terms().toString().split(" ")[0];
    }

    private static Optional<Price> price(PreviewedLeg leg) {
        return leg.terms().limitPrice().or(leg.terms()::triggerPrice);
    }

    private static String text(Optional<Price> price) {
        return price.map(Price::toString).orElse(null);
    }

    private static String amount(Optional<Money> money) {
        return money.map(Money::amount).orElse(null);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** The lines for a person. */
    public static List<String> lines(BracketPreview.Result result) {
        TextTable table = new TextTable(
                "leg", "order", "init margin", "change", "after", "maint change", "equity after", "commission");
        for (PreviewedLeg leg : result.legs()) {
            WhatIf whatIf = leg.whatIf();
            table.row(
                    word(leg.role()).replace('_', ' '),
                    leg.side() + " " + result.quantity() + " " + leg.terms(),
                    shown(whatIf.initialMarginBefore()),
                    shown(whatIf.initialMarginChange()),
                    shown(whatIf.initialMarginAfter()),
                    shown(whatIf.maintenanceMarginChange()),
                    shown(whatIf.equityWithLoanAfter()),
                    shown(whatIf.commission()));
        }
        return table.lines();
    }

    private static String shown(Optional<Money> money) {
        return money.map(Money::amount).orElse(UNKNOWN);
    }

    /** What to know beside the figures; empty when there is nothing. */
    public static List<String> remarks(BracketPreview.Result result) {
        return result.legs().stream()
                .flatMap(leg -> leg.whatIf().warning().stream()
                        .map(it -> word(leg.role()).replace('_', ' ') + ": " + it))
                .toList();
    }
}
