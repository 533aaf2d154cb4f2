package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.RiskReview;
import dev.ibkrbot.broker.trade.Signal;
import java.util.ArrayList;
import java.util.List;

/** Puts what is asked after a plan was made behind the answers that came with it. Stateless. */
final class EntryGates {
    private static final String SIGNAL = "signal";
    private static final String CURRENT = "still_current";
    private static final String CURRENT_LIMIT = "in time, nothing held, books agree, quote of after that";
    private static final String RISK = "risk";

    private EntryGates() {}

    /** It ended with the plan. */
    static Plan notReached(Plan plan) {
        List<GateAnswer> answers = ofPlan(plan);
        answers.add(GateAnswer.notAsked(CURRENT));
        answers.add(GateAnswer.notAsked(RISK));
        return plan.withGates(answers);
    }

    /** It ended when its account was there: {@code code} says why. */
    static Plan late(Plan plan, String code) {
        List<GateAnswer> answers = ofPlan(plan);
        answers.add(GateAnswer.failed(CURRENT, code, CURRENT_LIMIT, code));
        answers.add(GateAnswer.notAsked(RISK));
        return plan.withGates(answers);
    }

    /** Risk was asked, and this is what its checks answered. */
    static Plan.Proposed reviewed(Plan.Proposed plan, List<GateAnswer> risk) {
        List<GateAnswer> answers = ofPlan(plan);
        answers.add(GateAnswer.passed(CURRENT, CURRENT_LIMIT, "yes"));
        answers.addAll(risk);
        return plan.withGates(answers);
    }

    /** As above, of gates that failed only: where thousands of evaluations are told. */
    static Plan.Proposed brief(Plan.Proposed plan, RiskReview review) {
        return plan.withGates(review instanceof RiskReview.Denied ? of(review) : List.of());
    }

    /** What a review alone tells: every check that said no, or that none did. */
    static List<GateAnswer> of(RiskReview review) {
        return review.match(
                approved -> List.of(GateAnswer.passed(RISK, "every check", "approved " + approved.quantity())),
                denied -> denied.denials().stream()
                        .map(it -> GateAnswer.failed(it.code(), it.code(), it.limit(), it.actual()))
                        .toList());
    }

    /** A planner that tells of no gates still had its own answer. */
    private static List<GateAnswer> ofPlan(Plan plan) {
        if (!plan.gates().isEmpty()) {
            return new ArrayList<>(plan.gates());
        }
        Signal signal = plan.signal();
        String said = signal.action() + ", " + signal.reason();
        List<GateAnswer> answers = new ArrayList<>();
        answers.add(plan.match(
                proposed -> GateAnswer.passed(SIGNAL, "an entry", said),
                none -> GateAnswer.failed(
                        SIGNAL, none.code(), "an entry", none.detail().isEmpty() ? said : none.detail())));
        return answers;
    }
}
