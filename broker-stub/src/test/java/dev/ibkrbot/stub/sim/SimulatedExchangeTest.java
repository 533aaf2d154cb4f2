package dev.ibkrbot.stub.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ibkrbot.broker.contract.EventLog;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.stub.StubOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whole stories told by the events; an event is written as second, order and what happened. */
class SimulatedExchangeTest {
    private static final Instant OPEN = Instant.parse("2026-11-18T14:30:00Z");
    private static final long CLOSE = 23_400;
    private static final long NEXT_OPEN = 86_400;
    private static final Stock SPY = Stock.of("SPY");
    private static final OptionContract CALL =
            OptionContract.equity(SPY.symbol(), LocalDate.of(2026, 11, 20), Price.of("100"), Right.CALL);

    private final ScriptedMarket market = new ScriptedMarket(OPEN);
    private final EventLog log = new EventLog();

    private SimulatedBroker broker(FillModel fills) {
        SimulatedBroker broker =
                SimulatedBroker.on(market).fills(fills).fees(FeeSchedule.none()).build();
        broker.connect(log);
        return broker;
    }

    private static void playTo(SimulatedBroker broker, long second) {
        broker.timeline().advanceTo(OPEN.plusSeconds(second));
    }

    /** Everything but charges, in words. */
    private List<String> story() {
        return log.orders().stream()
                .filter(event -> !(event instanceof OrderEvent.Charged))
                .map(SimulatedExchangeTest::words)
                .toList();
    }

    private static String words(OrderEvent event) {
        long second = event.at().getEpochSecond() - OPEN.getEpochSecond();
        String what = event.match(
                it -> it.orderId() + " accepted",
                it -> it.execution().orderId() + " "
                        + it.execution().side().toString().toLowerCase(Locale.ROOT) + "s "
                        + it.execution().quantity() + " at " + it.execution().price(),
                it -> "charged",
                it -> it.orderId() + " canceled",
                it -> it.orderId() + " rejected " + it.code(),
                it -> "busted");
        return second + ": " + what;
    }

    private static OrderTerms limit(String price) {
        return new OrderTerms.Limit(Price.of(price));
    }

    @Test
    @Tag("BR2")
    void takesProfitAndCancelsTheStop() {
        market.show(0, CALL, "2.45", "2.55", 10).show(5, CALL, "2.45", "2.50", 10);
        market.show(10, CALL, "3.20", "3.24", 10).show(15, CALL, "3.25", "3.30", 10);
        SimulatedBroker broker = broker(FillModel.cross());
        broker.orders().submit(StubOrder.bracket(1, CALL, 20, limit("2.50"), "3.25", "2.00"));
        playTo(broker, 60);
        assertThat(story())
                .containsExactly(
                        "0: 1 accepted",
                        "0: 2 accepted",
                        "0: 3 accepted",
                        "5: 1 buys 20 at 2.50",
                        "15: 2 sells 20 at 3.25",
                        "15: 3 canceled");
        assertThat(broker.account().netLiquidation()).isEqualTo(Money.usd("101500"));
        assertThat(broker.account().realizedToday()).isEqualTo(Money.usd("1500"));
    }

    @Test
    void stopsOutThroughAGapAndCancelsTheTakeProfit() {
        market.show(0, CALL, "2.45", "2.50", 10).show(5, CALL, "2.45", "2.50", 10);
        market.show(10, CALL, "1.50", "1.60", 10);
        SimulatedBroker broker = broker(FillModel.cross());
        broker.orders().submit(StubOrder.bracket(1, CALL, 20, limit("2.50"), "3.25", "2.00"));
        playTo(broker, 60);
        assertThat(story()).endsWith("5: 1 buys 20 at 2.50", "10: 3 sells 20 at 1.50", "10: 2 canceled");
    }

    @Test
    void neverTradesInTheMomentOfTheOrderOrOfTheParentsFill() {
        // At second 5 the entry fills while the bid is above the take profit already.
        market.show(0, CALL, "2.45", "2.50", 10).show(5, CALL, "3.40", "3.45", 10);
        market.show(9, CALL, "3.40", "3.45", 10);
        SimulatedBroker broker = broker(FillModel.cross());
        broker.orders().submit(StubOrder.bracket(1, CALL, 1, new OrderTerms.Market(), "3.25", "2.00"));
        playTo(broker, 0);
        assertThat(story()).hasSize(3);
        playTo(broker, 60);
        assertThat(story()).endsWith("5: 1 buys 1 at 3.45", "9: 2 sells 1 at 3.40", "9: 3 canceled");
    }

    @Test
    void exitsCoverWhatIsFilledWhenTheEntryFillsInParts() {
        market.show(0, CALL, "2.45", "2.50", 8).show(5, CALL, "2.45", "2.50", 8);
        market.show(10, CALL, "3.30", "3.35", 5).show(15, CALL, "1.90", "2.00", 100);
        market.show(20, CALL, "1.80", "1.90", 100);
        SimulatedBroker broker = broker(FillModel.cross().limitedToShownSize());
        broker.orders().submit(StubOrder.bracket(1, CALL, 20, limit("2.50"), "3.25", "2.00"));
        playTo(broker, 60);
        // 8 bought, 5 of them sold with profit; the price falls, 12 more are bought and the stop sells the other 15.
        assertThat(story())
                .containsExactly(
                        "0: 1 accepted",
                        "0: 2 accepted",
                        "0: 3 accepted",
                        "5: 1 buys 8 at 2.50",
                        "10: 2 sells 5 at 3.30",
                        "15: 1 buys 12 at 2.00",
                        "20: 3 sells 15 at 1.80",
                        "20: 3 canceled",
                        "20: 2 canceled");
        assertThat(broker.account().netLiquidation())
                .isEqualTo(Money.usd("100000")
                        .minus(Money.usd("2000"))
                        .plus(Money.usd("1650"))
                        .minus(Money.usd("2400"))
                        .plus(Money.usd("2700")));
    }

    @Test
    void exitsShrinkToWhatACanceledEntryFilled() {
        market.show(0, CALL, "2.45", "2.50", 8).show(5, CALL, "2.45", "2.50", 8);
        market.show(10, CALL, "2.50", "2.55", 8).show(15, CALL, "3.25", "3.30", 100);
        SimulatedBroker broker = broker(FillModel.cross().limitedToShownSize());
        broker.orders().submit(StubOrder.bracket(1, CALL, 20, limit("2.50"), "3.25", "2.00"));
        playTo(broker, 10);
        broker.orders().cancel(new OrderId(1));
        assertThat(broker.orders().openOrders().toCompletableFuture().join())
                .extracting(open -> open.order().quantity())
                .containsExactly(Quantity.of(8), Quantity.of(8));
        playTo(broker, 60);
        assertThat(story())
                .endsWith(
                        "5: 1 buys 8 at 2.50",
                        "10: 1 canceled",
                        "15: 2 sells 8 at 3.25",
                        "15: 2 canceled",
                        "15: 3 canceled");
    }

    @Test
    void cancelsTheExitsOfAnEntryThatNeverFilled() {
        market.show(0, CALL, "2.45", "2.55", 8).show(5, CALL, "2.45", "2.55", 8);
        SimulatedBroker broker = broker(FillModel.cross());
        broker.orders().submit(StubOrder.bracket(1, CALL, 20, limit("2.50"), "3.25", "2.00"));
        broker.orders().cancel(new OrderId(1));
        assertThat(story()).endsWith("0: 1 canceled", "0: 2 canceled", "0: 3 canceled");
    }

    @Test
    void waitsForASideThatIsAbsent() {
        market.show(0, CALL, "0.05", "0.06", 8).show(5, CALL, "0.05", "0.06", 8);
        market.show(10, CALL, "", "0.01", 8).show(15, CALL, "0.01", "0.02", 8);
        SimulatedBroker broker = broker(FillModel.cross());
        broker.orders().submit(StubOrder.of(1).on(CALL).limit("0.06").alone());
        playTo(broker, 5);
        broker.orders()
                .submit(StubOrder.of(2)
                        .on(CALL)
                        .side(Side.SELL)
                        .role(OrderRole.CLOSE)
                        .alone());
        playTo(broker, 10);
        assertThat(broker.account().netLiquidation()).isEqualTo(Money.usd("99994"));
        playTo(broker, 60);
        assertThat(story()).endsWith("5: 2 accepted", "15: 2 sells 1 at 0.01");
    }

    @Test
    void dayOrdersEndAtTheCloseAndOthersLiveOn() {
        market.show(0, SPY, "100", "100.02", 8).show(NEXT_OPEN + 1, SPY, "90", "90.02", 8);
        SimulatedBroker broker = broker(FillModel.cross());
        broker.orders().submit(StubOrder.of(1).on(SPY).limit("95").alone());
        broker.orders()
                .submit(StubOrder.of(2).on(SPY).limit("95").goodTillCanceled().alone());
        assertThat(broker.timeline().next()).contains(OPEN.plusSeconds(CLOSE));
        playTo(broker, NEXT_OPEN + 1);
        assertThat(story())
                .containsExactly(
                        "0: 1 accepted",
                        "0: 2 accepted",
                        CLOSE + ": 1 canceled",
                        NEXT_OPEN + 1 + ": 2 buys 1 at 90.02");
    }

    @Test
    void nothingTradesAtTheCloseItself() {
        market.show(0, CALL, "2.45", "2.55", 8).show(CLOSE, CALL, "2.40", "2.45", 8);
        SimulatedBroker broker = broker(FillModel.cross());
        broker.orders().submit(StubOrder.of(1).on(CALL).limit("2.50").alone());
        playTo(broker, CLOSE);
        assertThat(story()).containsExactly("0: 1 accepted", CLOSE + ": 1 canceled");
    }

    @Test
    void oneFillEndsItsOcaGroup() {
        market.show(0, SPY, "100", "100.02", 8).show(5, SPY, "100", "100.02", 8);
        market.show(10, SPY, "104", "104.02", 8).show(15, SPY, "90", "90.02", 8);
        SimulatedBroker broker = broker(FillModel.cross());
        broker.orders().submit(StubOrder.of(1).on(SPY).quantity(10).alone());
        playTo(broker, 5);
        StubOrder exit = StubOrder.of(2).on(SPY).quantity(10).side(Side.SELL).role(OrderRole.TAKE_PROFIT);
        broker.orders().submit(exit.limit("103").oca("x").alone());
        StubOrder stop = StubOrder.of(3).on(SPY).quantity(10).side(Side.SELL).role(OrderRole.STOP_LOSS);
        broker.orders().submit(stop.stop("95").oca("x").alone());
        playTo(broker, 60);
        assertThat(story()).endsWith("10: 2 sells 10 at 104.00", "10: 3 canceled");
        assertThat(broker.accounts().positions().toCompletableFuture().join()).isEmpty();
    }

    @Test
    void trailsTheBestPriceAndTriggersStopLimitsOnce() {
        market.show(0, SPY, "99.99", "100.01", 8).show(5, SPY, "99.99", "100.01", 8);
        market.show(10, SPY, "104.99", "105.01", 8).show(15, SPY, "102.99", "103.01", 8);
        market.show(20, SPY, "102.49", "102.51", 8).show(25, SPY, "102.99", "103.01", 8);
        SimulatedBroker broker = broker(FillModel.cross());
        broker.orders().submit(StubOrder.of(1).on(SPY).quantity(2).alone());
        playTo(broker, 5);
        StubOrder trail = StubOrder.of(2).on(SPY).side(Side.SELL).role(OrderRole.STOP_LOSS);
        broker.orders()
                .submit(trail.terms(new OrderTerms.Trailing(Price.of("2.50"))).alone());
        StubOrder stopLimit = StubOrder.of(3).on(SPY).side(Side.SELL).role(OrderRole.STOP_LOSS);
        broker.orders()
                .submit(stopLimit
                        .terms(new OrderTerms.StopLimit(Price.of("103"), Price.of("102.90")))
                        .alone());
        playTo(broker, 60);
        // The trailing stop follows 105 to 102.50; the stop limit wakes at 103 and gets its 102.90 at once.
        assertThat(story()).endsWith("15: 3 sells 1 at 102.99", "20: 2 sells 1 at 102.49");
    }

    @Test
    void rejectsWhatCannotBe() {
        market.show(0, CALL, "2.45", "2.50", 8).show(5, CALL, "2.45", "2.50", 8).show(0, SPY, "100", "100.02", 8);
        SimulatedBroker broker = broker(FillModel.cross());
        Instrument unlisted = OptionContract.equity(SPY.symbol(), LocalDate.of(2026, 11, 20), Price.of("7"), Right.PUT);
        broker.orders().submit(StubOrder.of(1).on(unlisted).limit("1").alone());
        broker.orders().submit(StubOrder.of(2).on(SPY).limit("100.005").alone());
        broker.orders()
                .submit(StubOrder.of(3).on(SPY).quantity(1_000).limit("100.01").alone());
        broker.orders()
                .submit(StubOrder.of(4).on(CALL).side(Side.SELL).limit("2.50").alone());
        broker.orders().submit(StubOrder.bracket(5, CALL, 1, limit("2.50"), "3.256", "2.00"));
        broker.orders().submit(StubOrder.of(5).on(SPY).limit("100").alone());
        assertThat(story())
                .containsExactly(
                        "0: 1 rejected 200",
                        "0: 2 rejected 110",
                        "0: 3 rejected 201",
                        "0: 4 rejected 201",
                        "0: 5 rejected 201",
                        "0: 6 rejected 110",
                        "0: 7 rejected 201",
                        "0: 5 rejected 103");
    }

    @Test
    void rejectsBuyingAnOptionWhileSellsOfItRest() {
        market.show(0, CALL, "2.45", "2.50", 8).show(5, CALL, "2.45", "2.50", 8).show(9, CALL, "2.45", "2.50", 8);
        SimulatedBroker broker = broker(FillModel.cross());
        broker.orders().submit(StubOrder.bracket(1, CALL, 1, limit("2.50"), "3.25", "2.00"));
        playTo(broker, 9);
        broker.orders().submit(StubOrder.of(4).on(CALL).limit("2.50").alone());
        assertThat(story()).endsWith("9: 4 rejected 201");
    }

    @Test
    void countsFundsThatRestingEntriesWillNeed() {
        market.show(0, SPY, "100", "100.02", 8);
        SimulatedBroker broker = broker(FillModel.cross());
        broker.orders()
                .submit(StubOrder.of(1).on(SPY).quantity(600).limit("100").alone());
        broker.orders()
                .submit(StubOrder.of(2).on(SPY).quantity(600).limit("100").alone());
        broker.orders()
                .submit(StubOrder.of(3).on(SPY).quantity(400).limit("100").alone());
        assertThat(story()).containsExactly("0: 1 accepted", "0: 2 rejected 201", "0: 3 accepted");
    }

    @Test
    void bindsHalfTheValueOfStockSoldShort() {
        market.show(0, SPY, "100", "100", 8).show(5, SPY, "100", "100", 8).show(10, SPY, "110", "110", 8);
        SimulatedBroker broker = broker(FillModel.cross());
        broker.orders()
                .submit(StubOrder.of(1)
                        .on(SPY)
                        .side(Side.SELL)
                        .quantity(100)
                        .limit("100")
                        .alone());
        playTo(broker, 5);
        assertThat(broker.account().availableFunds()).isEqualTo(Money.usd("95000"));
        playTo(broker, 10);
        assertThat(broker.account().netLiquidation()).isEqualTo(Money.usd("99000"));
        assertThat(broker.account().availableFunds()).isEqualTo(Money.usd("93500"));
    }

    @Test
    void fillsBetweenTheMiddleAndTheFarSideAsTheModelSays() {
        for (String[] row : new String[][] {{"mid", "2.50"}, {"0.5", "2.53"}, {"cross", "2.55"}}) {
            EventLog events = new EventLog();
            SimulatedBroker broker = SimulatedBroker.on(market)
                    .fills(FillModel.parse(row[0]))
                    .fees(FeeSchedule.none())
                    .build();
            broker.connect(events);
            market.show(0, CALL, "2.45", "2.55", 8).show(5, CALL, "2.45", "2.55", 8);
            broker.orders().submit(StubOrder.of(1).on(CALL).alone());
            playTo(broker, 5);
            // Half of the half spread is 2.525, moved against the buyer onto the cent.
            assertThat(events.orders(OrderEvent.Filled.class))
                    .singleElement()
                    .satisfies(it -> assertThat(it.execution().price()).isEqualTo(Price.of(row[1])));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> FillModel.fraction(Percent.of("101")));
    }

    @Test
    void takesNoOrderWhenOpenedForADryRun() {
        market.show(0, SPY, "100", "100.02", 8);
        SimulatedBroker broker = SimulatedBroker.on(market).openedForDryRun().build();
        broker.connect(log);
        assertThatIllegalStateException()
                .isThrownBy(() -> broker.orders().submit(StubOrder.of(1).on(SPY).alone()));
        assertThat(log.orders()).isEmpty();
    }

    @Test
    void refusesToGoBackInTime() {
        market.show(0, SPY, "100", "100.02", 8);
        SimulatedBroker broker = broker(FillModel.cross());
        playTo(broker, 10);
        assertThatIllegalArgumentException().isThrownBy(() -> playTo(broker, 9));
    }
}
