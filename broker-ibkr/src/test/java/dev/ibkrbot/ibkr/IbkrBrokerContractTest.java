package dev.ibkrbot.ibkr;

import dev.ibkrbot.broker.Broker;
import dev.ibkrbot.broker.contract.BrokerContract;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.ibkr.session.SessionObserver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** The contract over a loopback socket, with the simulated exchange at the other end. */
class IbkrBrokerContractTest extends BrokerContract {
    private final List<Loopback> gateways = new ArrayList<>();

    private Loopback latest() {
        return gateways.get(gateways.size() - 1);
    }

    @Override
    protected Broker open() {
        gateways.add(new Loopback());
        return latest().broker(latest().settings(TradingMode.PAPER), SessionObserver.NONE);
    }

    @Override
    protected Instant now() {
        return latest().gateway.now();
    }

    @Override
    protected void letTrade(Order order) {
        latest().gateway.advanceTo(now().plusSeconds(60));
    }

    @AfterEach
    void closeGateways() {
        gateways.forEach(Loopback::close);
    }
}
