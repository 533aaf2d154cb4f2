package dev.ibkrbot.stub.sim;

import dev.ibkrbot.broker.Broker;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.contract.BrokerContract;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.stub.history.BarMarket;
import dev.ibkrbot.stub.history.SyntheticMarket;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

class SimulatedBrokerContractTest extends BrokerContract {
    private SimulatedBroker broker;

    @Override
    protected Broker open() {
        BarMarket market =
                SyntheticMarket.day(MarketCalendar.nyse(), 7, List.of(stock().symbol()), LocalDate.of(2026, 11, 18));
        broker = SimulatedBroker.on(market).build();
        broker.timeline().advanceTo(market.start().plus(Duration.ofHours(1)));
        return broker;
    }

    @Override
    protected Instant now() {
        return broker.timeline().instant();
    }

    @Override
    protected void letTrade(Order order) {
        broker.timeline().advanceTo(now().plusSeconds(60));
    }
}
