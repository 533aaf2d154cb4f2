package dev.ibkrbot.execution.engine;

/** Where everybody but the engine leaves events for it; each is handled after those before it. */
@FunctionalInterface
public interface Inbox {
    /** Leaves an event and returns at once. */
    void post(EngineEvent event);
}
