package dev.ibkrbot.strategy.plan;

import dev.ibkrbot.broker.trade.GateAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gates that were asked in one evaluation, in their order, and the first that stands against an entry. */
final class AskedGates {
    private final List<GateAnswer> answers = new ArrayList<>();
    private Optional<String> objection = Optional.empty();

    /** Notes an answer; {@code code} is the reason of the evaluation when this gate is the first that does not pass. */
    void ask(String gate, boolean passed, String code, Object limit, Object actual) {
        answers.add(passed ? GateAnswer.passed(gate, limit, actual) : GateAnswer.failed(gate, code, limit, actual));
        if (!passed && objection.isEmpty()) {
            objection = Optional.of(code);
        }
    }

    /** What others asked after these, and decided on themselves. */
    void add(List<GateAnswer> others) {
        answers.addAll(others);
    }

    /** It did not come to this gate. */
    void notAsked(String gate) {
        answers.add(GateAnswer.notAsked(gate));
    }

    Optional<String> objection() {
        return objection;
    }

    List<GateAnswer> answers() {
        return List.copyOf(answers);
    }
}
