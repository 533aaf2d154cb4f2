package dev.ibkrbot.cli.gameplan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a plan says that no rule reads, or that its author may not expect, is told. */
class GameplanRemarksTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The remarks on the whole plan with these members in place of its own; {@code null} stands for a removed one. */
    private static List<String> on(String changes) {
        try {
            ObjectNode plan = (ObjectNode) JSON.readTree(GameplanTexts.WHOLE);
            merge(plan, (ObjectNode) JSON.readTree(changes.replace('\'', '"')));
            GameplanReading reading = GameplanFile.read(
                    JSON.writeValueAsString(plan).getBytes(StandardCharsets.UTF_8), GameplanTexts.RULES);
            assertThat(reading.refusal()).as("%s", reading.problems()).isEmpty();
            return reading.problems().stream()
                    .map(GameplanProblem::line)
                    .filter(line -> !line.startsWith("for people"))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void merge(ObjectNode plan, ObjectNode changes) {
        changes.properties().forEach(change -> {
            if (change.getValue().isTextual() && change.getValue().textValue().equals("removed")) {
                plan.remove(change.getKey());
            } else if (change.getValue().isObject()
                    && plan.path(change.getKey()).isObject()) {
                merge((ObjectNode) plan.get(change.getKey()), (ObjectNode) change.getValue());
            } else {
                plan.set(change.getKey(), change.getValue());
            }
        });
    }

    @Test
    void hasNoneOnAPlanThatFits() {
        assertThat(on("{}")).isEmpty();
    }

    @Test
    @Tag("L-96")
    void tellsThatNoProfitIsTaken() {
        assertThat(on("{'strategy_parameters': {'take_profit_pct': null}}"))
                .containsExactly("strategy_parameters.take_profit_pct: null takes no profit: stop, time and expiration"
                        + " alone end a trade");
        assertThat(on("{'strategy_parameters': {'take_profit_pct': 15}}"))
                .containsExactly("strategy_parameters.take_profit_pct: is a fraction: this is a gain of 1500%");
    }

    @Test
    void tellsWhatTheIndexCallsFor() {
        assertThat(on("{'vix_gate': 'removed', 'strategy_parameters': {'vix_ceiling': 'removed'}}"))
                .containsExactly("vix_gate: without it, or a vix_ceiling, the volatility index keeps nothing from being"
                        + " entered");
        assertThat(on("{'vix_at_analysis': 18, 'regime': 'elevated'}"))
                .containsExactly(
                        "vix_at_analysis: 18.0 calls for strategy B, and the plan says A",
                        "regime: elevated calls for strategy B, and the plan says A");
        assertThat(on("{'vix_at_analysis': null, 'regime': 'high_volatility'}"))
                .containsExactly(
                        "vix_at_analysis: an unknown index calls for strategy C, and the plan says A",
                        "regime: high_volatility calls for strategy C, and the plan says A");
        assertThat(on("{'vix_at_analysis': 0}"))
                .containsExactly("vix_at_analysis: 0.0 calls for strategy C, and the plan says A");
    }

    @Test
    void tellsWhatTheStrategyDoesNotUse() {
        assertThat(on("{'strategy': 'B', 'vix_at_analysis': 20, 'regime': 'elevated'}"))
                .containsExactly("strategy_parameters: strategy B does not use ema_fast, ema_slow, rsi_min, rsi_max");
        assertThat(on("{'strategy': 'C'}")).containsExactly("strategy_parameters: strategy C uses none");
    }

    @Test
    void tellsWhatHoldsWhereThePlanSaysNothing() {
        assertThat(on("{'position_size_multiplier': 'removed', 'max_risk_per_trade': 'removed',"
                        + " 'max_risk_ceiling': 'removed'}"))
                .containsExactly(
                        "position_size_multiplier: left out, the whole of the usual size is traded",
                        "max_risk_per_trade: left out, a contract may cost 18.00 USD");
    }

    @Test
    void tellsOfDatesThatDoNotFit() {
        assertThat(on("{'session_id': 'gauntlet_20260225_0900'}"))
                .containsExactly("session_id: gauntlet_20260225_0900 names another date than 2026-02-26");
        assertThat(on("{'data_quality': {'last_verified': null}}"))
                .containsExactly("data_quality.last_verified: nobody has verified the data");
    }

    @Test
    void tellsOfHoursInWhichNothingCanBeEntered() {
        assertThat(
                        on(
                                "{'strategy_parameters': 'removed', 'vix_gate': {'check_time': '16:00'}, 'entry_window_end': '17:00'}"))
                .containsExactly(
                        "entry_window_start: regular hours, 09:30 to 16:00, bound the entry hours",
                        "vix_gate.check_time: nothing is entered: 16:00 is after the entry hours");
        assertThat(on("{'strategy_parameters': 'removed', 'entry_window_start': '04:00', 'entry_window_end': '09:00'}"))
                .contains("entry_window_start: nothing is entered: 04:00 to 09:00 is outside 09:30 to 16:00");
    }

    @Test
    void tellsOfEverythingThatAllowsNothing() {
        assertThat(on("{'position_size_multiplier': 0, 'max_risk_per_trade': 0, 'max_risk_ceiling': 0,"
                        + "'earnings_blackout': ['QQQ'], 'strategy_parameters': {'premium_max_usd': 0, 'min_dte': 5000},"
                        + "'hard_limits': {'max_single_position': 0, 'pdt_trades_remaining': 0,"
                        + "'weekly_drawdown_governor_active': true, 'max_intraday_pivots': 0}}"))
                .containsExactly(
                        "hard_limits.max_intraday_pivots: 0 counts as 1: the first change of strategy ends the entries",
                        "position_size_multiplier: nothing is entered: the size is 0",
                        "max_risk_ceiling: nothing is entered: a contract may cost 0",
                        "strategy_parameters.premium_max_usd: nothing is entered: a contract may cost 0",
                        "strategy_parameters.min_dte: nothing is entered: no option is listed for 5000 days",
                        "hard_limits.max_single_position: nothing is entered: a position may cost 0",
                        "hard_limits.pdt_trades_remaining: nothing is entered: no day trade is left",
                        "hard_limits.weekly_drawdown_governor_active: nothing is entered: the week has lost too much",
                        "earnings_blackout: nothing is entered: it has every symbol of the plan");
    }
}
