package dev.ibkrbot.risk.check;

import dev.ibkrbot.risk.RiskCheck;
import java.util.List;

/** The checks every entry must pass. */
public final class StandardChecks {
    private static final List<RiskCheck> IN_ORDER = List.of(
            new EquityKnownCheck(),
            new AccountAgeCheck(),
            new CurrencyCheck(),
            new DailyLossCheck(),
            new WeeklyLossCheck(),
            new LatchCheck(),
            new DayTradingCheck(),
            new DuplicatePositionCheck(),
            new WorkingOrderCheck(),
            new OpposingOrderCheck(),
            new OpenPositionsCheck(),
            new OrderRateCheck(),
            new QuoteSidesCheck(),
            new QuoteAgeCheck(),
            new QuoteQualityCheck(),
            new DataScoreCheck(),
            new PriceCollarCheck(),
            new WritingCheck(),
            new BoundedLossCheck(),
            new CashKnownCheck(),
            new SizeCheck(),
            new CashCheck());

    private static final List<StandingCheck> STANDING = IN_ORDER.stream()
            .filter(StandingCheck.class::isInstance)
            .map(StandingCheck.class::cast)
            .toList();

    private StandardChecks() {}

    /**
     * In the order of their denials: account (equity_unknown, account_stale, currency, daily_loss,
     * weekly_governor_active, a latch's code, pdt_limit_reached), exposure
     * (duplicate_position, working_order, opposing_order, max_open_positions, order_rate), quote (one_sided_quote or
     * crossed_quote, stale_quote or future_quote, data_quality, quarantine, price_collar), size (writing_denied or
     * naked, unbounded_loss, cash_unknown,
     * size_zero, insufficient_cash). Unmodifiable; thread-safe.
     */
    public static List<RiskCheck> inOrder() {
        return IN_ORDER;
    }

    /** Those that need no proposal, in their order. Unmodifiable; thread-safe. */
    public static List<StandingCheck> standing() {
        return STANDING;
    }
}
