package dev.ibkrbot.strategy.plan;

import static dev.ibkrbot.strategy.plan.PlannerFixture.AFTER_SIXTY_BARS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.broker.value.Percent;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every gate from the signal to the contract answers, in the order they are asked, or says that it was not asked. */
class SignalGatesTest {
    private final PlannerFixture fixture = new PlannerFixture();

    private List<GateAnswer> gates(String series) {
        return fixture.minutes(series)
                .whole(fixture.planner(), AFTER_SIXTY_BARS)
                .gates();
    }

    private void settings(String confidence, boolean puts) {
        PlannerSettings usual = fixture.settings;
        fixture.settings = new PlannerSettings(
                usual.instrument(), Percent.of(confidence), puts, usual.minDte(), usual.criteria(), usual.exits());
    }

    @Test
    void tellsOfAProposalWhatEachGateFound() {
        assertThat(gates("S5"))
                .containsExactly(
                        GateAnswer.passed("signal", "BUY or SELL", "BUY, trend_up"),
                        GateAnswer.passed("confidence", "at least 0%", "88.6%"),
                        GateAnswer.passed("puts", "allowed", "call"),
                        GateAnswer.passed(
                                "contract", "one of 3 that every rule lets through", "SPY 20260123 C 100.00 at 2.50"));
    }

    @Test
    void tellsOfAHoldThatNothingElseWasAsked() {
        assertThat(gates("S4"))
                .containsExactly(
                        GateAnswer.failed("signal", "no_trend", "BUY or SELL", "HOLD"),
                        GateAnswer.notAsked("confidence"),
                        GateAnswer.notAsked("puts"),
                        GateAnswer.notAsked("contract"));
    }

    @Test
    @Tag("SC12")
    void tellsWhereAWeakSignalEnded() {
        settings("50", true);
        assertThat(gates("S1"))
                .containsExactly(
                        GateAnswer.passed("signal", "BUY or SELL", "SELL, trend_down"),
                        GateAnswer.failed("confidence", "rejected_confidence", "at least 50%", "12.8%"),
                        GateAnswer.notAsked("puts"),
                        GateAnswer.notAsked("contract"));
    }

    @Test
    void tellsThatPutsAreNotBought() {
        settings("0", false);
        assertThat(gates("S2"))
                .containsExactly(
                        GateAnswer.passed("signal", "BUY or SELL", "SELL, trend_down"),
                        GateAnswer.passed("confidence", "at least 0%", "88.6%"),
                        GateAnswer.failed("puts", "puts_disabled", "calls only", "put"),
                        GateAnswer.notAsked("contract"));
    }

    @Test
    void tellsWhyNoContractWasFound() {
        fixture.quotes.bid = "2.00";
        fixture.quotes.ask = "3.00";
        assertThat(gates("S5"))
                .last()
                .isEqualTo(GateAnswer.failed(
                        "contract",
                        "no_viable_option",
                        "one of 3 that every rule lets through",
                        "none of 3 quoted contracts is viable"));
    }
}
