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
            Map.entry(14, "setServerLogLevel"),
            Map.entry(15, "reqAutoOpenOrders"),
            Map.entry(16, "reqAllOpenOrders"),
            Map.entry(17, "reqManagedAccts"),
            Map.entry(20, "reqHistoricalData"),
            Map.entry(25, "cancelHistoricalData"),
            Map.entry(49, "reqCurrentTime"),
            Map.entry(58, "reqGlobalCancel"),
            Map.entry(59, "reqMarketDataType"),
            Map.entry(61, "reqPositions"),
            Map.entry(62, "reqAccountSummary"),
            Map.entry(63, "cancelAccountSummary"),
            Map.entry(64, "cancelPositions"),
            Map.entry(74, "reqPositionsMulti"),
            Map.entry(76, "reqAccountUpdatesMulti"),
            Map.entry(78, "reqSecDefOptParams"),
            Map.entry(81, "reqMatchingSymbols"),
            Map.entry(87, "reqHeadTimestamp"),
            Map.entry(91, "reqMarketRule"),
            Map.entry(92, "reqPnL"),
            Map.entry(94, "reqPnLSingle"),
            Map.entry(99, "reqCompletedOrders"),
            Map.entry(105, "reqCurrentTimeInMillis"));

    private RequestNames() {}

    static String of(int id) {
        return NAMES.getOrDefault(id, "request " + id);
    }
}
