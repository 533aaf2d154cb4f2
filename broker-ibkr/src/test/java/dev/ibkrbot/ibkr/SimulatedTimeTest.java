package dev.ibkrbot.ibkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ibkrbot.broker.Timeline;
import dev.ibkrbot.broker.contract.EventLog;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.ibkr.session.SessionObserver;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SimulatedTimeTest {
    @Test
    void movesTheGatewaysTimeAndHearsFirstWhatThatCauses() throws Exception {
        EventLog log = new EventLog();
        try (Loopback loopback = new Loopback("clock led");
                IbkrBroker broker = loopback.broker(loopback.settings(TradingMode.PAPER), SessionObserver.NONE)) {
            broker.connect(log).toCompletableFuture().get(10, TimeUnit.SECONDS);
            Timeline time = broker.simulatedTime().orElseThrow();
            Instant start = loopback.gateway.now();
            assertThat(time.instant()).isEqualTo(start);
            assertThat(time.next()).contains(start.plusSeconds(60));
            Price ask = broker.quotes()
                    .quote(Bench.SPY)
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS)
                    .ask()
                    .orElseThrow();
            Order order = Bench.order(1, ask.plus(Price.of("5")));
            broker.orders().submit(OrderGroup.single(order));
            log.await("the acceptance", events -> !events.isEmpty());
            time.advanceTo(start.plusSeconds(60));
            assertThat(log.orders(OrderEvent.Filled.class)).isNotEmpty();
            assertThat(time.instant()).isEqualTo(start.plusSeconds(60)).isEqualTo(loopback.gateway.now());
            assertThatIllegalArgumentException().isThrownBy(() -> time.advanceTo(start));
        }
    }

    @Test
    void isNotThereForAGatewayThatMovesByItself() {
        Bench bench = Bench.paper();
        assertThat(bench.broker.simulatedTime()).isEmpty();
    }
}
