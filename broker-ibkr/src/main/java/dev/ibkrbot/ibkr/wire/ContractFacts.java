package dev.ibkrbot.ibkr.wire;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What contract details say beside the contract itself. Texts are empty where unset. Immutable.
 *
 * @param lastTrade day, or day, time and zone, of the last trade, as sent
 * @param minTick smallest price step anywhere; the market rules say which holds where
 * @param priceMagnifier prices are divided by it; 1 for nearly all
 * @param marketRuleIds one for each valid exchange
 * @param realExpirationDate YYYYMMDD
 * @param tradingHours sessions such as 20251121:0400-20251121:2000;20251122:CLOSED in the given zone
 * @param liquidHours the same for regular hours
 */
public record ContractFacts(
        String marketName,
        String longName,
        String lastTrade,
        String contractMonth,
        String realExpirationDate,
        String stockType,
        Optional<BigDecimal> minTick,
        int priceMagnifier,
        List<String> orderTypes,
        List<String> validExchanges,
        List<Integer> marketRuleIds,
        int underlyingConId,
        String underlyingSymbol,
        String underlyingSecType,
        String timeZone,
        String tradingHours,
        String liquidHours,
        Optional<BigDecimal> minSize,
        Optional<BigDecimal> sizeIncrement) {
    public ContractFacts {
        orderTypes = List.copyOf(orderTypes);
        validExchanges = List.copyOf(validExchanges);
        marketRuleIds = List.copyOf(marketRuleIds);
    }
}
