package com.ib.client;

import java.util.Set;

public interface EWrapper {
    void connectAck();

    void connectionClosed();

    void error(Exception e);

    void error(String text);

//@-193    void error(int id, int code, String text, String json);
//@194-    void error(int id, long time, int code, String text, String json);

    void nextValidId(int orderId);

    void managedAccounts(String accounts);

    void currentTime(long time);

//@197-    void currentTimeInMillis(long time);
//@201-    void errorProtoBuf(com.google.protobuf.Message message);

    void tickPrice(int id, int field, double price, TickAttrib attribute);

    void tickSize(int id, int field, Decimal size);

    void tickGeneric(int id, int field, double value);

    void tickString(int id, int field, String value);

    void tickOptionComputation(
            int id, int field, int attribute, double vol, double delta, double price, double dividend, double gamma,
            double vega, double theta, double underlying);

    void tickEFP(int id, int field, double points, String text, double future, int days, String last, double a, double b);

    void tickReqParams(int id, double minTick, String exchanges, int permissions);

    void tickSnapshotEnd(int id);

    void marketDataType(int id, int type);

    void contractDetails(int id, ContractDetails details);

    void contractDetailsEnd(int id);

    void securityDefinitionOptionalParameter(
            int id, String exchange, int conId, String tradingClass, String multiplier, Set<String> expirations,
            Set<Double> strikes);

    void securityDefinitionOptionalParameterEnd(int id);

    void marketRule(int id, PriceIncrement[] steps);

    void historicalData(int id, Bar bar);

    void historicalDataUpdate(int id, Bar bar);

    void historicalDataEnd(int id, String start, String end);

    void headTimestamp(int id, String time);

    void updateAccountValue(String key, String value, String currency, String account);

    void updatePortfolio(
            Contract contract, Decimal position, double price, double value, double cost, double unrealized,
            double realized, String account);

    void updateAccountTime(String time);

    void accountDownloadEnd(String account);

    void accountSummary(int id, String account, String tag, String value, String currency);

    void accountSummaryEnd(int id);

    void position(String account, Contract contract, Decimal position, double cost);

    void positionEnd();

    void pnl(int id, double daily, double unrealized, double realized);

    void pnlSingle(int id, Decimal position, double daily, double unrealized, double realized, double value);

//@-190    void orderStatus(int id, String status, Decimal filled, Decimal remaining, double average, int permId,
//@191-    void orderStatus(int id, String status, Decimal filled, Decimal remaining, double average, long permId,
            int parentId, double last, int clientId, String whyHeld, double cap);

    void openOrder(int id, Contract contract, Order order, OrderState state);

    void openOrderEnd();

    void completedOrder(Contract contract, Order order, OrderState state);

    void completedOrdersEnd();

    void execDetails(int id, Contract contract, Execution execution);

    void execDetailsEnd(int id);

//@-194    void commissionReport(CommissionReport report);
//@195-    void commissionAndFeesReport(CommissionAndFeesReport report);
}
