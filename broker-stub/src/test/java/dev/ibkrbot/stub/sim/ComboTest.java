package dev.ibkrbot.stub.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.contract.EventLog;
import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.stub.StubOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Put verticals of 95 over 90 are sold on their expiration date with SPY at 100: 1.00 to 1.10 over 0.30 to 0.40. */
class ComboTest {
    private static final Instant OPEN = Instant.parse("2026-11-20T14:30:00Z");
    private static final Instant CLOSE = Instant.parse("2026-11-20T21:00:00Z");
    private static final Stock SPY = Stock.of("SPY");
    private static final OptionContract NEAR = put("95");
    private static final OptionContract FAR = put("90");
    private static final Combo VERTICAL =
            new Combo(SPY.symbol(), Currency.USD, List.of(new Combo.Leg(NEAR, 1), new Combo.Leg(FAR, -1)));

    private final EventLog log = new EventLog();
    private final ScriptedMarket market = new ScriptedMarket(OPEN);
    private SimulatedBroker broker;

    private static OptionContract put(String strike) {
        return OptionContract.equity(SPY.symbol(), LocalDate.of(2026, 11, 20), Price.of(strike), Right.PUT);
    }

    @BeforeEach
    void sellsTwo() {
        for (int second = 0; second <= 15; second += 5) {
            market.show(second, SPY, "100", "100", 8);
            market.show(second, NEAR, "1.00", "1.10", 8).show(second, FAR, "0.30", "0.40", 8);
        }
        broker = SimulatedBroker.on(market)
                .fees(FeeSchedule.none())
                .writingOptions()
                .build();
        broker.connect(log);
        broker.orders()
                .submit(StubOrder.of(1)
                        .on(VERTICAL)
                        .side(Side.SELL)
                        .quantity(2)
                        .limit("0.60")
                        .alone());
        broker.timeline().advanceTo(OPEN.plusSeconds(5));
    }

    private List<Position> positions() {
        return broker.accounts().positions().toCompletableFuture().join();
    }

    @Test
    void fillsAtTheNetOfTheFarSidesAndHoldsLegs() {
        // The bid of the one sold less the ask of the one bought: 1.00 - 0.40.
        assertThat(log.orders(OrderEvent.Filled.class))
                .extracting(OrderEvent.Filled::execution)
                .extracting(Execution::price)
                .containsExactly(Price.of("0.60"));
        assertThat(log.orders(OrderEvent.Charged.class))
                .extracting(OrderEvent.Charged::legOf)
                .containsExactly(
                        Optional.of(log.orders(OrderEvent.Filled.class)
                                .get(0)
                                .execution()
                                .ref()),
                        Optional.of(log.orders(OrderEvent.Filled.class)
                                .get(0)
                                .execution()
                                .ref()));
        assertThat(positions())
                .containsExactly(
                        new Position(NEAR, Quantity.of(-2), Price.of("0.95")),
                        new Position(FAR, Quantity.of(2), Price.of("0.35")));
    }

    @Test
    void needsHowFarTheStrikesCanCost() {
        // 120 came in, and 1,000 stand behind it.
        assertThat(broker.account().availableFunds()).isEqualTo(Money.usd("99120"));
    }

    @Test
    void buysBackNoMoreThanWasSold() {
        broker.orders()
                .submit(StubOrder.of(2)
                        .on(VERTICAL)
                        .role(OrderRole.CLOSE)
                        .quantity(3)
                        .limit("0.80")
                        .alone());
        broker.timeline().advanceTo(OPEN.plusSeconds(15));
        assertThat(positions()).isEmpty();
        // Bought back for 1.10 - 0.30: 40 more than it brought.
        assertThat(broker.account().netLiquidation()).isEqualTo(Money.usd("99960"));
    }

    @Test
    void losesTheWidthWhenBothFinishInTheMoney() {
        market.show(CLOSE.getEpochSecond() - OPEN.getEpochSecond(), SPY, "85", "85", 8);
        broker.timeline().advanceTo(CLOSE);
        assertThat(positions()).isEmpty();
        // Assigned at 95 and exercised at 90: the shares come and go, and 1,000 less the 120 are lost.
        assertThat(broker.account().netLiquidation()).isEqualTo(Money.usd("99120"));
    }
}
