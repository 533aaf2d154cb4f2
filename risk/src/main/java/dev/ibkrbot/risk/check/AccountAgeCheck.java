package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.risk.RiskCheck;
import dev.ibkrbot.risk.RiskContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The account snapshot is recent and not from the future. An unknown account is {@link EquityKnownCheck}'s. */
final class AccountAgeCheck implements RiskCheck {
    @Override
    public Optional<Denial> check(RiskContext context) {
        Instant at = context.book().at();
        Duration most = context.limits().maxAccountAge();
        return context.book()
                .account()
                .map(account -> Duration.between(account.asOf(), at))
                .filter(age -> age.isNegative() || age.compareTo(most) > 0)
                .map(age -> new Denial("account_stale", Figures.age(most), Figures.age(age)));
    }

    @Override
    public String name() {
        return "account_age";
    }

    @Override
    public GateAnswer passed(RiskContext context) {
        return context.book()
                .account()
                .map(account -> GateAnswer.passed(
                        name(),
                        Figures.age(context.limits().maxAccountAge()),
                        Figures.age(
                                Duration.between(account.asOf(), context.book().at()))))
                .orElseGet(() -> GateAnswer.notAsked(name(), "account unknown"));
    }
}
