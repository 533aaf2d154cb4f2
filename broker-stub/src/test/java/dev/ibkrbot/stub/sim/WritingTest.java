package dev.ibkrbot.stub.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.contract.EventLog;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.order.WhatIf;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.stub.StubOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Options at 1.00 are written with SPY at 100; without fees. */
class WritingTest {
    private static final Instant OPEN = Instant.parse("2026-11-18T14:30:00Z");
    private static final Stock SPY = Stock.of("SPY");
    private static final LocalDate DECEMBER = LocalDate.of(2026, 12, 18);
    private static final OptionContract PUT = OptionContract.equity(SPY.symbol(), DECEMBER, Price.of("95"), Right.PUT);
    private static final OptionContract CALL =
            OptionContract.equity(SPY.symbol(), DECEMBER, Price.of("105"), Right.CALL);

    private final EventLog log = new EventLog();

    private SimulatedBroker broker(String cash) {
        ScriptedMarket market = new ScriptedMarket(OPEN);
        for (int second = 0; second <= 30; second += 5) {
            market.show(second, SPY, "100", "100", 8);
            market.show(second, PUT, "1.00", "1.00", 8).show(second, CALL, "1.00", "1.00", 8);
        }
        SimulatedBroker broker = SimulatedBroker.on(market)
                .cash(Money.usd(cash))
                .fees(FeeSchedule.none())
                .writingOptions()
                .build();
        broker.connect(log);
        return broker;
    }

    private static StubOrder writing(int id, OptionContract option, long contracts) {
        return StubOrder.of(id).on(option).side(Side.SELL).quantity(contracts).limit("1.00");
    }

    private static Optional<Money> usd(String amount) {
        return Optional.of(Money.usd(amount));
    }

    @Test
    void asksForTheRequirementOfAPutThatNothingStandsAgainst() {
        SimulatedBroker broker = broker("10000");
        // The mark and 20 % of 100 less the 5 it is out of the money: 1,600 a contract, of which the premium pays 100.
        WhatIf preview = broker.orders()
                .preview(writing(1, PUT, 2).alone().first())
                .toCompletableFuture()
                .join();
        assertThat(preview)
                .isEqualTo(new WhatIf(
                        usd("0"),
                        usd("3200"),
                        usd("3200"),
                        usd("0"),
                        usd("3200"),
                        usd("3200"),
                        usd("10000"),
                        usd("200"),
                        usd("10200"),
                        usd("0"),
                        usd("0"),
                        usd("0"),
                        Optional.empty()));

        broker.orders().submit(writing(1, PUT, 2).alone());
        broker.timeline().advanceTo(OPEN.plusSeconds(5));
        assertThat(broker.account().netLiquidation()).isEqualTo(Money.usd("10000"));
        assertThat(broker.account().availableFunds()).isEqualTo(Money.usd("7000"));
    }

    @Test
    void refusesWhatTheFundsDoNotCarry() {
        SimulatedBroker broker = broker("2999");
        broker.orders().submit(writing(1, PUT, 2).alone());
        assertThat(log.orders(OrderEvent.Rejected.class))
                .extracting(OrderEvent.Rejected::reason)
                .containsExactly("Insufficient funds: 3000.00 USD needed, 2999.00 USD available");
    }

    @Test
    void asksForNothingMoreWhereSharesStandAgainstACall() {
        SimulatedBroker broker = broker("10000");
        broker.orders()
                .submit(StubOrder.of(1).on(SPY).quantity(100).limit("100").alone());
        broker.timeline().advanceTo(OPEN.plusSeconds(5));
        broker.orders().submit(writing(2, CALL, 1).alone());
        broker.timeline().advanceTo(OPEN.plusSeconds(10));
        assertThat(broker.account().availableFunds()).isEqualTo(Money.usd("100"));

        broker.orders()
                .submit(StubOrder.of(3)
                        .on(SPY)
                        .side(Side.SELL)
                        .quantity(100)
                        .limit("100")
                        .alone());
        broker.orders().submit(writing(4, CALL, 5).alone());
        assertThat(log.orders(OrderEvent.Rejected.class)).hasSize(1);
    }

    @Test
    void buysBackNoMoreThanWasWritten() {
        SimulatedBroker broker = broker("10000");
        broker.orders().submit(writing(1, PUT, 1).alone());
        broker.timeline().advanceTo(OPEN.plusSeconds(5));
        broker.orders()
                .submit(StubOrder.of(2)
                        .on(PUT)
                        .role(OrderRole.CLOSE)
                        .quantity(3)
                        .limit("1.00")
                        .alone());
        broker.timeline().advanceTo(OPEN.plusSeconds(15));
        assertThat(broker.accounts().positions().toCompletableFuture().join()).isEmpty();
        assertThat(broker.account().netLiquidation()).isEqualTo(Money.usd("10000"));
    }
}
