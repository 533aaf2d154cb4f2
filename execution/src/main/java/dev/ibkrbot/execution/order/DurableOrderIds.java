package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderIds;
import dev.ibkrbot.execution.journal.Journal;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonBody;
import java.time.InstantSource;

/**
 * Order ids out of blocks that are journaled before the first id of them is used, so that a restart begins behind
 * everything that may have been sent. Ids of an abandoned block are never used. Confined to the engine thread.
 */
public final class DurableOrderIds implements OrderIds {
    private static final int BLOCK = 1_000;
    private static final int FOREIGN_FROM = 1 << 30;

    private final Journal journal;
    private final InstantSource clock;
    private int last;
    private int reservedTo;

    /** Ids begin after {@code highWater}, the largest id any earlier run may have used; 0 for none. */
    public DurableOrderIds(Journal journal, InstantSource clock, int highWater) {
        if (highWater < 0) {
            throw new IllegalArgumentException("high water is negative: " + highWater);
        }
        this.journal = journal;
        this.clock = clock;
        this.last = highWater;
        this.reservedTo = highWater;
    }

    @Override
    public OrderId next() {
        int next = StrictMath.addExact(last, 1);
        if (next > reservedTo) {
            int end = StrictMath.addExact(last, BLOCK);
            journal.append(JournalRecord.of(
                    clock.instant(), Records.ID_BLOCK, JsonBody.object().number("reserved_to", end)));
            reservedTo = end;
        }
        last = next;
        return new OrderId(next);
    }

    /**
     * The broker knows this id, or says that ids below are spent: what follows is larger. Ids beyond any we could have
     * handed out, as other programs use them, are left aside.
     */
    public void raiseAbove(int used) {
        if (used > last && used < FOREIGN_FROM) {
            last = used;
        }
    }
}
