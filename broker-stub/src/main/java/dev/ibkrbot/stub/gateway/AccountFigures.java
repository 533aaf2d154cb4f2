package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.account.AccountSnapshot;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.stub.sim.Touch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the account is worth and holds at the moment. Confined to the gateway's lock. */
final class AccountFigures {
    private final Floor floor;

    AccountFigures(Floor floor) {
        this.floor = floor;
    }

    /** By the gateway's names for it. */
    Map<String, String> values() {
        AccountSnapshot account = floor.broker.account();
        Money held = Money.zero(account.netLiquidation().currency());
        Money gross = held;
        Money unrealized = held;
        for (Position position : positions()) {
            Money worth = worth(position);
            held = held.plus(worth);
            gross = gross.plus(worth.abs());
            unrealized = unrealized.plus(worth.minus(cost(position)));
        }
        Money net = account.netLiquidation();
        Money bound = net.minus(account.availableFunds());
        Map<String, String> values = new LinkedHashMap<>();
        values.put("NetLiquidation", net.amount());
        values.put("TotalCashValue", net.minus(held).amount());
        values.put("SettledCash", net.minus(held).amount());
        values.put("EquityWithLoanValue", net.amount());
        values.put("AvailableFunds", account.availableFunds().amount());
        values.put("BuyingPower", account.availableFunds().amount());
        values.put("ExcessLiquidity", account.availableFunds().amount());
        values.put("InitMarginReq", bound.amount());
        values.put("MaintMarginReq", bound.amount());
        values.put("GrossPositionValue", gross.amount());
        values.put("CashBalance", net.minus(held).amount());
        values.put("RealizedPnL", account.realizedToday().amount());
        values.put("UnrealizedPnL", unrealized.amount());
        return values;
    }

    List<Position> positions() {
        return Floor.answer(floor.broker.accounts().positions());
    }

    /** The middle between the sides, or the only one there is. */
    Price mark(Instrument instrument) {
        Touch touch = new Touch();
        boolean known = floor.market.look(instrument, floor.now().getEpochSecond(), touch);
        if (!known) {
            return Price.ZERO;
        }
        boolean bothSides = touch.bid() > 0 && touch.ask() > 0;
        return Price.ofUnits(bothSides ? touch.bid() + (touch.ask() - touch.bid()) / 2 : touch.bid());
    }

    Money worth(Position position) {
        return at(position, mark(position.instrument()));
    }

    Money cost(Position position) {
        return at(position, position.averagePrice());
    }

    private static Money at(Position position, Price price) {
        return price.times(
                position.instrument().multiplier(),
                position.quantity(),
                position.instrument().currency());
    }

    /** Per contract, as gateways say it; without fees. */
    static String averageCost(Position position) {
        Instrument instrument = position.instrument();
        return position.averagePrice()
                .times(instrument.multiplier(), Quantity.ONE, instrument.currency())
                .amount();
    }
}
