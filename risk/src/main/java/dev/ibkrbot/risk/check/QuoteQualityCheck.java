package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.risk.RiskCheck;
import dev.ibkrbot.risk.RiskContext;
import java.util.Optional;

/** The quote is live; a delayed one may do outside live trading when that is allowed, a frozen one never. */
final class QuoteQualityCheck implements RiskCheck {
    @Override
    public Optional<Denial> check(RiskContext context) {
        DataQuality quality = context.proposal().quote().quality();
        boolean delayedWillDo =
                context.limits().allowDelayed() && context.book().mode() != TradingMode.LIVE;
        if (quality == DataQuality.LIVE || (quality == DataQuality.DELAYED && delayedWillDo)) {
            return Optional.empty();
        }
        String limit = delayedWillDo ? "LIVE or DELAYED data" : "LIVE data";
        return Optional.of(new Denial("data_quality", limit, quality + " data"));
    }

    @Override
    public String name() {
        return "data_quality";
    }

    @Override
    public GateAnswer passed(RiskContext context) {
        return GateAnswer.passed(name(), "LIVE data", context.proposal().quote().quality() + " data");
    }
}
