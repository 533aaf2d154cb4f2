package dev.ibkrbot.risk.gate;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.order.ApprovalDigest;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.value.IsoTime;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Quantity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The one way to write down what was approved, so that the same approval has the same digest everywhere. Each field
 * is a line of name, length and value; the length keeps a value from passing for two fields. Immutable.
 */
record ApprovalText(String text) {
    private static final String VERSION = "ibkrbot-approval-1";
    private static final String CUSTODY = "ibkrbot-custody-1";
    private static final int LIKELY_LENGTH = 320;

    static ApprovalText of(TradeProposal proposal, Quantity quantity, Instant expires) {
        StringBuilder out = new StringBuilder(LIKELY_LENGTH).append(VERSION).append('\n');
        field(out, "signal", proposal.signalId().value());
        field(out, "instrument", identity(proposal.instrument()));
        field(out, "side", proposal.side().name());
        field(out, "limit", proposal.limit().toString());
        field(out, "takeProfit", text(proposal.exits().takeProfit()));
        field(out, "stopLoss", text(proposal.exits().stopLoss()));
        field(out, "quantity", quantity.toString());
        field(out, "expires", IsoTime.text(expires));
        return new ApprovalText(out.toString());
    }

    /** Of exits for a position that was found: another word in front, so that it never passes for an entry's. */
    static ApprovalText ofCustody(SignalId trade, Position found, ExitPlan exits, Instant at) {
        StringBuilder out = new StringBuilder(LIKELY_LENGTH).append(CUSTODY).append('\n');
        field(out, "trade", trade.value());
        field(out, "instrument", identity(found.instrument()));
        field(out, "held", found.quantity().toString());
        field(out, "averagePrice", found.averagePrice().toString());
        field(out, "takeProfit", text(exits.takeProfit()));
        field(out, "stopLoss", text(exits.stopLoss()));
        field(out, "at", IsoTime.text(at));
        return new ApprovalText(out.toString());
    }

    /** SHA-256 of the text in UTF-8. */
    ApprovalDigest digest() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new ApprovalDigest(HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void field(StringBuilder out, String name, String value) {
        out.append(name)
                .append(' ')
                .append(value.length())
                .append(' ')
                .append(value)
                .append('\n');
    }

    private static String text(Optional<Percent> share) {
        return share.map(Percent::toString).orElse("none");
    }

    private static String identity(Instrument instrument) {
        return instrument.match(
                stock -> "stock/" + stock.symbol() + "/" + stock.currency(),
                index -> "index/" + index.symbol() + "/" + index.currency(),
                ApprovalText::identity,
                ApprovalText::identity);
    }

    private static String identity(OptionContract option) {
        return String.join(
                "/",
                "option",
                option.underlying().value(),
                option.expiration().toString(),
                option.strike().toString(),
                option.right().name(),
                Integer.toString(option.multiplier()),
                option.tradingClass(),
                option.style().name(),
                option.settlement().name(),
                option.currency().code());
    }

    private static String identity(Combo combo) {
        StringBuilder out = new StringBuilder("combo/" + combo.underlying() + "/" + combo.currency());
        combo.legs()
                .forEach(leg -> out.append(" ").append(leg.ratio()).append("*").append(identity(leg.instrument())));
        return out.toString();
    }
}
