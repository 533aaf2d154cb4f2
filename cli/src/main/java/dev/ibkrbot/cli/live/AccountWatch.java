package dev.ibkrbot.cli.live;

import dev.ibkrbot.broker.Broker;
import dev.ibkrbot.broker.BrokerListener;
import dev.ibkrbot.broker.BrokerNotice;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.account.AccountId;
import dev.ibkrbot.broker.account.OptionSettlement;
import dev.ibkrbot.broker.order.OrderEvent;
import java.util.function.Consumer;

/**
 * Stands before the engine: a gateway that comes back with another account never counts as ready, and what it says
 * beside order events is told. Called on the broker's thread.
 */
final class AccountWatch implements BrokerListener {
    private final Broker broker;
    private final AccountId account;
    private final BrokerListener engine;
    private final Consumer<BrokerNotice> notices;
    private final Consumer<AccountId> otherAccount;

    AccountWatch(
            Broker broker, BrokerListener engine, Consumer<BrokerNotice> notices, Consumer<AccountId> otherAccount) {
        this.broker = broker;
        this.account = broker.accounts().account();
        this.engine = engine;
        this.notices = notices;
        this.otherAccount = otherAccount;
    }

    @Override
    public void onOrderEvent(OrderEvent event) {
        engine.onOrderEvent(event);
    }

    @Override
    public void onConnection(ConnectionState state) {
        if (state == ConnectionState.READY && !broker.accounts().account().equals(account)) {
            otherAccount.accept(broker.accounts().account());
        } else {
            engine.onConnection(state);
        }
    }

    @Override
    public void onSettlement(OptionSettlement settlement) {
        engine.onSettlement(settlement);
    }

    @Override
    public void onNotice(BrokerNotice notice) {
        notices.accept(notice);
        engine.onNotice(notice);
    }
}
