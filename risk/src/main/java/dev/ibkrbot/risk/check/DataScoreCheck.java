package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.risk.RiskCheck;
import dev.ibkrbot.risk.RiskContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The data are good enough to trade on: 1, less 0.5 when the quote is older than a minute, and less 0.1 for each of bid,
 * ask, last price and volume that is missing, or nothing in the case of volume; 0.7 is needed.
 */
final class DataScoreCheck implements RiskCheck {
    private static final int NEEDED_TENTHS = 7;
    private static final String LIMIT = "data score 0.7";
    private static final Duration STALE = Duration.ofSeconds(60);

    @Override
    public Optional<Denial> check(RiskContext context) {
        int tenths = tenths(context);
        return tenths >= NEEDED_TENTHS
                ? Optional.empty()
                : Optional.of(new Denial("quarantine", LIMIT, told(context, tenths)));
    }

    private static int tenths(RiskContext context) {
        Quote quote = context.proposal().quote();
        return 10
                - (isStale(context) ? 5 : 0)
                - missing(quote.bid())
                - missing(quote.ask())
                - missing(quote.last())
                - (hasVolume(quote) ? 0 : 1);
    }

    private static boolean isStale(RiskContext context) {
        Instant quoted = context.proposal().quote().asOf();
        return Duration.between(quoted, context.book().at()).compareTo(STALE) > 0;
    }

    private static boolean hasVolume(Quote quote) {
        return quote.volume().orElse(0) > 0;
    }

    private static int missing(Optional<?> value) {
        return value.isEmpty() ? 1 : 0;
    }

    /** "0.4 (stale, delayed, no volume)": the score with what it lost points for. */
    private static String told(RiskContext context, int tenths) {
        Quote quote = context.proposal().quote();
        List<String> parts = new ArrayList<>();
        if (isStale(context)) {
            parts.add("stale");
        }
        parts.add(quote.quality().name().toLowerCase(Locale.ROOT));
        Map<String, Boolean> there = new LinkedHashMap<>();
        there.put("bid", quote.bid().isPresent());
        there.put("ask", quote.ask().isPresent());
        there.put("last", quote.last().isPresent());
        there.put("volume", hasVolume(quote));
        there.forEach((part, present) -> {
            if (!present) {
                parts.add("no " + part);
            }
        });
        return BigDecimal.valueOf(tenths, 1) + " (" + String.join(", ", parts) + ")";
    }

    @Override
    public String name() {
        return "data_score";
    }

    @Override
    public GateAnswer passed(RiskContext context) {
        return GateAnswer.passed(name(), LIMIT, told(context, tenths(context)));
    }
}
