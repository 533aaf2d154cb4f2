package dev.ibkrbot.ibkr;

import dev.ibkrbot.ibkr.order.OrderDesk;
import dev.ibkrbot.ibkr.request.AccountDesk;
import dev.ibkrbot.ibkr.request.Calls;
import dev.ibkrbot.ibkr.request.ContractBook;
import dev.ibkrbot.ibkr.request.OrderQueries;
import dev.ibkrbot.ibkr.wire.AccountMessage;
import dev.ibkrbot.ibkr.wire.ContractMessage;
import dev.ibkrbot.ibkr.wire.HistoryMessage;
import dev.ibkrbot.ibkr.wire.InboundHandler;
import dev.ibkrbot.ibkr.wire.MarketMessage;
import dev.ibkrbot.ibkr.wire.OrderMessage;
import dev.ibkrbot.ibkr.wire.SessionMessage;

/**
 * Gives each message to whoever waits for it: by number where it carries one. Order messages go to the desk first, so that
 * a list is complete only after its orders are known. Guarded by the broker's lock.
 */
final class Switchboard implements InboundHandler {
    private final Calls calls;
    private final ContractBook book;
    private final AccountDesk accounts;
    private final OrderQueries queries;
    private final OrderDesk orders;

    Switchboard(Calls calls, ContractBook book, AccountDesk accounts, OrderQueries queries, OrderDesk orders) {
        this.calls = calls;
        this.book = book;
        this.accounts = accounts;
        this.queries = queries;
        this.orders = orders;
    }

    @Override
    public void on(SessionMessage.NextValidId message) {
        orders.on(message);
    }

    @Override
    public void on(MarketMessage.TickPrice message) {
        calls.handler(message.requestId()).on(message);
    }

    @Override
    public void on(MarketMessage.TickSize message) {
        calls.handler(message.requestId()).on(message);
    }

    @Override
    public void on(MarketMessage.TickGeneric message) {
        calls.handler(message.requestId()).on(message);
    }

    @Override
    public void on(MarketMessage.TickText message) {
        calls.handler(message.requestId()).on(message);
    }

    @Override
    public void on(MarketMessage.TickGreeks message) {
        calls.handler(message.requestId()).on(message);
    }

    @Override
    public void on(MarketMessage.TickRules message) {
        calls.handler(message.requestId()).on(message);
    }

    @Override
    public void on(MarketMessage.DataType message) {
        calls.handler(message.requestId()).on(message);
    }

    @Override
    public void on(MarketMessage.SnapshotEnd message) {
        calls.handler(message.requestId()).on(message);
    }

    @Override
    public void on(ContractMessage.Details message) {
        calls.handler(message.requestId()).on(message);
    }

    @Override
    public void on(ContractMessage.DetailsEnd message) {
        calls.handler(message.requestId()).on(message);
    }

    @Override
    public void on(ContractMessage.OptionParameters message) {
        calls.handler(message.requestId()).on(message);
    }

    @Override
    public void on(ContractMessage.OptionParametersEnd message) {
        calls.handler(message.requestId()).on(message);
    }

    @Override
    public void on(ContractMessage.MarketRule message) {
        book.on(message);
    }

    @Override
    public void on(HistoryMessage.Bars message) {
        calls.handler(message.requestId()).on(message);
    }

    @Override
    public void on(HistoryMessage.BarsEnd message) {
        calls.handler(message.requestId()).on(message);
    }

    @Override
    public void on(HistoryMessage.HeadTimestamp message) {
        calls.handler(message.requestId()).on(message);
    }

    @Override
    public void on(AccountMessage.Summary message) {
        calls.handler(message.requestId()).on(message);
    }

    @Override
    public void on(AccountMessage.SummaryEnd message) {
        calls.handler(message.requestId()).on(message);
    }

    @Override
    public void on(AccountMessage.ProfitAndLoss message) {
        calls.handler(message.requestId()).on(message);
    }

    @Override
    public void on(AccountMessage.PositionLine message) {
        accounts.on(message);
    }

    @Override
    public void on(AccountMessage.PositionsEnd message) {
        accounts.on(message);
    }

    @Override
    public void on(OrderMessage.Status message) {
        orders.on(message);
        queries.on(message);
    }

    @Override
    public void on(OrderMessage.Open message) {
        orders.on(message);
        queries.on(message);
    }

    @Override
    public void on(OrderMessage.OpenEnd message) {
        queries.on(message);
    }

    @Override
    public void on(OrderMessage.Completed message) {
        queries.on(message);
    }

    @Override
    public void on(OrderMessage.CompletedEnd message) {
        queries.on(message);
    }

    @Override
    public void on(OrderMessage.Fill message) {
        orders.on(message);
        calls.handler(message.requestId()).on(message);
    }

    @Override
    public void on(OrderMessage.FillsEnd message) {
        calls.handler(message.requestId()).on(message);
    }

    @Override
    public void on(OrderMessage.Commission message) {
        orders.on(message);
    }
}
