package dev.ibkrbot.stub;

import dev.ibkrbot.broker.Broker;
import dev.ibkrbot.broker.contract.BrokerContract;
import dev.ibkrbot.broker.order.Order;
import java.time.Instant;

class StubBrokerContractTest extends BrokerContract {
    private StubBroker broker;

    @Override
    protected Broker open() {
        broker = StubBroker.builder().unknown(unknownStock().symbol()).build();
        return broker;
    }

    @Override
    protected Instant now() {
        return broker.timeline().instant();
    }

    @Override
    protected void letTrade(Order order) {
        broker.fill(order.id(), order.quantity(), order.terms().limitPrice().orElseThrow());
    }
}
