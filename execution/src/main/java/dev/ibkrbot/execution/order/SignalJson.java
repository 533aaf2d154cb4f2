package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.SelectionFunnel;
import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.broker.value.IsoTime;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonBody;
import java.time.Instant;

/** A strategy's answer and how the contract was chosen, as journal records. */
public final class SignalJson {
    private SignalJson() {}

    /** The record of a plan; {@code outcome} is "proposed" or the code of what stopped it. */
    public static JournalRecord record(Instant at, Symbol symbol, Plan plan, String outcome) {
        Signal signal = plan.signal();
        JsonBody body = JsonBody.object()
                .text("symbol", symbol.value())
                .text("id", SignalId.of(symbol, signal).value())
                .text("strategy", signal.strategy())
                .text("action", signal.action().name())
                .text("confidence", signal.confidence().fraction())
                .text("reason", signal.reason())
                .text("bar_end", IsoTime.text(signal.barEnd()))
                .text("outcome", outcome);
        if (plan instanceof Plan.NoTrade it && !it.detail().isEmpty()) {
            body.text("detail", it.detail());
        }
        if (plan instanceof Plan.Proposed it) {
            body.text("instrument", it.proposal().instrument().toString())
                    .text("limit", it.proposal().limit().toString());
        }
        if (!plan.gates().isEmpty()) {
            body.objects("gates", plan.gates(), SignalJson::gate);
        }
        if (!plan.funnel().candidates().isEmpty()) {
            body.objects("funnel", plan.funnel().candidates(), SignalJson::candidate);
        }
        return JournalRecord.of(at, Records.SIGNAL, body);
    }

    /** One that was not asked has neither passed nor a limit; only one that failed has a code. */
    private static void gate(JsonBody body, GateAnswer answer) {
        body.text("gate", answer.gate());
        if (answer.verdict() != GateAnswer.Verdict.NOT_ASKED) {
            body.flag("passed", answer.passed()).text("limit", answer.limit());
        }
        if (!answer.actual().isEmpty()) {
            body.text("actual", answer.actual());
        }
        if (!answer.code().isEmpty()) {
            body.text("code", answer.code());
        }
    }

    private static void candidate(JsonBody body, SelectionFunnel.Candidate candidate) {
        body.text("contract", candidate.contract().toString());
        candidate
                .rejection()
                .ifPresent(why ->
                        body.text("rule", why.rule()).text("limit", why.limit()).text("actual", why.actual()));
    }
}
