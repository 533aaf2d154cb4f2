package dev.ibkrbot.execution.engine;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** The inbox of a {@link SteppedLoop}: what is posted while an event is handled is handled after it. One thread. */
public final class SteppedInbox implements Inbox {
    private final Queue<EngineEvent> events = new ArrayDeque<>();

    @Override
    public void post(EngineEvent event) {
        events.add(event);
    }

    /** Forgets what waits, as a crash would. */
    void clear() {
        events.clear();
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    Optional<EngineEvent> poll() {
        return Optional.ofNullable(events.poll());
    }
}
