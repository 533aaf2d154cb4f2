package dev.ibkrbot.ibkr.jar;

import java.util.List;
import java.util.Optional;

/** What the jar tells about contracts. Immutable, thread-safe. */
final class DetailsReports {
    private static final String TYPE = "ContractDetails";

    private final ContractShape contracts;
    private final Getter contract;
    private final Getter lastTradeTime;
    private final Getter timeZone;
    private final Getter marketName;
    private final Getter minTick;
    private final List<Getter> trading;
    private final Getter contractMonth;
    private final List<Getter> hours;
    private final List<Getter> rules;

    DetailsReports(JarClasses jar, ContractShape contracts) {
        this.contracts = contracts;
        contract = jar.getter(TYPE, "contract");
        lastTradeTime = jar.getter(TYPE, "lastTradeTime");
        timeZone = jar.getter(TYPE, "timeZoneId");
        marketName = jar.getter(TYPE, "marketName");
        minTick = jar.getter(TYPE, "minTick");
        trading = List.of(
                jar.getter(TYPE, "orderTypes"),
                jar.getter(TYPE, "validExchanges"),
                jar.getter(TYPE, "priceMagnifier"),
                jar.getter(TYPE, "underConid"),
                jar.getter(TYPE, "longName"));
        contractMonth = jar.getter(TYPE, "contractMonth");
        hours = List.of(timeZone, jar.getter(TYPE, "tradingHours"), jar.getter(TYPE, "liquidHours"));
        rules = List.of(
                jar.getter(TYPE, "underSymbol"),
                jar.getter(TYPE, "underSecType"),
                jar.getter(TYPE, "marketRuleIds"),
                jar.getter(TYPE, "realExpirationDate"),
                jar.getter(TYPE, "stockType"),
                jar.getter(TYPE, "minSize"),
                jar.getter(TYPE, "sizeIncrement"));
    }

    Frame details(Optional<Object> requestId, Object details) {
        Object it = contract.of(details).orElseThrow(() -> new IllegalStateException("details without a contract"));
        Frame out = Frame.message(10)
                .add(requestId)
                .add(part(it, 1))
                .add(part(it, 2))
                .add(lastTrade(part(it, 3), details))
                .empty(1) // the day once more
                .add(part(it, 4))
                .add(part(it, 5))
                .add(part(it, 7))
                .add(part(it, 8))
                .add(part(it, 9))
                .add(marketName.of(details))
                .add(part(it, 10))
                .add(part(it, 0))
                .add(minTick.of(details))
                .add(part(it, 6));
        trading.forEach(getter -> out.add(getter.of(details)));
        out.add(contracts.primaryExchange(it)).add(contractMonth.of(details)).empty(3); // industry to subcategory
        hours.forEach(getter -> out.add(getter.of(details)));
        out.empty(4); // evRule, evMultiplier, security ids, aggGroup
        rules.forEach(getter -> out.add(getter.of(details)));
        return out.empty(2); // suggestedSizeIncrement, reasons of ineligibility
    }

    private Optional<Object> part(Object it, int place) {
        return contracts.received(it, place);
    }

    /** The day, and the time with its zone where there is one, as the gateway had sent it before the jar split it. */
    private String lastTrade(Optional<Object> day, Object details) {
        String time = lastTradeTime.text(details);
        return Texts.of(day) + (time.isEmpty() ? "" : " " + time + " " + timeZone.text(details));
    }
}
