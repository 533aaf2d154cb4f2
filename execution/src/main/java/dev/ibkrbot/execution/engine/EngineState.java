package dev.ibkrbot.execution.engine;

/** What the engine does at present. Immutable. */
public enum EngineState {
    /** The broker is not ready, or our books were not yet compared with it: no entries. */
    RECONCILING("not_ready"),
    TRADING("trading"),
    /** A person wants no entries; everything else goes on. */
    PAUSED("paused"),
    /** Stopped by a person or by a fault: no entries, positions stay protected. */
    HALTED("halted"),
    /** Over. */
    STOPPED("stopped");

    private final String code;

    EngineState(String code) {
        this.code = code;
    }

    /** The stable word for journals; also the reason a cycle is skipped. */
    public String code() {
        return code;
    }
}
