package com.ib.client;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Calls back for the messages of a gateway. */
class Decoder {
    private final EClientSocket client;
    private final EWrapper wrapper;
    private String[] fields;
    private int at;

    Decoder(EClientSocket client) {
        this.client = client;
        wrapper = client.wrapper();
    }

    private int version() {
        return client.serverVersion();
    }

    private String s() {
        return fields[at++];
    }

    private int i() {
        String text = s();
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    private long l() {
        String text = s();
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    private double d() {
        String text = s();
        return text.isEmpty() ? 0 : Double.parseDouble(text);
    }

    /** Empty means unset. */
    private double u() {
        String text = s();
        return text.isEmpty() ? Double.MAX_VALUE : Double.parseDouble(text);
    }

    private double computed(double not) {
        double value = d();
        return value == not ? Double.MAX_VALUE : value;
    }

    private boolean b() {
        return i() != 0;
    }

    private Decimal dec() {
        return Decimal.parse(s());
    }

    private Decoder skip(int count) {
        at += count;
        return this;
    }

    void message(String[] message) {
        fields = message;
        at = 0;
        if (version() == 0) {
            client.serverVersion(i(), s());
            return;
        }
        int id = i();
        switch (id) {
            case 4 -> error();
            case 9 -> wrapper.nextValidId(skip(1).i());
            case 15 -> wrapper.managedAccounts(skip(1).s());
            case 49 -> wrapper.currentTime(skip(1).l());
//@197-            case 109 -> wrapper.currentTimeInMillis(l());
            case 1 -> tickPrice();
            case 2 -> wrapper.tickSize(skip(1).i(), i(), dec());
            case 45 -> wrapper.tickGeneric(skip(1).i(), i(), d());
            case 46 -> wrapper.tickString(skip(1).i(), i(), s());
            case 21 -> wrapper.tickOptionComputation(
                    i(), i(), i(), computed(-1), computed(-2), computed(-1), computed(-1), computed(-2), computed(-2),
                    computed(-2), computed(-1));
            case 81 -> wrapper.tickReqParams(i(), d(), s(), i());
            case 57 -> wrapper.tickSnapshotEnd(skip(1).i());
            case 58 -> wrapper.marketDataType(skip(1).i(), i());
            case 10 -> contractDetails();
            case 52 -> wrapper.contractDetailsEnd(skip(1).i());
            case 75 -> optionParameters();
            case 76 -> wrapper.securityDefinitionOptionalParameterEnd(i());
            case 93 -> marketRule();
            case 17 -> bars();
            case 108 -> wrapper.historicalDataEnd(i(), s(), s());
            case 88 -> wrapper.headTimestamp(i(), s());
            case 6 -> wrapper.updateAccountValue(skip(1).s(), s(), s(), s());
            case 7 -> holding();
            case 8 -> wrapper.updateAccountTime(skip(1).s());
            case 54 -> wrapper.accountDownloadEnd(skip(1).s());
            case 61 -> wrapper.position(skip(1).s(), contract(), dec(), d());
            case 62 -> wrapper.positionEnd();
            case 63 -> wrapper.accountSummary(skip(1).i(), s(), s(), s(), s());
            case 64 -> wrapper.accountSummaryEnd(skip(1).i());
            case 94 -> wrapper.pnl(i(), d(), u(), u());
            case 95 -> wrapper.pnlSingle(i(), dec(), d(), u(), u(), d());
//@-190            case 3 -> wrapper.orderStatus(i(), s(), dec(), dec(), d(), (int) l(), i(), d(), i(), s(), d());
//@191-            case 3 -> wrapper.orderStatus(i(), s(), dec(), dec(), d(), l(), i(), d(), i(), s(), d());
            case 5 -> openOrder();
            case 53 -> wrapper.openOrderEnd();
            case 101 -> completedOrder();
            case 102 -> wrapper.completedOrdersEnd();
            case 11 -> execution();
            case 55 -> wrapper.execDetailsEnd(skip(1).i());
            case 59 -> commission();
            default -> wrapper.tickEFP(id, 0, 0, "", 0, 0, "", 0, 0);
        }
    }

    private void error() {
        skip(version() < 194 ? 1 : 0);
//@-193        wrapper.error(i(), i(), s(), s());
//@194-        int id = i();
//@194-        int code = i();
//@194-        String text = s();
//@194-        String json = s();
//@194-        wrapper.error(id, version() >= 194 ? l() : 0, code, text, json);
    }

    private void tickPrice() {
        int id = skip(1).i();
        int field = i();
        double price = d();
        Decimal size = dec();
        int mask = i();
        TickAttrib attribute = new TickAttrib();
        attribute.canAutoExecute((mask & 1) != 0);
        attribute.pastLimit((mask & 2) != 0);
        attribute.preOpen((mask & 4) != 0);
        wrapper.tickPrice(id, field, price, attribute);
        Map<Integer, Integer> sizes = Map.of(1, 0, 2, 3, 4, 5, 66, 69, 67, 70, 68, 71);
        if (sizes.containsKey(field)) {
            wrapper.tickSize(id, sizes.get(field), size);
        }
    }

    /** The eleven fields of a contract. */
    private Contract contract() {
        Contract it = new Contract();
        it.conid(i());
        it.symbol(s());
        it.secType(s());
        it.lastTradeDateOrContractMonth(s());
        it.strike(d());
        it.right(s());
        it.multiplier(s());
        it.exchange(s());
        it.currency(s());
        it.localSymbol(s());
        it.tradingClass(s());
        return it;
    }

    private void contractDetails() {
        int id = i();
        Contract it = new Contract();
        ContractDetails details = new ContractDetails();
        details.contract(it);
        it.symbol(s());
        it.secType(s());
        String[] last = s().split("[ -]");
        it.lastTradeDateOrContractMonth(last[0]);
        details.lastTradeTime(last.length > 1 ? last[1] : "");
        skip(version() >= 182 ? 1 : 0);
        it.strike(d());
        it.right(s());
        it.exchange(s());
        it.currency(s());
        it.localSymbol(s());
        details.marketName(s());
        it.tradingClass(s());
        it.conid(i());
        details.minTick(d());
        it.multiplier(s());
        details.orderTypes(s());
        details.validExchanges(s());
        details.priceMagnifier(i());
        details.underConid(i());
        details.longName(s());
        it.primaryExch(s());
        details.contractMonth(s());
        skip(3);
        details.timeZoneId(s());
        details.tradingHours(s());
        details.liquidHours(s());
        skip(2);
        skip(2 * i());
        skip(1);
        details.underSymbol(s());
        details.underSecType(s());
        details.marketRuleIds(s());
        details.realExpirationDate(s());
        details.stockType(s());
        details.minSize(dec());
        details.sizeIncrement(dec());
        wrapper.contractDetails(id, details);
    }

    private void optionParameters() {
        int id = i();
        String exchange = s();
        int conId = i();
        String tradingClass = s();
        String multiplier = s();
        Set<String> expirations = new LinkedHashSet<>();
        for (int left = i(); left > 0; left--) {
            expirations.add(s());
        }
        Set<Double> strikes = new LinkedHashSet<>();
        for (int left = i(); left > 0; left--) {
            strikes.add(d());
        }
        wrapper.securityDefinitionOptionalParameter(
                id, exchange, conId, tradingClass, multiplier, expirations, strikes);
    }

    private void marketRule() {
        int id = i();
        PriceIncrement[] steps = new PriceIncrement[i()];
        for (int n = 0; n < steps.length; n++) {
            steps[n] = new PriceIncrement();
            steps[n].lowEdge(d());
            steps[n].increment(d());
        }
        wrapper.marketRule(id, steps);
    }

    private void bars() {
        int id = i();
        String start = version() < 196 ? s() : "";
        String end = version() < 196 ? s() : "";
        for (int left = i(); left > 0; left--) {
            Bar bar = new Bar();
            bar.time(s());
            bar.open(d());
            bar.high(d());
            bar.low(d());
            bar.close(d());
            bar.volume(dec());
            bar.wap(dec());
            bar.count(i());
            wrapper.historicalData(id, bar);
        }
        if (version() < 196) {
            wrapper.historicalDataEnd(id, start, end);
        }
    }

    private void holding() {
        skip(1);
        Contract it = new Contract();
        it.conid(i());
        it.symbol(s());
        it.secType(s());
        it.lastTradeDateOrContractMonth(s());
        it.strike(d());
        it.right(s());
        it.multiplier(s());
        it.primaryExch(s());
        it.currency(s());
        it.localSymbol(s());
        it.tradingClass(s());
        wrapper.updatePortfolio(it, dec(), d(), d(), d(), d(), d(), s());
    }

    private void terms(Order it) {
        it.action(s());
        it.totalQuantity(dec());
        it.orderType(s());
        it.lmtPrice(u());
        it.auxPrice(u());
        it.tif(s());
        it.ocaGroup(s());
        it.account(s());
        it.orderRef(skip(2).s());
    }

    private void trailing(Order it, int deltaNeutralFields) {
        skip(3);
        boolean block = !s().isEmpty();
        skip(1 + (block ? deltaNeutralFields : 0) + 2);
        it.trailStopPrice(u());
        it.trailingPercent(u());
    }

    private void legs(Contract it) {
        List<ComboLeg> legs = new ArrayList<>();
        for (int left = i(); left > 0; left--) {
            ComboLeg leg = new ComboLeg();
            leg.conid(i());
            leg.ratio(i());
            leg.action(s());
            leg.exchange(s());
            skip(4);
            legs.add(leg);
        }
        it.comboLegs(legs);
        skip(i());
        skip(2 * i());
        skip(2);
        skip(d() > 0 ? 7 : 0);
        skip(s().isEmpty() ? 0 : 1);
    }

    private void deltaNeutralAndAlgo() {
        skip(b() ? 3 : 0);
        skip(s().isEmpty() ? 0 : 2 * i());
        skip(1);
    }

    private void permId(Order it) {
//@-190        it.permId((int) l());
//@191-        it.permId(l());
    }

    private void openOrder() {
        int id = i();
        Contract contract = contract();
        Order it = new Order();
        it.orderId(id);
        terms(it);
        it.clientId(i());
        permId(it);
        it.outsideRth(b());
        skip(26 + (version() < 177 ? 1 : 0));
        it.ocaType(i());
        skip(3);
        it.parentId(i());
        trailing(it, 8);
        skip(3);
        legs(contract);
        skip(4);
        deltaNeutralAndAlgo();
        it.whatIf(b());
        OrderState state = new OrderState();
        state.status(s());
        state.initMarginBefore(s());
        state.maintMarginBefore(s());
        state.equityWithLoanBefore(s());
        state.initMarginChange(s());
        state.maintMarginChange(s());
        state.equityWithLoanChange(s());
        state.initMarginAfter(s());
        state.maintMarginAfter(s());
        state.equityWithLoanAfter(s());
//@-194        state.commission(u());
//@-194        state.minCommission(u());
//@-194        state.maxCommission(u());
//@-194        state.commissionCurrency(s());
//@195-        state.commissionAndFees(u());
//@195-        state.minCommissionAndFees(u());
//@195-        state.maxCommissionAndFees(u());
//@195-        state.commissionAndFeesCurrency(s());
//@195-        if (version() >= 195) {
//@195-            state.marginCurrency(s());
//@195-            state.rejectReason(skip(10).s());
//@195-            skip(7 * i());
//@195-        }
        state.warningText(s());
        wrapper.openOrder(id, contract, it, state);
    }

    private void completedOrder() {
        Contract contract = contract();
        Order it = new Order();
        terms(it);
        permId(it);
        it.outsideRth(b());
        skip(23 + (version() < 177 ? 1 : 0));
        it.ocaType(i());
        trailing(it, 4);
        skip(1);
        legs(contract);
        skip(3);
        deltaNeutralAndAlgo();
        OrderState state = new OrderState();
        state.status(s());
        skip(2);
        skip(i() == 0 ? 6 : 0);
        it.filledQuantity(dec());
        it.parentPermId(skip(5).l());
        state.completedTime(s());
        state.completedStatus(s());
        wrapper.completedOrder(contract, it, state);
    }

    private void execution() {
        int id = i();
        Execution it = new Execution();
        it.orderId(i());
        Contract contract = contract();
        it.execId(s());
        it.time(s());
        it.acctNumber(s());
        it.exchange(s());
        it.side(s());
        it.shares(dec());
        it.price(d());
//@-190        it.permId((int) l());
//@191-        it.permId(l());
        it.clientId(i());
        it.liquidation(i());
        it.cumQty(dec());
        it.avgPrice(d());
        it.orderRef(s());
        it.lastLiquidity(Liquidities.values()[skip(3).i()]);
//@178-        it.pendingPriceRevision(version() >= 178 && b());
//@198-        it.submitter(version() >= 198 ? s() : "");
        wrapper.execDetails(id, contract, it);
    }

    private void commission() {
//@-194        CommissionReport it = new CommissionReport();
//@195-        CommissionAndFeesReport it = new CommissionAndFeesReport();
        it.execId(skip(1).s());
//@-194        it.commission(d());
//@195-        it.commissionAndFees(d());
        it.currency(s());
        it.realizedPNL(d());
//@-194        wrapper.commissionReport(it);
//@195-        wrapper.commissionAndFeesReport(it);
    }
}
