package dev.ibkrbot.stub.gateway;

import java.util.Map;

/** Names of requests, for the log. */
final class RequestNames {
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(1, "reqMktData"),
            Map.entry(2, "cancelMktData"),
            Map.entry(5, "reqOpenOrders"),
            Map.entry(6, "reqAccountUpdates"),
            Map.entry(7, "reqExecutions"),
            Map.entry(8, "reqIds"),
            Map.entry(9, "reqContractDetails"),
            Map.entry(10, "reqMktDepth"),
            Map.entry(11, "cancelMktDepth"),
            Map.entry(12, "reqNewsBulletins"),
            Map.entry(13, "cancelNewsBulletins"),
            Map.entry(14, "setServerLogLevel"),
            Map.entry(15, "reqAutoOpenOrders"),
            Map.entry(16, "reqAllOpenOrders"),
            Map.entry(17, "reqManagedAccts"),
            Map.entry(18, "requestFA"),
            Map.entry(19, "replaceFA"),
            Map.entry(20, "reqHistoricalData"),
            Map.entry(21, "exerciseOptions"),
            Map.entry(22, "reqScannerSubscription"),
            Map.entry(23, "cancelScannerSubscription"),
            Map.entry(24, "reqScannerParameters"),
            Map.entry(25, "cancelHistoricalData"),
            Map.entry(49, "reqCurrentTime"),
            Map.entry(50, "reqRealTimeBars"),
            Map.entry(51, "cancelRealTimeBars"),
            Map.entry(52, "reqFundamentalData"),
            Map.entry(53, "cancelFundamentalData"),
            Map.entry(54, "calculateImpliedVolatility"),
            Map.entry(55, "calculateOptionPrice"),
            Map.entry(58, "reqGlobalCancel"),
            Map.entry(59, "reqMarketDataType"),
            Map.entry(61, "reqPositions"),
            Map.entry(62, "reqAccountSummary"),
            Map.entry(63, "cancelAccountSummary"),
            Map.entry(64, "cancelPositions"),
            Map.entry(74, "reqPositionsMulti"),
            Map.entry(75, "cancelPositionsMulti"),
            Map.entry(76, "reqAccountUpdatesMulti"),
            Map.entry(77, "cancelAccountUpdatesMulti"),
            Map.entry(78, "reqSecDefOptParams"),
            Map.entry(79, "reqSoftDollarTiers"),
            Map.entry(80, "reqFamilyCodes"),
            Map.entry(81, "reqMatchingSymbols"),
            Map.entry(82, "reqMktDepthExchanges"),
            Map.entry(83, "reqSmartComponents"),
            Map.entry(84, "reqNewsArticle"),
            Map.entry(85, "reqNewsProviders"),
            Map.entry(86, "reqHistoricalNews"),
            Map.entry(87, "reqHeadTimestamp"),
            Map.entry(88, "reqHistogramData"),
            Map.entry(90, "cancelHeadTimestamp"),
            Map.entry(91, "reqMarketRule"),
            Map.entry(92, "reqPnL"),
            Map.entry(93, "cancelPnL"),
            Map.entry(94, "reqPnLSingle"),
            Map.entry(95, "cancelPnLSingle"),
            Map.entry(96, "reqHistoricalTicks"),
            Map.entry(97, "reqTickByTickData"),
            Map.entry(98, "cancelTickByTickData"),
            Map.entry(99, "reqCompletedOrders"),
            Map.entry(100, "reqWshMetaData"),
            Map.entry(102, "reqWshEventData"),
            Map.entry(104, "reqUserInfo"),
            Map.entry(105, "reqCurrentTimeInMillis"));

    private RequestNames() {}

    static String of(int id) {
        return NAMES.getOrDefault(id, "request " + id);
    }
}
