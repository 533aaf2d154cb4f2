package dev.ibkrbot.cli.gameplan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Expectations: acceptance rows GP1 to GP8. */
class GameplanFileTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate TODAY = LocalDate.of(2026, 2, 26);
    private static final GameplanRules RULES = new GameplanRules(TODAY, Set.of("desk"), GameplanRules.USUAL_SYMBOLS);
    private static final String PLAN = """
            {
              "date": "2026-02-26", "session_id": "gauntlet_20260226_0900", "regime": "normal", "strategy": "A",
              "symbols": ["QQQ"], "operator_id": "desk", "position_size_multiplier": 0.6, "vix_at_analysis": 17.2,
              "vix_source_verified": true, "bias": "bullish", "expected_behavior": "trending",
              "key_levels": {"qqq_pivot": 600}, "catalysts": [], "earnings_blackout": ["NVDA"], "geo_risk": "medium",
              "alert_message": "trend day",
              "data_quality": {"quarantine_active": false, "last_verified": "2026-02-26T08:55:00-05:00",
                "stale_fields": [], "discrepancy_count": 0},
              "hard_limits": {"max_daily_loss_pct": 0.10, "max_single_position": 100, "pdt_trades_remaining": 3,
                "force_close_at_dte": 1, "weekly_drawdown_governor_active": false, "max_intraday_pivots": 2},
              "scorecard": {"yesterday_pnl": 0, "weekly_cumulative_pnl": 0, "streak": 0, "regime_accuracy": 0.5},
              "entry_window_start": "10:00", "entry_window_end": "15:30",
              "vix_gate": {"check_time": "09:45", "threshold": 18.5},
              "max_risk_per_trade": 100, "max_risk_ceiling": 100,
              "strategy_parameters": {"ema_fast": 8, "ema_slow": 21, "rsi_min": 50, "rsi_max": 65,
                "vwap_condition": "above", "take_profit_pct": 0.15, "stop_loss_pct": 0.25, "time_stop_minutes": 90,
                "min_dte": 2, "moneyness": "ATM", "entry_window_start": "09:45", "entry_window_end": "15:00",
                "premium_max_usd": 100}
            }
            """;

    private static GameplanReading read(String text) {
        return GameplanFile.read(text.getBytes(StandardCharsets.UTF_8), RULES);
    }

    private static String changed(Consumer<ObjectNode> change) {
        try {
            ObjectNode plan = (ObjectNode) JSON.readTree(PLAN);
            change.accept(plan);
            return JSON.writeValueAsString(plan);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @Tag("GP1")
    void takesAWholePlan() {
        GameplanReading reading = read(PLAN);
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.refusal()).isEmpty();
        assertThat(reading.plan())
                .isEqualTo(new Gameplan(
                        TODAY,
                        "gauntlet_20260226_0900",
                        "normal",
                        DayStrategy.A,
                        List.of(new Symbol("QQQ")),
                        List.of(new Symbol("NVDA")),
                        "desk",
                        Percent.of("60"),
                        OptionalDouble.of(17.2),
                        false,
                        new HardLimits(
                                Percent.of("10"), 3, false, 2, Optional.of(Money.usd("100")), 1, Optional.empty()),
                        Optional.of(new EntryHours(LocalTime.of(10, 0), LocalTime.of(15, 0))),
                        Optional.of(new VixGate(LocalTime.of(9, 45), 18.5)),
                        new Affordability(Money.usd("100"), Money.usd("100")),
                        new Tuning(
                                OptionalInt.of(8),
                                OptionalInt.of(21),
                                OptionalDouble.of(50),
                                OptionalDouble.of(65),
                                Optional.of(Percent.of("15")),
                                Optional.of(Percent.of("25")),
                                Optional.of(Duration.ofMinutes(90)),
                                OptionalInt.of(2),
                                Optional.of("ATM"),
                                OptionalDouble.empty(),
                                Optional.of(Money.usd("100"))),
                        "trend day"));
    }

    @Test
    @Tag("GP2")
    void entersNothingWithoutAReadableFile() {
        assertThat(GameplanFile.read(Path.of("no", "such", "plan.json"), RULES).refusal())
                .hasValue("missing_file");
        assertThat(GameplanFile.read(Path.of("."), RULES).refusal().orElseThrow())
                .startsWith("load_error:");
        assertRefused("", "empty_file");
        assertRefused(" \n", "empty_file");
        assertRefused("{", "invalid_json");
        assertRefused(PLAN + "{}", "invalid_json");
        assertRefused("{\"date\": 1, \"date\": 2}", "invalid_json");
        assertRefused("[".repeat(100_000), "invalid_json");
        assertRefused("[]", "invalid_json_type");
        assertRefused("null", "invalid_json_type");
        assertThat(GameplanFile.read(new byte[] {'{', (byte) 0xFF, '}'}, RULES).refusal())
                .hasValue("invalid_json");
    }

    private static void assertRefused(String text, String reason) {
        GameplanReading reading = read(text);
        assertThat(reading.refusal()).hasValue(reason);
        assertThat(reading.plan()).isEqualTo(Gameplan.cash(TODAY));
        assertThat(reading.problems()).isNotEmpty();
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("GP3", "regime", changed(it -> it.put("regime", "bull"))),
                Arguments.of("GP3", "strategy", changed(it -> it.put("strategy", "D"))),
                Arguments.of("GP3", "operator_id", changed(it -> it.remove("operator_id"))),
                Arguments.of("GP3", "operator_id", changed(it -> it.put("operator_id", ""))),
                Arguments.of("GP3", "operator_id", changed(it -> it.put("operator_id", "somebody"))),
                Arguments.of("GP3", "hard_limits.pdt_trades_remaining", limits("pdt_trades_remaining", "\"2\"")),
                Arguments.of("GP3", "hard_limits.pdt_trades_remaining", limits("pdt_trades_remaining", "4")),
                Arguments.of(
                        "GP3",
                        "symbols",
                        changed(it ->
                                it.putArray("symbols").add("SPY").add("QQQ").add("IWM"))),
                Arguments.of(
                        "GP3", "symbols", changed(it -> it.putArray("symbols").add("TSLA"))),
                Arguments.of("GP3", "session_id", changed(it -> it.put("session_id", "gauntlet_2026"))),
                Arguments.of("GP3", "extra", changed(it -> it.put("extra", 1))),
                Arguments.of("GP3", "hard_limits", changed(it -> it.remove("hard_limits"))),
                Arguments.of("GP5", "symbols", changed(it -> it.putArray("symbols"))),
                Arguments.of("GP5", "hard_limits.pdt_trades_remaining", limits("pdt_trades_remaining", "-1")),
                Arguments.of("GP5", "hard_limits.max_daily_loss_pct", limits("max_daily_loss_pct", "1.5")),
                Arguments.of("GP8", "entry_window_end", changed(it -> it.put("entry_window_end", "09:00"))),
                Arguments.of("GP8", "strategy_parameters.take_profit_pct", tuning("take_profit_pct", "0")),
                Arguments.of("GP8", "max_risk_ceiling", changed(it -> it.put("max_risk_ceiling", 99))),
                Arguments.of("GP8", "strategy_parameters.ema_fast", tuning("ema_fast", "21")),
                Arguments.of("GP8", "strategy_parameters.stop_loss_pct", tuning("stop_loss_pct", "1")),
                Arguments.of("GP8", "date", changed(it -> it.put("date", "2026-02-30"))));
    }

    private static String limits(String name, String value) {
        return inner("hard_limits", name, value);
    }

    private static String tuning(String name, String value) {
        return inner("strategy_parameters", name, value);
    }

    private static String inner(String object, String name, String value) {
        return changed(it -> {
            try {
                ((ObjectNode) it.path(object)).set(name, JSON.readTree(value));
            } catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
        });
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("broken")
    @Tag("GP3")
    @Tag("GP5")
    @Tag("GP8")
    void entersNothingByABrokenPlan(String row, String field, String text) {
        assertRefused(text, "schema_violation");
        assertThat(read(text).problems()).extracting(GameplanProblem::field).containsExactly(field);
    }

    @Test
    @Tag("GP4")
    void entersNothingWithDataInQuarantine() {
        assertRefused(inner("data_quality", "quarantine_active", "true"), "data_quarantine");
    }

    @Test
    void entersNothingByAPlanOfAnotherDay() {
        assertRefused(changed(it -> it.put("date", "2026-02-25")), "not_today");
    }

    @Test
    @Tag("GP7")
    void takesAByteOrderMark() {
        assertThat(read("\uFEFF" + PLAN).refusal()).isEmpty();
    }

    @Test
    void tellsWhatItIgnores() {
        GameplanReading reading = read(tuning("premium_maximum", "5"));
        assertThat(reading.refusal()).isEmpty();
        assertThat(reading.problems())
                .containsExactly(new GameplanProblem(
                        "strategy_parameters.premium_maximum", "is no member that a gameplan has", false));
    }

    @Test
    void tellsEveryProblemAtOnce() {
        GameplanReading reading =
                read(changed(it -> it.put("regime", "bull").put("strategy", "D").put("extra", 1)));
        assertThat(reading.problems())
                .extracting(GameplanProblem::field)
                .containsExactly("regime", "strategy", "extra");
    }

    /** What the schema refuses the reader refuses; rules between members are the reader's alone. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("broken")
    void agreesWithTheSchema(String row, String field, String text) throws JsonProcessingException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(getClass().getResourceAsStream("/dev/ibkrbot/cli/gameplan/gameplan.schema.json"));
        JsonNode whole = JSON.readTree(PLAN);
        assertThat(schema.validate(whole)).isEmpty();
        boolean betweenMembers = Set.of("symbols", "entry_window_end", "max_risk_ceiling", "date", "operator_id")
                        .contains(field)
                || field.endsWith("ema_fast");
        if (!betweenMembers) {
            assertThat(schema.validate(JSON.readTree(text))).isNotEmpty();
        }
    }
}
