package dev.ibkrbot.cli.live;

import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.execution.journal.Journal;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonBody;
import dev.ibkrbot.execution.journal.JsonObject;
import dev.ibkrbot.execution.journal.RecordType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The limits that a trading date is traded with: a restart on it may tighten them and not loosen them, unless whoever
 * starts the bot says so. Every start writes down its own. Immutable.
 */
final class LimitsOfTheDay {
    /** date, acknowledged, and every limit by its key; those that are no amounts as the order of their choices. */
    private static final RecordType LIMITS = RecordType.of("limits");

    private static final List<BotConfig.DayTrades> DAY_TRADES =
            List.of(BotConfig.DayTrades.OFF, BotConfig.DayTrades.AUTO, BotConfig.DayTrades.ON);

    private final List<Limit> limits;

    /** One bound; {@code lessIsLooser} for those that let more through the smaller they are. */
    private record Limit(String key, BigDecimal value, boolean lessIsLooser) {
        boolean isLooserThan(BigDecimal before) {
            int more = value.compareTo(before);
            return lessIsLooser ? more < 0 : more > 0;
        }
    }

    LimitsOfTheDay(BotConfig config) {
        BotConfig.Risk risk = config.risk();
        BotConfig.Regime regime = risk.regime();
        this.limits = List.of(
                most("risk.max_risk_pct_per_trade", risk.maxRiskPerTrade()),
                most("risk.max_daily_loss_pct", risk.maxDailyLoss()),
                most("risk.max_position_pct", risk.maxPosition()),
                most("risk.max_open_positions", risk.maxOpenPositions()),
                most("risk.max_orders_per_minute", risk.maxOrdersPerMinute()),
                most("risk.price_collar_pct", risk.priceCollar()),
                most("risk.max_quote_age_seconds", risk.maxQuoteAge().toSeconds()),
                most("risk.max_weekly_loss_pct", regime.maxWeeklyLoss()),
                most("risk.max_exposure_pct", regime.maxExposure()),
                most("risk.max_symbol_exposure_pct", regime.maxSymbolExposure()),
                // Cash lifts the rule on day trades; margin lets unsettled cash pay, which the broker would refuse.
                most("risk.account_type", regime.accountType().ordinal()),
                least("risk.pdt", DAY_TRADES.indexOf(regime.dayTrades())),
                least("risk.pdt_window", regime.dayTradeWindow()),
                most("risk.pdt_max", regime.maxDayTrades()),
                new Limit(
                        "risk.pdt_equity_threshold",
                        new BigDecimal(regime.dayTradeEquity().amount()),
                        true),
                least("risk.pdt_ends_on", regime.dayTradesEndOn().toEpochDay()),
                most("broker.delayed_data", config.broker().delayedData() ? 1 : 0),
                most("writing.max_collateral_pct", config.writing().maxCollateral()));
    }

    private static Limit most(String key, Percent share) {
        return new Limit(key, new BigDecimal(share.fraction()), false);
    }

    private static Limit most(String key, long amount) {
        return new Limit(key, BigDecimal.valueOf(amount), false);
    }

    private static Limit least(String key, long amount) {
        return new Limit(key, BigDecimal.valueOf(amount), true);
    }

    /** Compares with what this date was last traded with, and writes these down; looser ones are refused, exit 7. */
    void require(Journal journal, LocalDate today, boolean acknowledged, Instant now) {
        Optional<JsonObject> before = lastOf(today, journal);
        List<Limit> looser = before.map(this::looserThan).orElse(List.of());
        if (!looser.isEmpty() && !acknowledged) {
            throw refused(looser, before.orElseThrow(), today);
        }
        JsonBody body = JsonBody.object()
                .text("date", today.toString())
                .flag("acknowledged", acknowledged && !looser.isEmpty());
        limits.forEach(limit -> body.text(limit.key(), limit.value().toPlainString()));
        journal.append(JournalRecord.of(now, LIMITS, body));
    }

    private static Optional<JsonObject> lastOf(LocalDate today, Journal journal) {
        Last last = new Last();
        journal.read(1, entry -> {
            if (entry.record().type().equals(LIMITS)) {
                last.body = Optional.of(entry.record().parsedBody());
            }
        });
        return last.body.filter(it -> it.requiredText("date").equals(today.toString()));
    }

    /** Confined to the reading thread. */
    private static final class Last {
        private Optional<JsonObject> body = Optional.empty();
    }

    private List<Limit> looserThan(JsonObject before) {
        return limits.stream()
                .filter(limit -> before.text(limit.key())
                        .map(BigDecimal::new)
                        .filter(limit::isLooserThan)
                        .isPresent())
                .toList();
    }

    private static CommandFailure refused(List<Limit> looser, JsonObject before, LocalDate today) {
        List<String> told = looser.stream()
                .map(it -> it.key() + " " + before.requiredText(it.key()) + " -> "
                        + it.value().toPlainString())
                .toList();
        return new CommandFailure(
                ExitCode.REFUSED_BY_RISK,
                "nothing was traded",
                "limits are looser than those that " + today + " was traded with: " + String.join(", ", told),
                "write the stricter ones until the next trading date, or say --ack-risk-change");
    }
}
