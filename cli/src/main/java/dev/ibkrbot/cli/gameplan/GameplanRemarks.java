package dev.ibkrbot.cli.gameplan;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.strategy.gameplan.EntryHours;
import dev.ibkrbot.strategy.gameplan.Gameplan;
import dev.ibkrbot.strategy.gameplan.VixGate;
import dev.ibkrbot.strategy.regime.DayStrategy;
import dev.ibkrbot.strategy.regime.Regime;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Says of a plan that can be used what its author may not expect of it. Confined to one reading. */
final class GameplanRemarks {
    private static final String NOTHING = "nothing is entered: ";
    private static final int LONGEST_OPTION_DAYS = 1200;
    /** What no rule reads. */
    private static final List<String> WORDS = List.of(
            "bias",
            "expected_behavior",
            "vix_source_verified",
            "geo_risk",
            "key_levels",
            "catalysts",
            "cro_conditions",
            "scorecard");

    private static final List<String> TUNING_WORDS = List.of("vwap_condition", "premium_gate");
    private static final List<String> TUNING_OF_A = List.of("ema_fast", "ema_slow", "rsi_min", "rsi_max");

    private final Gameplan plan;
    private final Fields fields;
    private final Fields tuning;

    private GameplanRemarks(Gameplan plan, Fields fields) {
        this.plan = plan;
        this.fields = fields;
        this.tuning = fields.object("strategy_parameters");
    }

    /** Notes all there is to say. */
    static void on(Gameplan plan, Fields fields) {
        GameplanRemarks remarks = new GameplanRemarks(plan, fields);
        remarks.ignored();
        remarks.date();
        if (plan.strategy() != DayStrategy.C) {
            remarks.index();
            remarks.exits();
            remarks.hours();
            remarks.entersNothing();
        }
    }

    private void ignored() {
        List<String> words = Stream.concat(
                        WORDS.stream().filter(fields::says),
                        TUNING_WORDS.stream().filter(tuning::says).map(name -> "strategy_parameters." + name))
                .toList();
        if (!words.isEmpty()) {
            fields.note("", "for people, read by no rule: " + String.join(", ", words));
        }
        List<String> others = plan.strategy() == DayStrategy.B
                ? TUNING_OF_A.stream().filter(tuning::says).toList()
                : List.of();
        if (!others.isEmpty()) {
            fields.note("strategy_parameters", "strategy B does not use " + String.join(", ", others));
        }
        if (plan.strategy() == DayStrategy.C && fields.says("strategy_parameters")) {
            fields.note("strategy_parameters", "strategy C uses none");
        }
    }

    private void date() {
        MarketCalendar calendar = MarketCalendar.nyse();
        if (!calendar.covers(plan.date()) || !calendar.isTradingDay(plan.date())) {
            fields.note("date", plan.date() + " is no trading day");
        }
        String digits = plan.date().toString().replace("-", "");
        if (!plan.sessionId().startsWith("gauntlet_" + digits + "_")) {
            fields.note("session_id", plan.sessionId() + " names another date than " + plan.date());
        }
        if (plan.strategy() != DayStrategy.C && fields.object("data_quality").isNull("last_verified")) {
            fields.note("data_quality.last_verified", "nobody has verified the data");
        }
    }

    private void index() {
        if (plan.vixGate().isEmpty() && plan.tuning().vixCeiling().isEmpty()) {
            fields.note(
                    "vix_gate", "without it, or a vix_ceiling, the volatility index keeps nothing from being entered");
        }
        DayStrategy seen = usual(Regime.of(plan.vixAtAnalysis()));
        if (seen != plan.strategy()) {
            String level = plan.vixAtAnalysis().isPresent()
                    ? String.valueOf(plan.vixAtAnalysis().getAsDouble())
                    : "an unknown index";
            fields.note(
                    "vix_at_analysis",
                    level + " calls for strategy " + seen + ", and the plan says " + plan.strategy());
        }
        DayStrategy told = usual(plan.regime());
        if (told != plan.strategy()) {
            fields.note(
                    "regime", plan.regime() + " calls for strategy " + told + ", and the plan says " + plan.strategy());
        }
    }

    private static DayStrategy usual(Regime regime) {
        return switch (regime) {
            case COMPLACENCY, NORMAL -> DayStrategy.A;
            case ELEVATED -> DayStrategy.B;
            case CRISIS, ERROR -> DayStrategy.C;
        };
    }

    private static DayStrategy usual(String regime) {
        return switch (regime.toUpperCase(Locale.ROOT)) {
            case "COMPLACENCY", "NORMAL" -> DayStrategy.A;
            case "ELEVATED" -> DayStrategy.B;
            default -> DayStrategy.C;
        };
    }

    private void exits() {
        if (plan.tuning().withoutTakeProfit()) {
            tuning.note("take_profit_pct", "null takes no profit: stop, time and expiration alone end a trade");
        }
        plan.tuning()
                .takeProfit()
                .filter(gain -> gain.compareTo(Percent.HUNDRED) > 0)
                .ifPresent(gain -> tuning.note("take_profit_pct", "is a fraction: this is a gain of " + gain));
        if (plan.limits().maxPivots() == 0) {
            fields.note(
                    "hard_limits.max_intraday_pivots", "0 counts as 1: the first change of strategy ends the entries");
        }
    }

    private void hours() {
        EntryHours hours = plan.entryHours().orElse(EntryHours.REGULAR);
        LocalTime open = EntryHours.REGULAR.start();
        LocalTime close = EntryHours.REGULAR.end();
        if (hours.end().isBefore(open) || !hours.start().isBefore(close)) {
            fields.note(
                    "entry_window_start",
                    NOTHING + hours.start() + " to " + hours.end() + " is outside 09:30 to 16:00");
        } else if (hours.start().isBefore(open) || hours.end().isAfter(close)) {
            fields.note("entry_window_start", "regular hours, 09:30 to 16:00, bound the entry hours");
        }
        LocalTime check = plan.vixGate().map(VixGate::checkTime).orElse(hours.start());
        if (check.isAfter(hours.end()) || !check.isBefore(close)) {
            fields.note("vix_gate.check_time", NOTHING + check + " is after the entry hours");
        }
    }

    private void entersNothing() {
        if (!fields.says("position_size_multiplier")) {
            fields.note("position_size_multiplier", "left out, the whole of the usual size is traded");
        }
        if (!fields.says("max_risk_per_trade")) {
            fields.note(
                    "max_risk_per_trade",
                    "left out, a contract may cost " + plan.affordability().budget());
        }
        if (!plan.size().isPositive()) {
            fields.note("position_size_multiplier", NOTHING + "the size is 0");
        }
        if (plan.affordability().ceiling().isZero()) {
            fields.note("max_risk_ceiling", NOTHING + "a contract may cost 0");
        }
        if (plan.tuning().maxPremium().filter(it -> it.isZero()).isPresent()) {
            tuning.note("premium_max_usd", NOTHING + "a contract may cost 0");
        }
        plan.tuning().minDte().stream()
                .filter(days -> days > LONGEST_OPTION_DAYS)
                .forEach(days -> tuning.note("min_dte", NOTHING + "no option is listed for " + days + " days"));
        if (plan.limits().maxPosition().filter(it -> it.isZero()).isPresent()) {
            fields.note("hard_limits.max_single_position", NOTHING + "a position may cost 0");
        }
        if (plan.limits().dayTradesLeft() == 0) {
            fields.note("hard_limits.pdt_trades_remaining", NOTHING + "no day trade is left");
        }
        if (plan.limits().governorActive()) {
            fields.note("hard_limits.weekly_drawdown_governor_active", NOTHING + "the week has lost too much");
        }
        if (plan.earningsBlackout().containsAll(plan.symbols())) {
            fields.note("earnings_blackout", NOTHING + "it has every symbol of the plan");
        }
    }
}
