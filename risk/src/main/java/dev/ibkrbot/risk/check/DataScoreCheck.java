package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.risk.RiskCheck;
import dev.ibkrbot.risk.RiskContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The data are good enough to trade on: 1, less 0.5 when the quote is older than a minute, and less 0.1 for each of bid,
 * ask, last price and volume that is missing; 0.7 is needed.
 */
final class DataScoreCheck implements RiskCheck {
    private static final int NEEDED_TENTHS = 7;
    private static final Duration STALE = Duration.ofSeconds(60);

    @Override
    public Optional<Denial> check(RiskContext context) {
        Quote quote = context.proposal().quote();
        boolean stale = Duration.between(quote.asOf(), context.book().at()).compareTo(STALE) > 0;
        int tenths = 10
                - (stale ? 5 : 0)
                - missing(quote.bid())
                - missing(quote.ask())
                - missing(quote.last())
                - (quote.volume().isEmpty() ? 1 : 0);
        if (tenths >= NEEDED_TENTHS) {
            return Optional.empty();
        }
        String what = (stale ? "stale, " : "") + quote.quality().name().toLowerCase(Locale.ROOT);
        return Optional.of(
                new Denial("quarantine", "data score 0.7", BigDecimal.valueOf(tenths, 1) + " (" + what + ")"));
    }

    private static int missing(Optional<?> value) {
        return value.isEmpty() ? 1 : 0;
    }
}
