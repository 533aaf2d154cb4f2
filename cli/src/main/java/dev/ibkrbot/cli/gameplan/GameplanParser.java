package dev.ibkrbot.cli.gameplan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.strategy.gameplan.Affordability;
import dev.ibkrbot.strategy.gameplan.EntryHours;
import dev.ibkrbot.strategy.gameplan.Gameplan;
import dev.ibkrbot.strategy.gameplan.HardLimits;
import dev.ibkrbot.strategy.gameplan.Tuning;
import dev.ibkrbot.strategy.gameplan.VixGate;
import dev.ibkrbot.strategy.regime.DayStrategy;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Turns one JSON object into a gameplan, or says everything that is wrong with it. Confined to one reading. */
final class GameplanParser {
    private static final List<String> REGIMES =
            List.of("complacency", "normal", "elevated", "high_volatility", "crisis", "unknown");
    private static final int MOST_SYMBOLS = 2;
    private static final int MOST_DAY_TRADES = 3;
    static final int MOST = 1_000_000;

    private final GameplanRules rules;
    private final List<GameplanProblem> problems;

    GameplanParser(GameplanRules rules, List<GameplanProblem> problems) {
        this.rules = rules;
        this.problems = problems;
    }

    /** The plan; absent when there is a fatal problem. */
    Optional<Gameplan> parse(JsonNode root) {
        Fields plan = new Fields(root, "", problems)
                .need(
                        "date",
                        "session_id",
                        "regime",
                        "strategy",
                        "symbols",
                        "operator_id",
                        "hard_limits",
                        "data_quality");
        Optional<LocalDate> date = date(plan);
        Optional<String> session = plan.text("session_id", "gauntlet_[0-9]{8}_[0-9]{4}", "gauntlet_YYYYMMDD_HHMM");
        Optional<String> regime = plan.oneOf("regime", REGIMES);
        Optional<DayStrategy> strategy =
                plan.oneOf("strategy", List.of("A", "B", "C")).map(DayStrategy::valueOf);
        List<Symbol> symbols = symbols(plan, strategy);
        List<Symbol> blackout = blackout(plan);
        Optional<String> operator = operator(plan);
        boolean quarantined = dataQuality(plan);
        Optional<HardLimits> limits = hardLimits(plan);
        Fields strategyParameters = plan.object("strategy_parameters");
        Optional<EntryHours> hours = entryHours(plan, strategyParameters);
        Optional<VixGate> gate = vixGate(plan);
        Affordability affordability = affordability(plan);
        Tuning tuning = TuningParser.parse(strategyParameters, strategy);
        Percent size = plan.fraction("position_size_multiplier").orElse(Percent.HUNDRED);
        OptionalDouble vix =
                plan.isNull("vix_at_analysis") ? OptionalDouble.empty() : plan.real("vix_at_analysis", 0, MOST);
        String message = plan.text("alert_message").orElse("");
        words(plan);
        plan.noOthers();
        if (problems.stream().anyMatch(GameplanProblem::fatal)) {
            return Optional.empty();
        }
        Gameplan parsed = new Gameplan(
                date.orElseThrow(),
                session.orElseThrow(),
                regime.orElseThrow(),
                strategy.orElseThrow(),
                symbols,
                blackout,
                operator.orElseThrow(),
                size,
                vix,
                quarantined,
                limits.orElseThrow(),
                hours,
                gate,
                affordability,
                tuning,
                message);
        GameplanRemarks.on(parsed, plan);
        return Optional.of(parsed);
    }

    private static Optional<LocalDate> date(Fields plan) {
        return plan.text("date", "[0-9]{4}-[0-9]{2}-[0-9]{2}", "a date such as 2026-02-26")
                .flatMap(text -> {
                    try {
                        return Optional.of(LocalDate.parse(text));
                    } catch (DateTimeParseException e) {
                        plan.fault("date", "there is no " + text);
                        return Optional.empty();
                    }
                });
    }

    private List<Symbol> symbols(Fields plan, Optional<DayStrategy> strategy) {
        List<String> names = plan.texts("symbols");
        if (names.size() > MOST_SYMBOLS) {
            plan.fault("symbols", "lists " + names.size() + ", and at most " + MOST_SYMBOLS + " are allowed");
        }
        if (names.stream().distinct().count() != names.size()) {
            plan.fault("symbols", "names one twice");
        }
        for (String name : names) {
            if (!rules.symbols().contains(name)) {
                plan.fault(
                        "symbols",
                        "'" + name + "' is not one of "
                                + rules.symbols().stream().sorted().toList());
            }
        }
        if (names.isEmpty() && strategy.isPresent() && strategy.get() != DayStrategy.C) {
            plan.fault("symbols", "strategy " + strategy.get() + " needs at least one");
        }
        return names.stream().filter(rules.symbols()::contains).map(Symbol::new).toList();
    }

    private static List<Symbol> blackout(Fields plan) {
        return plan.texts("earnings_blackout").stream()
                .filter(name -> {
                    boolean symbol = name.matches("[A-Z][A-Z0-9. ]{0,11}");
                    if (!symbol) {
                        plan.fault("earnings_blackout", "'" + name + "' is not a symbol in capitals");
                    }
                    return symbol;
                })
                .map(Symbol::new)
                .toList();
    }

    private Optional<String> operator(Fields plan) {
        Optional<String> operator = plan.text("operator_id", "\\S(?:.{0,62}\\S)?", "a name of up to 64 characters");
        if (operator.isPresent()
                && !rules.operators().isEmpty()
                && !rules.operators().contains(operator.get())) {
            plan.fault("operator_id", "'" + operator.get() + "' is not a configured operator");
        }
        return operator;
    }

    private static boolean dataQuality(Fields plan) {
        Fields quality = plan.object("data_quality");
        if (!quality.isThere()) {
            return true;
        }
        quality.need("quarantine_active", "last_verified");
        boolean quarantined = quality.flag("quarantine_active").orElse(true);
        if (!quality.isNull("last_verified")) {
            quality.moment("last_verified");
        }
        quality.texts("stale_fields");
        quality.integer("discrepancy_count", 0, MOST);
        quality.noteOthers();
        return quarantined;
    }

    private static Optional<HardLimits> hardLimits(Fields plan) {
        Fields limits = plan.object("hard_limits");
        if (!limits.isThere()) {
            return Optional.empty();
        }
        limits.need(
                "max_daily_loss_pct", "pdt_trades_remaining", "weekly_drawdown_governor_active", "max_intraday_pivots");
        Optional<Percent> daily = limits.fraction("max_daily_loss_pct");
        OptionalInt left = limits.integer("pdt_trades_remaining", 0, MOST_DAY_TRADES);
        Optional<Boolean> governor = limits.flag("weekly_drawdown_governor_active");
        OptionalInt pivots = limits.integer("max_intraday_pivots", 0, MOST);
        Optional<Money> position = limits.dollars("max_single_position");
        OptionalInt dte = limits.integer("force_close_at_dte", 0, MOST);
        Optional<Percent> weekly = limits.fraction("max_weekly_drawdown_pct");
        limits.noteOthers();
        if (daily.isEmpty() || left.isEmpty() || governor.isEmpty() || pivots.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new HardLimits(
                daily.get(), left.getAsInt(), governor.get(), pivots.getAsInt(), position, dte.orElse(1), weekly));
    }

    /** The hours of the plan and of its strategy, both of which hold. */
    private static Optional<EntryHours> entryHours(Fields plan, Fields tuning) {
        Optional<EntryHours> whole = entryHours(plan);
        Optional<EntryHours> own = entryHours(tuning);
        if (whole.isEmpty() || own.isEmpty()) {
            return whole.or(() -> own);
        }
        LocalTime start = later(whole.get().start(), own.get().start());
        LocalTime end =
                later(whole.get().end(), own.get().end()).equals(whole.get().end())
                        ? own.get().end()
                        : whole.get().end();
        if (end.isBefore(start)) {
            tuning.fault("entry_window_end", "no minute lies in these entry hours and in those of the plan");
            return Optional.empty();
        }
        return Optional.of(new EntryHours(start, end));
    }

    private static LocalTime later(LocalTime one, LocalTime other) {
        return one.isAfter(other) ? one : other;
    }

    private static Optional<EntryHours> entryHours(Fields from) {
        Optional<LocalTime> start = from.time("entry_window_start");
        Optional<LocalTime> end = from.time("entry_window_end");
        if (start.isEmpty() && end.isEmpty()) {
            return Optional.empty();
        }
        LocalTime first = start.orElse(EntryHours.REGULAR.start());
        LocalTime last = end.orElse(EntryHours.REGULAR.end());
        if (last.isBefore(first)) {
            from.fault("entry_window_end", last + " is before the start, " + first);
            return Optional.empty();
        }
        return Optional.of(new EntryHours(first, last));
    }

    private static Optional<VixGate> vixGate(Fields plan) {
        Fields gate = plan.object("vix_gate");
        if (!gate.isThere()) {
            return Optional.empty();
        }
        gate.need("check_time", "threshold");
        Optional<LocalTime> time = gate.time("check_time");
        OptionalDouble threshold = gate.real("threshold", 0, MOST);
        gate.noteOthers();
        if (threshold.isPresent() && threshold.getAsDouble() == 0) {
            gate.fault("threshold", "0 lets nothing pass; plan C says so plainly");
            return Optional.empty();
        }
        return time.isPresent() && threshold.isPresent()
                ? Optional.of(new VixGate(time.get(), threshold.getAsDouble()))
                : Optional.empty();
    }

    private static Affordability affordability(Fields plan) {
        Money budget = plan.dollars("max_risk_per_trade").orElse(Affordability.DEFAULT.budget());
        Money ceiling = plan.dollars("max_risk_ceiling")
                .orElse(Affordability.DEFAULT.ceiling().max(budget));
        if (ceiling.compareTo(budget) < 0) {
            plan.fault("max_risk_ceiling", ceiling + " is below max_risk_per_trade, " + budget);
            return Affordability.DEFAULT;
        }
        return new Affordability(budget, ceiling);
    }

    /** What is for people: checked, and read by no rule. */
    private static void words(Fields plan) {
        plan.flag("vix_source_verified");
        plan.oneOf("bias", List.of("bullish", "bearish", "neutral"));
        plan.oneOf("expected_behavior", List.of("trending", "mean_reverting", "cash_preservation"));
        plan.oneOf("geo_risk", List.of("low", "medium", "high"));
        plan.object("key_levels");
        plan.object("scorecard");
        plan.texts("catalysts");
        plan.texts("cro_conditions");
    }
}
