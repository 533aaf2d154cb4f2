package dev.ibkrbot.ibkr.wire;

/**
 * Takes messages by type. What is not overridden goes to {@link #other}, which does nothing. Called by whoever
 * delivers; says nothing about threads.
 */
public interface InboundHandler {
    /** Whatever has no handler of its own. */
    default void other(Inbound message) {}

    default void on(SessionMessage.NextValidId message) {
        other(message);
    }

    default void on(SessionMessage.ManagedAccounts message) {
        other(message);
    }

    default void on(SessionMessage.CurrentTime message) {
        other(message);
    }

    default void on(SessionMessage.Notice message) {
        other(message);
    }

    default void on(SessionMessage.Unknown message) {
        other(message);
    }

    default void on(MarketMessage.TickPrice message) {
        other(message);
    }

    default void on(MarketMessage.TickSize message) {
        other(message);
    }

    default void on(MarketMessage.TickGeneric message) {
        other(message);
    }

    default void on(MarketMessage.TickText message) {
        other(message);
    }

    default void on(MarketMessage.TickGreeks message) {
        other(message);
    }

    default void on(MarketMessage.TickRules message) {
        other(message);
    }

    default void on(MarketMessage.DataType message) {
        other(message);
    }

    default void on(MarketMessage.SnapshotEnd message) {
        other(message);
    }

    default void on(ContractMessage.Details message) {
        other(message);
    }

    default void on(ContractMessage.DetailsEnd message) {
        other(message);
    }

    default void on(ContractMessage.OptionParameters message) {
        other(message);
    }

    default void on(ContractMessage.OptionParametersEnd message) {
        other(message);
    }

    default void on(ContractMessage.MarketRule message) {
        other(message);
    }

    default void on(HistoryMessage.Bars message) {
        other(message);
    }

    default void on(HistoryMessage.BarsEnd message) {
        other(message);
    }

    default void on(HistoryMessage.BarUpdate message) {
        other(message);
    }

    default void on(HistoryMessage.HeadTimestamp message) {
        other(message);
    }

    default void on(AccountMessage.Value message) {
        other(message);
    }

    default void on(AccountMessage.Holding message) {
        other(message);
    }

    default void on(AccountMessage.UpdateTime message) {
        other(message);
    }

    default void on(AccountMessage.DownloadEnd message) {
        other(message);
    }

    default void on(AccountMessage.Summary message) {
        other(message);
    }

    default void on(AccountMessage.SummaryEnd message) {
        other(message);
    }

    default void on(AccountMessage.PositionLine message) {
        other(message);
    }

    default void on(AccountMessage.PositionsEnd message) {
        other(message);
    }

    default void on(AccountMessage.ProfitAndLoss message) {
        other(message);
    }

    default void on(AccountMessage.ContractProfitAndLoss message) {
        other(message);
    }

    default void on(OrderMessage.Status message) {
        other(message);
    }

    default void on(OrderMessage.Open message) {
        other(message);
    }

    default void on(OrderMessage.OpenEnd message) {
        other(message);
    }

    default void on(OrderMessage.Completed message) {
        other(message);
    }

    default void on(OrderMessage.CompletedEnd message) {
        other(message);
    }

    default void on(OrderMessage.Fill message) {
        other(message);
    }

    default void on(OrderMessage.FillsEnd message) {
        other(message);
    }

    default void on(OrderMessage.Commission message) {
        other(message);
    }
}
