package dev.ibkrbot.stub.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.contract.EventLog;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.stub.StubOrder;
import dev.ibkrbot.stub.history.BarMarket;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bought on a Thursday; what happens before Friday's open is booked then. */
class CorporateActionTest {
    private static final Symbol XYZ = new Symbol("XYZ");
    private static final Stock STOCK = new Stock(XYZ, Currency.USD);
    private static final LocalDate THURSDAY = LocalDate.of(2026, 11, 19);
    private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);
    private static final Instant OPEN = Instant.parse("2026-11-19T14:30:00Z");
    private static final Instant NEXT_OPEN = Instant.parse("2026-11-20T14:30:00Z");

    private final List<CorporateAction.Effect> effects = new ArrayList<>();

    /** Thursday at one price, Friday at another; nothing costs a fee. */
    private SimulatedBroker broker(String thursday, String friday, CorporateAction... actions) {
        BarSeries.Builder bars = BarSeries.builder(BarSize.ONE_MINUTE);
        for (Instant open : List.of(OPEN, NEXT_OPEN)) {
            long price = Price.of(open == OPEN ? thursday : friday).units();
            for (int i = 0; i < 390; i++) {
                bars.add(open.getEpochSecond() + 60 * i, price, price, price, price, 100);
            }
        }
        BarMarket market = BarMarket.builder()
                .bars(XYZ, bars.build())
                .modelOptions()
                .corporateActions(List.of(actions))
                .build();
        SimulatedBroker broker = SimulatedBroker.on(market)
                .fees(FeeSchedule.none())
                .fills(FillModel.mid())
                .build();
        broker.connect(new EventLog());
        broker.reportCorporateActions(effects::add);
        return broker;
    }

    private static void trade(SimulatedBroker broker, Instrument instrument, Side side, long quantity) {
        broker.timeline().advanceTo(OPEN.plusSeconds(60));
        broker.orders()
                .submit(StubOrder.of(1)
                        .on(instrument)
                        .side(side)
                        .quantity(quantity)
                        .alone());
        broker.timeline().advanceTo(OPEN.plusSeconds(300));
    }

    private static List<Position> positions(SimulatedBroker broker) {
        return broker.accounts().positions().toCompletableFuture().join();
    }

    private static Instant afterOpen() {
        return NEXT_OPEN.plusSeconds(60);
    }

    @Test
    void paysADividendToWhoIsLong() {
        CorporateAction dividend = new CorporateAction.Dividend(XYZ, FRIDAY, Price.of("0.255"));
        SimulatedBroker broker = broker("100", "100", dividend);
        trade(broker, STOCK, Side.BUY, 101);
        broker.timeline().advanceTo(NEXT_OPEN);
        assertThat(effects).isEmpty();
        broker.timeline().advanceTo(afterOpen());
        // 101 * 0.255 = 25.755, half-even to the cent.
        assertThat(effects).extracting(CorporateAction.Effect::cash).containsExactly(Money.usd("25.76"));
        assertThat(broker.account().netLiquidation()).isEqualTo(Money.usd("100025.76"));
        assertThat(positions(broker)).containsExactly(new Position(STOCK, Quantity.of(101), Price.of("100")));
    }

    @Test
    void chargesADividendToWhoIsShort() {
        SimulatedBroker broker = broker("100", "100", new CorporateAction.Dividend(XYZ, FRIDAY, Price.of("0.25")));
        trade(broker, STOCK, Side.SELL, 100);
        broker.timeline().advanceTo(afterOpen());
        assertThat(broker.account().netLiquidation()).isEqualTo(Money.usd("99975"));
    }

    @Test
    void exchangesSharesInASplitWithoutProfitOrLoss() {
        SimulatedBroker broker = broker("700", "100", new CorporateAction.Split(XYZ, FRIDAY, 7, 1));
        trade(broker, STOCK, Side.BUY, 10);
        broker.timeline().advanceTo(afterOpen());
        assertThat(positions(broker)).containsExactly(new Position(STOCK, Quantity.of(70), Price.of("100")));
        assertThat(broker.account().netLiquidation()).isEqualTo(Money.usd("100000"));
    }

    @Test
    void paysForTheFractionOfAShare() {
        SimulatedBroker broker = broker("100", "150", new CorporateAction.Split(XYZ, FRIDAY, 2, 3));
        trade(broker, STOCK, Side.BUY, 100);
        broker.timeline().advanceTo(afterOpen());
        // 66 shares and two thirds of one, at 150.
        assertThat(positions(broker)).extracting(Position::quantity).containsExactly(Quantity.of(66));
        assertThat(effects.get(0).cash()).isEqualTo(Money.usd("100"));
        assertThat(broker.account().netLiquidation()).isEqualTo(Money.usd("100000"));
    }

    @Test
    void dividesTheStrikesOfOptionsInAWholeSplitAlone() {
        OptionContract call = OptionContract.equity(XYZ, LocalDate.of(2026, 12, 18), Price.of("700"), Right.CALL);
        OptionContract divided = OptionContract.equity(XYZ, call.expiration(), Price.of("100"), Right.CALL);
        SimulatedBroker broker = broker("700", "100", new CorporateAction.Split(XYZ, FRIDAY, 7, 1));
        trade(broker, call, Side.BUY, 2);
        broker.timeline().advanceTo(afterOpen());
        assertThat(positions(broker))
                .extracting(Position::instrument, Position::quantity)
                .containsExactly(tuple(divided, Quantity.of(14)));
        assertThat(effects.get(0).isUnadjusted()).isFalse();

        effects.clear();
        SimulatedBroker other = broker("700", "466.67", new CorporateAction.Split(XYZ, FRIDAY, 3, 2));
        trade(other, call, Side.BUY, 2);
        other.timeline().advanceTo(afterOpen());
        assertThat(effects.get(0).isUnadjusted()).isTrue();
        assertThat(positions(other)).extracting(Position::instrument).containsExactly(call);
    }

    @Test
    void ignoresWhatWasBeforeTheBeginning() {
        SimulatedBroker broker = broker("100", "100", new CorporateAction.Split(XYZ, THURSDAY.minusDays(1), 7, 1));
        trade(broker, STOCK, Side.BUY, 10);
        broker.timeline().advanceTo(afterOpen());
        assertThat(effects).isEmpty();
    }
}
