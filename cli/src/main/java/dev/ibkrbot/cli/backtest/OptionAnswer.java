package dev.ibkrbot.cli.backtest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ibkrbot.execution.option.Attribution;
import dev.ibkrbot.execution.option.OptionBucket;
import dev.ibkrbot.execution.option.OptionPerformance;
import dev.ibkrbot.execution.option.PremiumSum;
import dev.ibkrbot.execution.option.RollChain;
import dev.ibkrbot.execution.order.ClosedTrade;
import java.util.List;

/** Puts what option trades came to into a JSON answer: exact money as text, estimates as numbers. */
final class OptionAnswer {
    private OptionAnswer() {}

    static void addTo(ObjectNode node, OptionPerformance options) {
        ArrayNode premium = node.putArray("premium");
        for (PremiumSum sum : options.premium()) {
            premium.addObject()
                    .put("opened", sum.written() ? "written" : "bought")
                    .put("trades", sum.trades())
                    .put("atOpening", sum.opened().amount())
                    .put("atEnd", sum.closed().amount())
                    .put("fees", sum.fees().amount())
                    .put("kept", sum.net().amount());
        }
        addBuckets(node.putArray("byDays"), options.byDays());
        addBuckets(node.putArray("byDelta"), options.byDelta());
        ArrayNode rolls = node.putArray("rolls");
        for (RollChain chain : options.rolls()) {
            ObjectNode row = rolls.addObject()
                    .put("credit", chain.rollCredit().amount())
                    .put("net", chain.net().amount());
            ArrayNode trades = row.putArray("trades");
            chain.trades().forEach(trade -> trades.add(trade.signalId().value()));
        }
        node.put("unfinishedRolls", options.unfinishedRolls());
        ArrayNode delivered = node.putArray("delivered");
        for (ClosedTrade trade : options.delivered()) {
            delivered
                    .addObject()
                    .put("trade", trade.signalId().value())
                    .put("reason", trade.reason().code())
                    .put("net", trade.net().amount());
        }
        options.attribution().ifPresent(sum -> addTo(node.putObject("attribution"), sum));
    }

    private static void addTo(ObjectNode node, Attribution sum) {
        node.put("delta", sum.delta())
                .put("theta", sum.theta())
                .put("vega", sum.vega())
                .put("crossing", sum.crossing())
                .put("handedOver", sum.handedOver())
                .put("unexplained", sum.unexplained())
                .put("fees", sum.fees().amount())
                .put("net", sum.net().amount())
                .put("trades", sum.trades())
                .put("withoutGreeks", sum.unmarked());
    }

    private static void addBuckets(ArrayNode rows, List<OptionBucket> buckets) {
        for (OptionBucket bucket : buckets) {
            rows.addObject()
                    .put("opened", bucket.written() ? "written" : "bought")
                    .put("bucket", bucket.name())
                    .put("trades", bucket.trades())
                    .put("wins", bucket.wins())
                    .put("net", bucket.net().amount());
        }
    }
}
