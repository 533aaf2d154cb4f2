package dev.ibkrbot.ibkr.wire;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Accounts and positions. Stateless. */
final class AccountDecoder {
    private AccountDecoder() {}

    static Inbound value(FieldReader in) {
        in.skip(1);
        return new AccountMessage.Value(in.readText(), in.readText(), in.readText(), in.readText());
    }

    static Inbound holding(FieldReader in) {
        in.skip(1);
        int conId = in.readInt();
        String symbol = in.readText();
        String secType = in.readText();
        String lastTradeDate = in.readText();
        Optional<BigDecimal> strike = ContractDecoder.strike(in);
        String right = ContractDecoder.right(in);
        String multiplier = in.readText();
        String primaryExchange = in.readText();
        String currency = in.readText();
        String localSymbol = in.readText();
        String tradingClass = in.readText();
        WireContract contract = new WireContract(
                conId,
                symbol,
                secType,
                lastTradeDate,
                strike,
                right,
                multiplier,
                "",
                primaryExchange,
                currency,
                localSymbol,
                tradingClass,
                List.of());
        return new AccountMessage.Holding(
                contract,
                in.requireDecimal(),
                in.readDouble(),
                in.readDouble(),
                in.readDecimal(),
                in.readDecimal(),
                in.readDecimal(),
                in.readText());
    }

    static Inbound updateTime(FieldReader in) {
        in.skip(1);
        return new AccountMessage.UpdateTime(in.readText());
    }

    static Inbound downloadEnd(FieldReader in) {
        in.skip(1);
        return new AccountMessage.DownloadEnd(in.readText());
    }

    static Inbound summary(FieldReader in) {
        in.skip(1);
        return new AccountMessage.Summary(in.requireInt(), in.readText(), in.readText(), in.readText(), in.readText());
    }

    static Inbound summaryEnd(FieldReader in) {
        in.skip(1);
        return new AccountMessage.SummaryEnd(in.requireInt());
    }

    static Inbound position(FieldReader in) {
        in.skip(1);
        return new AccountMessage.PositionLine(
                in.readText(), ContractDecoder.received(in), in.requireDecimal(), in.readDecimal());
    }

    static Inbound positionsEnd(FieldReader in) {
        in.skipTail(1);
        return new AccountMessage.PositionsEnd();
    }

    static Inbound profitAndLoss(FieldReader in) {
        return new AccountMessage.ProfitAndLoss(in.requireInt(), in.readDecimal(), in.readDecimal(), in.readDecimal());
    }

    static Inbound contractProfitAndLoss(FieldReader in) {
        return new AccountMessage.ContractProfitAndLoss(
                in.requireInt(),
                in.requireDecimal(),
                in.readDecimal(),
                in.readDecimal(),
                in.readDecimal(),
                in.readDecimal());
    }
}
