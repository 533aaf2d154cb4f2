package dev.ibkrbot.ibkr.wire;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Contracts, chains and price rules. Stateless. */
final class ContractDecoder {
    private static final int FUND_FIELDS = 17;

    private ContractDecoder() {}

    /** The eleven fields in which positions, orders and executions name a contract. */
    static WireContract received(FieldReader in) {
        int conId = in.readInt();
        String symbol = in.readText();
        String secType = in.readText();
        String lastTradeDate = in.readText();
        Optional<BigDecimal> strike = strike(in);
        String right = right(in);
        String multiplier = in.readText();
        String exchange = in.readText();
        String currency = in.readText();
        String localSymbol = in.readText();
        String tradingClass = in.readText();
        return new WireContract(
                conId,
                symbol,
                secType,
                lastTradeDate,
                strike,
                right,
                multiplier,
                exchange,
                "",
                currency,
                localSymbol,
                tradingClass,
                List.of());
    }

    /** 0 stands for none. */
    static Optional<BigDecimal> strike(FieldReader in) {
        return in.readDecimal().filter(strike -> strike.signum() != 0);
    }

    /** Futures and stocks carry a question mark or 0. */
    static String right(FieldReader in) {
        String right = in.readText();
        return right.equals("?") || right.equals("0") ? "" : right;
    }

    static Inbound details(FieldReader in, int serverVersion) {
        int requestId = in.requireInt();
        String symbol = in.readText();
        String secType = in.readText();
        String lastTrade = in.readText();
        if (serverVersion >= ServerVersions.LAST_TRADE_DATE) {
            in.skip(1); // the day of it once more
        }
        Optional<BigDecimal> strike = strike(in);
        String right = right(in);
        String exchange = in.readText();
        String currency = in.readText();
        String localSymbol = in.readText();
        String marketName = in.readText();
        String tradingClass = in.readText();
        int conId = in.requireInt();
        Optional<BigDecimal> minTick = in.readDecimal();
        String multiplier = in.readText();
        List<String> orderTypes = in.readList();
        List<String> validExchanges = in.readList();
        int priceMagnifier = in.readInt();
        int underlyingConId = in.readInt();
        String longName = in.readEscapedText();
        String primaryExchange = in.readText();
        WireContract contract = new WireContract(
                conId,
                symbol,
                secType,
                dayOf(lastTrade),
                strike,
                right,
                multiplier,
                exchange,
                primaryExchange,
                currency,
                localSymbol,
                tradingClass,
                List.of());
        Head head = new Head(
                marketName, lastTrade, minTick, orderTypes, validExchanges, priceMagnifier, underlyingConId, longName);
        return new ContractMessage.Details(requestId, contract, facts(in, head, secType, serverVersion));
    }

    /** What stands before the contract month and belongs to the facts. */
    private record Head(
            String marketName,
            String lastTrade,
            Optional<BigDecimal> minTick,
            List<String> orderTypes,
            List<String> validExchanges,
            int priceMagnifier,
            int underlyingConId,
            String longName) {}

    private static ContractFacts facts(FieldReader in, Head head, String secType, int serverVersion) {
        String contractMonth = in.readText();
        in.skip(3); // industry, category, subcategory
        String timeZone = in.readText();
        String tradingHours = in.readText();
        String liquidHours = in.readText();
        in.skip(2); // evRule, evMultiplier
        in.skip(2 * in.readCount(2, Bounds.PARAMETERS)); // security ids
        in.skip(1); // aggGroup
        String underlyingSymbol = in.readText();
        String underlyingSecType = in.readText();
        List<Integer> marketRuleIds = ruleIds(in);
        String realExpirationDate = in.readText();
        String stockType = in.readText();
        Optional<BigDecimal> minSize = in.readQuantity();
        Optional<BigDecimal> sizeIncrement = in.readQuantity();
        in.skipTail(1); // suggestedSizeIncrement
        if (secType.equals("FUND") && serverVersion >= ServerVersions.FUND_FIELDS) {
            in.skipTail(FUND_FIELDS);
        }
        if (serverVersion >= ServerVersions.INELIGIBILITY && in.hasMore()) {
            in.skipTail(2 * in.readCount(2, Bounds.PARAMETERS));
        }
        return new ContractFacts(
                head.marketName(),
                head.longName(),
                head.lastTrade(),
                contractMonth,
                realExpirationDate,
                stockType,
                head.minTick(),
                head.priceMagnifier(),
                head.orderTypes(),
                head.validExchanges(),
                marketRuleIds,
                head.underlyingConId(),
                underlyingSymbol,
                underlyingSecType,
                timeZone,
                tradingHours,
                liquidHours,
                minSize,
                sizeIncrement);
    }

    /** The day of "20251219 16:00:00 US/Eastern" or "20251219-16:00:00"; a day or a month stays what it is. */
    private static String dayOf(String lastTrade) {
        int to = 0;
        while (to < lastTrade.length() && lastTrade.charAt(to) != ' ' && lastTrade.charAt(to) != '-') {
            to++;
        }
        return lastTrade.substring(0, to);
    }

    private static List<Integer> ruleIds(FieldReader in) {
        List<Integer> ids = new ArrayList<>();
        for (String id : in.readList()) {
            // Seven digits are far beyond any rule and safely below an overflow.
            if (id.length() > 7 || !id.chars().allMatch(c -> c >= '0' && c <= '9')) {
                throw in.bad("the list of market rules before it is not of numbers");
            }
            ids.add(Integer.valueOf(id));
        }
        return ids;
    }

    static Inbound detailsEnd(FieldReader in) {
        in.skip(1);
        return new ContractMessage.DetailsEnd(in.requireInt());
    }

    static Inbound optionParameters(FieldReader in) {
        int requestId = in.requireInt();
        String exchange = in.readText();
        int underlyingConId = in.readInt();
        String tradingClass = in.readText();
        String multiplier = in.readText();
        int expirationCount = in.readCount(1, Bounds.EXPIRATIONS);
        List<String> expirations = new ArrayList<>(expirationCount);
        for (int i = 0; i < expirationCount; i++) {
            expirations.add(in.readText());
        }
        int strikeCount = in.readCount(1, Bounds.STRIKES);
        List<BigDecimal> strikes = new ArrayList<>(strikeCount);
        for (int i = 0; i < strikeCount; i++) {
            strikes.add(in.requireDecimal());
        }
        return new ContractMessage.OptionParameters(
                requestId, exchange, underlyingConId, tradingClass, multiplier, expirations, strikes);
    }

    static Inbound optionParametersEnd(FieldReader in) {
        return new ContractMessage.OptionParametersEnd(in.requireInt());
    }

    static Inbound marketRule(FieldReader in) {
        int ruleId = in.requireInt();
        int count = in.readCount(2, Bounds.STEPS);
        List<ContractMessage.MarketRule.Step> steps = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            steps.add(new ContractMessage.MarketRule.Step(in.requireDecimal(), in.requireDecimal()));
        }
        return new ContractMessage.MarketRule(ruleId, steps);
    }
}
