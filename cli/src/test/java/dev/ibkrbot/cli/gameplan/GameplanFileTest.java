package dev.ibkrbot.cli.gameplan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Expectations: acceptance rows GP1 to GP8. */
class GameplanFileTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final LocalDate TODAY = GameplanTexts.TODAY;
    private static final GameplanRules RULES = GameplanTexts.RULES;
    private static final String PLAN = GameplanTexts.WHOLE;
    private static final GameplanProblem WORDS = new GameplanProblem(
            "",
            "for people, read by no rule: bias, expected_behavior, vix_source_verified, geo_risk, key_levels, scorecard,"
                    + " strategy_parameters.vwap_condition, strategy_parameters.premium_gate",
            false);

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
        assertThat(reading.problems()).containsExactly(WORDS);
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
                                Percent.of("10"),
                                3,
                                false,
                                2,
                                Optional.of(Money.usd("100")),
                                1,
                                Optional.of(Percent.of("15"))),
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
                                OptionalDouble.of(18),
                                Optional.of(Money.usd("100"))),
                        "trend day"));
    }

    @Test
    @Tag("GP2")
    void entersNothingWithoutAReadableFile() {
        assertThat(GameplanFile.read(Path.of("no", "such", "plan.json"), RULES).refusal())
                .hasValue("missing_file");
        assertThat(GameplanFile.read(Path.of("."), RULES).refusal()).hasValue("load_error:not_a_file");
        assertRefused("", "empty_file");
        assertRefused(" \n", "empty_file");
        assertRefused("{", "invalid_json");
        assertThat(read("{").problems())
                .containsExactly(new GameplanProblem(
                        "", "line 1, column 2: Unexpected end-of-input: expected close marker for Object", true));
        assertRefused(PLAN + "{}", "invalid_json");
        assertRefused("{\"date\": 1, \"date\": 2}", "invalid_json");
        assertRefused("[".repeat(100_000), "invalid_json");
        assertRefused("[]", "invalid_json_type");
        assertRefused("null", "invalid_json_type");
        assertThat(GameplanFile.read(new byte[] {'{', (byte) 0xFF, '}'}, RULES).refusal())
                .hasValue("invalid_json");
    }

    /** Numbers whose exponent alone fills the memory, and one that no exponent holds. */
    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void refusesNumbersThatNobodyCanWriteOut() {
        for (String number : List.of("1e-999999999", "1e999999999", "-1e-999999999", "1e-400")) {
            for (String name : List.of("pdt_trades_remaining", "max_daily_loss_pct", "max_single_position")) {
                assertThat(read(limits(name, number)).refusal())
                        .as(name + " " + number)
                        .hasValue("schema_violation");
            }
        }
        assertRefused(PLAN.replace("17.2", "1e99999999999"), "invalid_json");
        assertRefused(PLAN.replace("17.2", "1e-99999999999"), "invalid_json");
        assertRefused(PLAN.replace("17.2", "9".repeat(5000)), "invalid_json");
    }

    @Test
    void neverThrowsWhateverIsInTheFile() {
        SplittableRandom random = new SplittableRandom(11);
        byte[] whole = PLAN.getBytes(StandardCharsets.UTF_8);
        String spare = "{}[]\",:0123456789eE+-.truefalsn \u00e9";
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = Arrays.copyOf(whole, random.nextInt(10) == 0 ? random.nextInt(whole.length) : whole.length);
            for (int j = random.nextInt(1, 5); j > 0 && bytes.length > 0; j--) {
                bytes[random.nextInt(bytes.length)] = random.nextInt(20) == 0
                        ? (byte) random.nextInt(256)
                        : (byte) spare.charAt(random.nextInt(spare.length()));
            }
            GameplanReading reading = GameplanFile.read(bytes, RULES);
            assertThat(reading.refusal().isPresent()).isEqualTo(reading.plan().equals(Gameplan.cash(TODAY)));
        }
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

    static Stream<Arguments> brokenInDetail() {
        return Stream.of(
                Arguments.of("GP8", "date", changed(it -> it.put("date", "2026-02-26\n"))),
                Arguments.of("GP8", "entry_window_start", changed(it -> it.put("entry_window_start", "09:60"))),
                Arguments.of("GP8", "entry_window_start", changed(it -> it.put("entry_window_start", "09:30\n"))),
                Arguments.of("GP8", "vix_at_analysis", changed(it -> it.put("vix_at_analysis", "17"))),
                Arguments.of("GP8", "vix_at_analysis", number("vix_at_analysis", "1e400")),
                Arguments.of("GP8", "position_size_multiplier", number("position_size_multiplier", "1e-400")),
                Arguments.of("GP8", "vix_gate.threshold", inner("vix_gate", "threshold", "0")),
                Arguments.of("GP8", "vix_gate.threshold", inner("vix_gate", "threshold", "1e-400")),
                Arguments.of(
                        "GP8",
                        "vix_gate.threshold",
                        changed(it -> it.putObject("vix_gate").put("check_time", "09:45"))),
                Arguments.of(
                        "GP8",
                        "vix_gate.check_time",
                        changed(it -> it.putObject("vix_gate").put("threshold", 18))),
                Arguments.of("GP8", "strategy_parameters.vix_ceiling", tuning("vix_ceiling", "0")),
                Arguments.of("GP8", "strategy_parameters.moneyness", tuning("moneyness", "\"foo\"")),
                Arguments.of("GP8", "strategy_parameters.ema_slow", tuning("ema_slow", "151")),
                Arguments.of("GP8", "strategy_parameters.ema_fast", onlyTuning("ema_fast", "21")),
                Arguments.of("GP8", "strategy_parameters.ema_slow", onlyTuning("ema_slow", "8")),
                Arguments.of("GP8", "strategy_parameters.rsi_min", onlyTuning("rsi_min", "65")),
                Arguments.of("GP8", "strategy_parameters.rsi_min", onlyTuning("rsi_min", "49")),
                Arguments.of("GP8", "strategy_parameters.rsi_max", onlyTuning("rsi_max", "50")),
                Arguments.of(
                        "GP8",
                        "symbols",
                        changed(it -> it.putArray("symbols").add("QQQ").add("QQQ"))),
                Arguments.of(
                        "GP8", "symbols", changed(it -> it.putArray("symbols").add("qqq"))),
                Arguments.of(
                        "GP8",
                        "data_quality.last_verified",
                        inner("data_quality", "last_verified", "\"2026-02-26Tnever\"")));
    }

    private static String limits(String name, String value) {
        return inner("hard_limits", name, value);
    }

    private static String tuning(String name, String value) {
        return inner("strategy_parameters", name, value);
    }

    /** The strategy has no other number of its own. */
    private static String onlyTuning(String name, String value) {
        return parsed(
                value, (plan, number) -> plan.putObject("strategy_parameters").set(name, number));
    }

    private static String number(String name, String value) {
        return parsed(value, (plan, number) -> plan.set(name, number));
    }

    private static String parsed(String value, BiConsumer<ObjectNode, JsonNode> change) {
        return changed(it -> {
            try {
                change.accept(it, JSON.readTree(value));
            } catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static String inner(String object, String name, String value) {
        return parsed(value, (plan, number) -> ((ObjectNode) plan.path(object)).set(name, number));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource({"broken", "brokenInDetail"})
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
                .containsExactly(
                        new GameplanProblem(
                                "strategy_parameters.premium_maximum",
                                "is no member that a gameplan has, and is ignored",
                                false),
                        WORDS);
    }

    @Test
    void tellsEveryProblemAtOnce() {
        GameplanReading reading =
                read(changed(it -> it.put("regime", "bull").put("strategy", "D").put("extra", 1)));
        assertThat(reading.problems())
                .extracting(GameplanProblem::field)
                .containsExactly("regime", "strategy", "extra");
    }
}
