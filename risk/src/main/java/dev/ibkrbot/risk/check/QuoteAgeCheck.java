package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.risk.RiskCheck;
import dev.ibkrbot.risk.RiskContext;
import java.time.Duration;
import java.util.Optional;

/** The quote is fresh, and not from the future: a clock that is wrong once is not believed. */
final class QuoteAgeCheck implements RiskCheck {
    @Override
    public Optional<Denial> check(RiskContext context) {
        Duration age = context.proposal().quote().age(context.book().at());
        Duration most = context.limits().maxQuoteAge();
        if (age.isNegative()) {
            return Optional.of(new Denial("future_quote", Figures.age(Duration.ZERO), Figures.age(age)));
        }
        if (age.compareTo(most) > 0) {
            return Optional.of(new Denial("stale_quote", Figures.age(most), Figures.age(age)));
        }
        return Optional.empty();
    }

    @Override
    public String name() {
        return "quote_age";
    }

    @Override
    public GateAnswer passed(RiskContext context) {
        return GateAnswer.passed(
                name(),
                Figures.age(context.limits().maxQuoteAge()),
                Figures.age(context.proposal().quote().age(context.book().at())));
    }
}
