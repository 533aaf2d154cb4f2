package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.instrument.Index;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Price;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Says what there is: contract details, option parameters, price rules. Confined to the gateway's lock. */
final class ContractDesk {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyyMM", Locale.ROOT);
    private static final List<String> OPTION_EXCHANGES = List.of("SMART", "CBOE");
    private static final String NO_DEFINITION = "No security definition has been found for the request";

    private final Floor floor;

    ContractDesk(Floor floor) {
        this.floor = floor;
    }

    /** 9: contractDetails and their end, or error 200 and no end. */
    void details(Client client, Fields in) {
        in.skip(1);
        int request = in.integer();
        List<Instrument> found = floor.contracts.find(ContractQuery.readWithExpired(in));
        if (found.isEmpty()) {
            client.error(request, 200, NO_DEFINITION);
            return;
        }
        for (Instrument instrument : found) {
            client.send(details(request, instrument, client.version()));
        }
        end(client, Message.of(52).number(1).number(request));
    }

    private void end(Client client, Message end) {
        if (floor.faults.ends) {
            client.send(end);
        }
    }

    private Message details(int request, Instrument instrument, int version) {
        Contracts contracts = floor.contracts;
        Optional<OptionContract> option =
                instrument instanceof OptionContract it ? Optional.of(it) : Optional.<OptionContract>empty();
        String symbol = instrument.underlying().value();
        String date = option.map(it -> Contracts.DAY.format(it.expiration())).orElse("");
        PriceGrid grid = contracts.grid(instrument);
        Message out = Message.of(10).number(request).text(symbol).text(Contracts.type(instrument));
        out.text(option.map(it -> date + " " + contracts.lastTradeTime(it.expiration()) + " US/Eastern")
                .orElse(""));
        if (version >= ProtocolVersions.LAST_TRADE_DATE) {
            out.text(date);
        }
        out.text(option.map(it -> it.strike().toString()).orElse("0"));
        out.text(option.map(it -> it.right().letter()).orElse(""));
        boolean index = instrument instanceof Index;
        String home = index ? Contracts.exchange(instrument) : "NYSE";
        out.text(Contracts.exchange(instrument))
                .text(instrument.currency().code())
                .text(Contracts.localSymbol(instrument));
        out.text(symbol).text(symbol).number(contracts.number(instrument)).price(smallest(grid));
        out.text(option.map(it -> Integer.toString(it.multiplier())).orElse(""));
        out.text(index ? "" : "LMT,MKT,STP,STPLMT,TRAIL,OCA,WHATIF");
        out.text(index ? home : option.isPresent() ? "SMART,CBOE" : "SMART,NYSE");
        out.number(1);
        Stock underlying = new Stock(instrument.underlying(), instrument.currency());
        out.number(option.isPresent() ? contracts.number(underlying) : 0);
        out.text(symbol + " (simulated)").text(option.isPresent() ? "" : home);
        out.text(option.map(it -> MONTH.format(it.expiration())).orElse(""));
        out.text("")
                .text("")
                .text("")
                .text("US/Eastern")
                .text(contracts.hours())
                .text(contracts.hours());
        out.text("").text("");
        out.number(1).text("SIM").number(contracts.number(instrument));
        out.number(1).text(option.isPresent() ? symbol : "").text(option.isPresent() ? "STK" : "");
        int rule = contracts.rule(grid);
        out.text(index ? Integer.toString(rule) : rule + "," + rule).text(date);
        boolean stock = instrument instanceof Stock;
        out.text(stock ? "COMMON" : "").number(1).number(1).number(stock ? 100 : 1);
        if (version >= ProtocolVersions.INELIGIBILITY) {
            out.number(0);
        }
        return out;
    }

    private static Price smallest(PriceGrid grid) {
        return grid.bands().stream()
                .map(PriceGrid.Band::increment)
                .min(Price::compareTo)
                .orElseThrow();
    }

    /** 78: one row for each exchange, with every expiration and every strike. */
    void optionParameters(Client client, Fields in) {
        int request = in.integer();
        ContractQuery query = ContractQuery.readUnderlying(in);
        Optional<Instrument> found = floor.contracts.findOne(query);
        if (found.isEmpty()) {
            client.error(request, 200, NO_DEFINITION);
            return;
        }
        Symbol symbol = found.get().underlying();
        List<LocalDate> expirations = floor.contracts.expirations(symbol);
        TreeSet<Price> strikes = new TreeSet<>();
        for (LocalDate expiration : expirations) {
            floor.contracts.chain(symbol, expiration).forEach(it -> strikes.add(it.strike()));
        }
        if (!strikes.isEmpty()) {
            for (String exchange : OPTION_EXCHANGES) {
                Message out = Message.of(75).number(request).text(exchange);
                out.number(floor.contracts.number(found.get()))
                        .text(symbol.value())
                        .number(100);
                out.number(expirations.size());
                expirations.forEach(it -> out.text(Contracts.DAY.format(it)));
                out.number(strikes.size());
                strikes.forEach(out::price);
                client.send(out);
            }
        }
        end(client, Message.of(76).number(request));
    }

    /** 81: the symbol that is exactly so named. */
    void matchingSymbols(Client client, Fields in) {
        int request = in.integer();
        String pattern = in.text().strip().toUpperCase(Locale.ROOT);
        List<Instrument> found = floor.contracts.find(ContractQuery.stock(pattern));
        Message out = Message.of(79).number(request).number(found.size());
        for (Instrument stock : found) {
            out.number(floor.contracts.number(stock))
                    .text(pattern)
                    .text("STK")
                    .text("NYSE")
                    .text("USD");
            out.number(1).text("OPT").text(pattern + " (simulated)").text("");
        }
        client.send(out);
    }

    /** 91: the steps of a market rule. */
    void marketRule(Client client, Fields in) {
        int rule = in.integer();
        Optional<PriceGrid> grid = floor.contracts.grid(rule);
        if (grid.isEmpty()) {
            client.error(-1, 322, "Error processing request. Unknown market rule " + rule);
            return;
        }
        Message out = Message.of(93).number(rule).number(grid.get().bands().size());
        grid.get().bands().forEach(it -> out.price(it.from()).price(it.increment()));
        client.send(out);
    }
}
