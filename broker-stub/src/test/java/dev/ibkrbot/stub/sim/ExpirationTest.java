package dev.ibkrbot.stub.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.account.OptionSettlement;
import dev.ibkrbot.broker.contract.EventLog;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.stub.StubOrder;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two calls struck at 100 are bought at 1.00, and held to the end of their expiration date. */
class ExpirationTest {
    private static final Instant OPEN = Instant.parse("2026-11-18T14:30:00Z");
    private static final long CLOSE = 23_400;
    private static final long NEXT_OPEN = 86_400;
    private static final Stock SPY = Stock.of("SPY");
    private static final OptionContract CALL =
            OptionContract.equity(SPY.symbol(), LocalDate.of(2026, 11, 18), Price.of("100"), Right.CALL);

    private final EventLog log = new EventLog();

    private SimulatedBroker holdToTheEnd(String spot) {
        ScriptedMarket market = new ScriptedMarket(OPEN);
        market.show(0, CALL, "1.00", "1.00", 8).show(5, CALL, "1.00", "1.00", 8);
        market.show(0, SPY, spot, spot, 8).show(NEXT_OPEN, SPY, spot, spot, 8);
        SimulatedBroker broker =
                SimulatedBroker.on(market).fees(FeeSchedule.none()).build();
        broker.connect(log);
        broker.orders().submit(StubOrder.bracket(1, CALL, 2, new OrderTerms.Limit(Price.of("1.00")), "9.00", "0.10"));
        broker.timeline().advanceTo(OPEN.plusSeconds(NEXT_OPEN));
        return broker;
    }

    private static OptionSettlement settlement(OptionSettlement.Kind kind, String cash) {
        return new OptionSettlement(
                new ExecutionId("sim-settled-1"),
                kind,
                CALL,
                Quantity.of(2),
                Money.usd(cash),
                Quantity.ZERO,
                Price.of("100"),
                OPEN.plusSeconds(CLOSE));
    }

    @Test
    @Tag("T10")
    void paysTheIntrinsicValueOfAnOptionAndReportsIt() {
        SimulatedBroker broker = holdToTheEnd("103");

        assertThat(log.settlements()).containsExactly(settlement(OptionSettlement.Kind.EXERCISED, "600"));
        assertThat(broker.account().netLiquidation()).isEqualTo(Money.usd("100400"));
        assertThat(broker.accounts().positions().toCompletableFuture().join()).isEmpty();
        assertThat(log.orders(OrderEvent.Canceled.class))
                .extracting(OrderEvent.Canceled::orderId)
                .containsExactly(new OrderId(2), new OrderId(3));
    }

    @Test
    @Tag("T10")
    void reportsThatAnOptionExpiredWorthless() {
        SimulatedBroker broker = holdToTheEnd("100");

        assertThat(log.settlements()).containsExactly(settlement(OptionSettlement.Kind.EXPIRED, "0"));
        assertThat(broker.account().netLiquidation()).isEqualTo(Money.usd("99800"));
        assertThat(broker.accounts().positions().toCompletableFuture().join()).isEmpty();
    }
}
