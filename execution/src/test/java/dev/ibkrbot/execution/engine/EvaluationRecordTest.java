package dev.ibkrbot.execution.engine;

import static dev.ibkrbot.execution.engine.EngineScene.approve;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.RiskReview;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.trade.TradingBook;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The record of an evaluation has every gate with its answer, in the order they were asked. */
class EvaluationRecordTest {
    private static final List<GateAnswer> OF_PLAN = List.of(
            GateAnswer.passed("entry_hours", "09:30 to 16:00", "10:30"),
            GateAnswer.passed("confidence", "at least 50%", "88.6%"));
    private static final String PLAN_JSON =
            "{'gate':'entry_hours','passed':true,'limit':'09:30 to 16:00','actual':'10:30'},"
                    + "{'gate':'confidence','passed':true,'limit':'at least 50%','actual':'88.6%'}";
    private static final String CURRENT_JSON = "{'gate':'still_current','passed':true,"
            + "'limit':'in time, nothing held, books agree, quote of after that','actual':'yes'}";

    private final EngineScene scene = new EngineScene();

    private String record() {
        return scene.bodies("signal").get(0);
    }

    private static String gates(String record) {
        int begin = record.indexOf("'gates':[") + "'gates':[".length();
        return record.substring(begin, record.indexOf(']', begin));
    }

    /** A gate whose checks answer in full. */
    private static Gate answering(List<Denial> denials) {
        return new Gate() {
            @Override
            public RiskReview review(TradeProposal proposal, TradingBook book) {
                return denials.isEmpty() ? approve(proposal, 10) : new RiskReview.Denied(proposal, denials);
            }

            @Override
            public List<GateAnswer> answers(RiskReview review, TradeProposal proposal, TradingBook book) {
                return List.of(
                        GateAnswer.passed("quote_age", "5 s", "0 s"),
                        denials.isEmpty()
                                ? GateAnswer.passed("cash", "900.00 USD to spend", "251.00 USD for one with its fee")
                                : GateAnswer.failed(
                                        "cash",
                                        denials.get(0).code(),
                                        denials.get(0).limit(),
                                        denials.get(0).actual()));
            }
        };
    }

    private void propose() {
        scene.planner = symbol ->
                CompletableFuture.completedFuture(scene.proposal("2.50").withGates(OF_PLAN));
    }

    @Test
    void tellsOfAHoldWhatWasNotAsked() {
        scene.start();
        scene.planner = symbol -> CompletableFuture.completedFuture(
                scene.hold().withGates(List.of(GateAnswer.failed("signal", "flat", "BUY or SELL", "HOLD"))));
        scene.cycle();

        assertThat(record())
                .isEqualTo(
                        "{'symbol':'SPY','id':'scalp/SPY/1970-01-01T00:00:00Z/HOLD','strategy':'scalp','action':'HOLD',"
                                + "'confidence':'0','reason':'flat','bar_end':'1970-01-01T00:00:00Z','outcome':'hold',"
                                + "'gates':[{'gate':'signal','passed':false,'limit':'BUY or SELL','actual':'HOLD','code':'flat'},"
                                + "{'gate':'still_current'},{'gate':'risk'}]}");
    }

    @Test
    @Tag("PI")
    void tellsOfAnEntryWhatEveryGateFound() {
        scene.gate = answering(List.of());
        scene.start();
        propose();
        scene.cycle();

        assertThat(record()).contains("'outcome':'approved'");
        assertThat(gates(record()))
                .isEqualTo(PLAN_JSON + "," + CURRENT_JSON
                        + ",{'gate':'quote_age','passed':true,'limit':'5 s','actual':'0 s'},"
                        + "{'gate':'cash','passed':true,'limit':'900.00 USD to spend',"
                        + "'actual':'251.00 USD for one with its fee'}");
    }

    @Test
    @Tag("PI")
    @Tag("RE2")
    void tellsOfADenialAlsoWhatPassed() {
        scene.gate = answering(List.of(new Denial("insufficient_cash", "9.00 USD to spend", "251.00 USD for one")));
        scene.start();
        propose();
        scene.cycle();

        assertThat(record()).contains("'outcome':'denied'");
        assertThat(gates(record()))
                .isEqualTo(PLAN_JSON + "," + CURRENT_JSON
                        + ",{'gate':'quote_age','passed':true,'limit':'5 s','actual':'0 s'},"
                        + "{'gate':'cash','passed':false,'limit':'9.00 USD to spend','actual':'251.00 USD for one',"
                        + "'code':'insufficient_cash'}");
    }

    @Test
    void tellsWhyAPlanCameTooLate() {
        scene.start();
        CompletableFuture<Plan> late = new CompletableFuture<>();
        scene.planner = symbol -> late;
        scene.cycle();
        scene.handle(new EngineEvent.HaltRequested("enough"));
        late.complete(scene.proposal("2.50").withGates(OF_PLAN));
        scene.drain();

        assertThat(gates(record()))
                .isEqualTo(PLAN_JSON + ",{'gate':'still_current','passed':false,"
                        + "'limit':'in time, nothing held, books agree, quote of after that','actual':'too_late',"
                        + "'code':'too_late'},{'gate':'risk'}");
    }

    @Test
    void tellsOnlyWhatFailedWhereCyclesAreCounted() {
        scene.with(it -> EngineSettings.defaults(it.mode(), it.symbols(), CycleRecording.COUNTED));
        scene.gate = answering(List.of(new Denial("insufficient_cash", "9.00 USD to spend", "251.00 USD for one")));
        scene.start();
        propose();
        scene.cycle();
        scene.gate = answering(List.of());
        scene.advance(Duration.ofMinutes(5));
        propose();
        scene.cycle();

        assertThat(gates(record()))
                .isEqualTo("{'gate':'insufficient_cash','passed':false,'limit':'9.00 USD to spend',"
                        + "'actual':'251.00 USD for one','code':'insufficient_cash'}");
        assertThat(scene.bodies("signal").get(1))
                .contains("'outcome':'approved'")
                .doesNotContain("gates");
    }

    @Test
    void tellsWhatKeptAPlanFromBeingMade() {
        scene.start();
        scene.planner = symbol ->
                CompletableFuture.failedFuture(new BrokerException("no bars for SPY", Recovery.SKIP_INSTRUMENT));
        scene.cycle();

        assertThat(scene.bodies("skip"))
                .containsExactly("{'symbol':'SPY','reason':'plan_failed','detail':'no bars for SPY'}");
    }
}
