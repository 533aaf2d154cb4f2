package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.value.Price;
import java.util.Optional;

/**
 * A contract as a client describes it: any text may be empty, and a number of 0 is none. Immutable.
 *
 * @param conId the gateway's number of it
 * @param expiry YYYYMMDD or YYYYMM
 * @param strike absent also when sent as 0
 */
record ContractQuery(
        int conId,
        String symbol,
        String secType,
        String expiry,
        Optional<Price> strike,
        String right,
        String multiplier,
        String exchange,
        String currency,
        String localSymbol,
        String tradingClass) {

    /** The twelve fields of a contract in a request. */
    static ContractQuery read(Fields in) {
        int conId = in.integer();
        String symbol = in.text();
        String secType = in.text();
        String expiry = in.text();
        Optional<Price> strike = in.price().filter(Price::isPositive);
        String right = in.text();
        String multiplier = in.text();
        String exchange = in.text();
        in.skip(1); // primary exchange
        return new ContractQuery(
                conId, symbol, secType, expiry, strike, right, multiplier, exchange, in.text(), in.text(), in.text());
    }

    /** The twelve fields and whether expired contracts count, which the simulator has none of. */
    static ContractQuery readWithExpired(Fields in) {
        ContractQuery query = read(in);
        in.skip(1);
        return query;
    }

    boolean isCombo() {
        return secType.equals("BAG");
    }

    /** By nothing but the gateway's number. */
    static ContractQuery numbered(int conId) {
        return new ContractQuery(conId, "", "", "", Optional.empty(), "", "", "", "", "", "");
    }

    static ContractQuery stock(String symbol) {
        return new ContractQuery(0, symbol, "STK", "", Optional.empty(), "", "", "SMART", "USD", "", "");
    }

    /** The fields of a request for option parameters: symbol, exchange of a future, type, number. */
    static ContractQuery readUnderlying(Fields in) {
        String symbol = in.text();
        in.skip(1);
        String type = in.text();
        int conId = in.integer();
        return new ContractQuery(conId, symbol, type, "", Optional.empty(), "", "", "", "", "", "");
    }
}
