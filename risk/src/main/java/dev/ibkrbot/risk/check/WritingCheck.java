package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.risk.RiskCheck;
import dev.ibkrbot.risk.RiskContext;
import dev.ibkrbot.risk.WritingLimits;
import dev.ibkrbot.risk.sizing.Collateral;
import java.util.Optional;

/** Options are sold to open only where that is allowed, and with nothing behind them only where that is allowed too. */
final class WritingCheck implements RiskCheck {
    @Override
    public Optional<Denial> check(RiskContext context) {
        Instrument instrument = context.proposal().instrument();
        WritingLimits.Allowed allowed = context.limits().writing().allowed();
        if (!Collateral.isWritten(instrument, context.proposal().side())) {
            return Optional.empty();
        }
        if (allowed == WritingLimits.Allowed.NOTHING) {
            return Optional.of(new Denial("writing_denied", "options are bought only", "SELL " + instrument));
        }
        if (allowed == WritingLimits.Allowed.NAKED || isSecured(context)) {
            return Optional.empty();
        }
        return Optional.of(new Denial("naked", "cash, shares or another leg behind it", "SELL " + instrument));
    }

    /** Whether what it can cost is bounded, by its terms or by shares that are there. */
    static boolean isSecured(RiskContext context) {
        Instrument instrument = context.proposal().instrument();
        return Collateral.perShare(instrument).isPresent()
                || instrument instanceof OptionContract call
                        && Collateral.coveredCalls(context.book(), call).isPositive();
    }

    @Override
    public String name() {
        return "writing";
    }

    @Override
    public GateAnswer passed(RiskContext context) {
        boolean written = Collateral.isWritten(
                context.proposal().instrument(), context.proposal().side());
        return written
                ? GateAnswer.passed(
                        name(),
                        "options are sold: " + context.limits().writing().allowed(),
                        isSecured(context) ? "secured" : "naked")
                : GateAnswer.notAsked(name(), "no option is sold");
    }
}
