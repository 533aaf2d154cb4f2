package dev.ibkrbot.ibkr;

import dev.ibkrbot.broker.Broker;
import dev.ibkrbot.broker.contract.BrokerContract;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.ibkr.jar.StandIn;
import dev.ibkrbot.ibkr.jar.TwsApi;
import dev.ibkrbot.ibkr.session.SessionObserver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** The contract over a stand-in for TwsApi.jar, which talks to the simulated gateway. */
abstract class JarContract extends BrokerContract {
    private final List<Loopback> gateways = new ArrayList<>();
    private final TwsApi api;

    JarContract(int clientVersion) {
        api = TwsApi.load(List.of(StandIn.of(clientVersion)));
    }

    private Loopback latest() {
        return gateways.get(gateways.size() - 1);
    }

    @Override
    protected Broker open() {
        gateways.add(new Loopback());
        return latest().broker(latest().settings(TradingMode.PAPER).withJar(api), SessionObserver.NONE);
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
