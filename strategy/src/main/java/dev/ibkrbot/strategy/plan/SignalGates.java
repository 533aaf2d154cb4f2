package dev.ibkrbot.strategy.plan;

import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.value.Percent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The gates between a strategy's bars and a proposal, in their order: signal, confidence, puts, contract. Confined to the
 * planner's executor.
 */
final class SignalGates {
    /** None of them was asked. */
    static final List<GateAnswer> NONE_ASKED = List.of(
            GateAnswer.notAsked("signal"),
            GateAnswer.notAsked("confidence"),
            GateAnswer.notAsked("puts"),
            GateAnswer.notAsked("contract"));

    private static final String WANTED = "BUY or SELL";

    private final boolean allowPuts;
    /** Most evaluations hold for one of a few reasons: their answers are made once. */
    private final Map<String, List<GateAnswer>> held = new HashMap<>();

    SignalGates(boolean allowPuts) {
        this.allowPuts = allowPuts;
    }

    /** Of a HOLD, after which nothing else is asked. */
    List<GateAnswer> held(String reason) {
        List<GateAnswer> known = held.get(reason);
        if (known != null) {
            return known;
        }
        List<GateAnswer> answers = new ArrayList<>(NONE_ASKED);
        answers.set(0, GateAnswer.failed("signal", reason, WANTED, "HOLD"));
        held.put(reason, List.copyOf(answers));
        return held.get(reason);
    }

    /** Of a signal that wants something, and the plan that came of it. */
    List<GateAnswer> asked(Signal signal, Percent leastConfidence, Plan plan) {
        String code = plan.match(proposed -> "", Plan.NoTrade::code);
        AskedGates gates = new AskedGates();
        gates.ask("signal", true, "", WANTED, signal.action() + ", " + signal.reason());
        boolean confident = signal.confidence().compareTo(leastConfidence) >= 0;
        gates.ask(
                "confidence",
                confident,
                TradePlanner.REJECTED_CONFIDENCE,
                "at least " + leastConfidence,
                signal.confidence());
        if (!confident) {
            gates.notAsked("puts");
            gates.notAsked("contract");
            return gates.answers();
        }
        boolean put = signal.action().right().filter(Right.PUT::equals).isPresent();
        gates.ask(
                "puts",
                allowPuts || !put,
                TradePlanner.PUTS_DISABLED,
                allowPuts ? "allowed" : "calls only",
                put ? "put" : "call");
        if (put && !allowPuts) {
            gates.notAsked("contract");
            return gates.answers();
        }
        int candidates = plan.funnel().candidates().size();
        gates.ask(
                "contract",
                code.isEmpty(),
                code,
                candidates == 0 ? "one that can be priced" : "one of " + candidates + " that every rule lets through",
                plan.match(
                        proposed -> proposed.proposal().instrument() + " at "
                                + proposed.proposal().limit(),
                        Plan.NoTrade::detail));
        return gates.answers();
    }
}
