package dev.ibkrbot.stub.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.contract.EventLog;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.stub.StubOrder;
import dev.ibkrbot.stub.sim.SimulatedBroker;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Minutes without a row are gaps in which nothing trades, whatever other symbols do meanwhile. */
class GapTest {
    private static final long OPEN = Instant.parse("2026-11-18T14:30:00Z").getEpochSecond();
    private static final Stock IBM = Stock.of("IBM");
    private static final Stock SPY = Stock.of("SPY");
    private static final OptionContract CALL =
            OptionContract.equity(IBM.symbol(), LocalDate.of(2026, 11, 27), Price.of("100"), Right.CALL);

    /** Minutes of a price that does not move, for these minutes after the open. */
    private static BarSeries minutes(int... minutes) {
        long units = Price.of("100").units();
        BarSeries.Builder bars = BarSeries.builder(BarSize.ONE_MINUTE);
        for (int minute : minutes) {
            bars.add(OPEN + minute * 60L, units, units, units, units, 100);
        }
        return bars.build();
    }

    private static List<Long> fillsAfter(StubOrder order, int minute, long seconds) {
        BarMarket market = BarMarket.builder()
                .bars(IBM.symbol(), minutes(0, 1, 5, 6))
                .bars(SPY.symbol(), minutes(0, 1, 2, 3, 4, 5, 6, 7, 8, 9))
                .modelOptions()
                .build();
        SimulatedBroker broker = SimulatedBroker.on(market).build();
        EventLog log = new EventLog();
        broker.connect(log);
        broker.timeline().advanceTo(Instant.ofEpochSecond(OPEN + minute * 60L));
        broker.orders().submit(order.alone());
        broker.timeline().advanceTo(Instant.ofEpochSecond(OPEN + minute * 60L + seconds));
        return log.orders().stream()
                .filter(event -> event instanceof OrderEvent.Filled)
                .map(event -> event.at().getEpochSecond() - OPEN)
                .toList();
    }

    @Test
    void anOrderInAGapWaitsForTheNextBar() {
        assertThat(fillsAfter(StubOrder.of(1).on(IBM), 2, 600)).containsExactly(301L);
        assertThat(fillsAfter(StubOrder.of(1).on(CALL), 2, 600)).containsExactly(301L);
    }

    @Test
    void anOrderAfterTheLastBarNeverTrades() {
        assertThat(fillsAfter(StubOrder.of(1).on(IBM), 7, 86_400)).isEmpty();
        assertThat(fillsAfter(StubOrder.of(1).on(CALL), 7, 86_400)).isEmpty();
    }

    @Test
    void anOrderInsideABarTradesInIt() {
        assertThat(fillsAfter(StubOrder.of(1).on(IBM), 1, 600)).containsExactly(61L);
    }
}
