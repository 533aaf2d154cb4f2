package dev.ibkrbot.cli.live;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.execution.journal.Journal;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonObject;
import dev.ibkrbot.execution.order.Records;
import dev.ibkrbot.strategy.SignalMemory;

/** Which strategies fired on what before this start: some stay silent for days afterwards. */
final class EarlierSignals {
    private EarlierSignals() {}

    static SignalMemory in(Journal journal) {
        SignalMemory memory = new SignalMemory();
        journal.read(1, entry -> remember(memory, entry.record()));
        return memory;
    }

    private static void remember(SignalMemory memory, JournalRecord record) {
        if (record.type().equals(Records.SIGNAL)) {
            JsonObject body = record.parsedBody();
            if (!body.requiredText("action").equals("HOLD")) {
                memory.fired(body.requiredText("strategy"), new Symbol(body.requiredText("symbol")), record.time());
            }
        }
    }
}
