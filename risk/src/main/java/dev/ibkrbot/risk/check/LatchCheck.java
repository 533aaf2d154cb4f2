package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.risk.RiskContext;
import dev.ibkrbot.risk.RiskLimits;
import java.util.Optional;

/** No limit that was reached earlier still stands: a better figure of later does not lift it. */
final class LatchCheck implements StandingCheck {
    @Override
    public Optional<Denial> standing(TradingBook book, RiskLimits limits) {
        return book.memory().latches().stream()
                .filter(latch -> book.tradingDate().isBefore(latch.until()))
                .map(latch -> new Denial(latch.code(), "stands until " + latch.until(), latch.detail()))
                .findFirst();
    }

    @Override
    public String name() {
        return "latches";
    }

    @Override
    public GateAnswer passed(RiskContext context) {
        return GateAnswer.passed(name(), "no limit stands", "none");
    }
}
