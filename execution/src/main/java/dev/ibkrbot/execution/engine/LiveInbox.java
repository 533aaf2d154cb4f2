package dev.ibkrbot.execution.engine;

import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The inbox of a {@link LiveLoop}. When more events wait than its bound, the engine is told to halt, and events that
 * only mean that time has passed are left out; what the broker says is never dropped. Thread-safe.
 */
public final class LiveInbox implements Inbox {
    private final BlockingDeque<EngineEvent> events = new LinkedBlockingDeque<>();
    private final AtomicBoolean overflowed = new AtomicBoolean();
    private final int bound;

    /** {@code bound} is how many events may wait; positive. */
    public LiveInbox(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound is not positive: " + bound);
        }
        this.bound = bound;
    }

    @Override
    public void post(EngineEvent event) {
        if (event instanceof EngineEvent.StopRequested) {
            events.addFirst(event);
            return;
        }
        boolean full = events.size() >= bound;
        if (full && overflowed.compareAndSet(false, true)) {
            events.addFirst(new EngineEvent.HaltRequested("inbox full: " + bound + " events wait"));
        }
        boolean tellsTime = event instanceof EngineEvent.CycleDue || event instanceof EngineEvent.SupervisionDue;
        if (!full || !tellsTime) {
            events.addLast(event);
        }
    }

    EngineEvent take() throws InterruptedException {
        return events.takeFirst();
    }

    boolean isEmpty() {
        return events.isEmpty();
    }
}
