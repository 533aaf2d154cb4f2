package dev.ibkrbot.execution.engine;

/** Hears what the engine did, after it was journaled. Called on the engine thread; must return at once. */
@FunctionalInterface
public interface EngineListener {
    /** Hears nothing. */
    EngineListener NONE = report -> {};

    void onReport(EngineReport report);

    /** Both, this one first. */
    default EngineListener and(EngineListener other) {
        return report -> {
            onReport(report);
            other.onReport(report);
        };
    }
}
