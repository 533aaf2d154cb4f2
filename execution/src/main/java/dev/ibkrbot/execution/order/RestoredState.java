package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.execution.control.Command;
import dev.ibkrbot.execution.regime.RiskHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a journal says about the runs before this one: handed to one engine, which goes on with it. Confined to the
 * engine thread.
 */
public final class RestoredState {
    final WorkingOrders working = new WorkingOrders();
    final List<Trade> trades = new ArrayList<>();
    final List<Instant> entries = new ArrayList<>();
    final Set<ExecutionId> settled = new HashSet<>();
    private final Set<SignalId> usedSignals = new LinkedHashSet<>();
    private final RiskHistory history = new RiskHistory();
    private int highWater;
    private boolean replayed;
    private Instant lastTime = Instant.MIN;
    private Optional<String> halted = Optional.empty();
    private Optional<String> paused = Optional.empty();
    private ExitRules exitRules = ExitRules.NONE;

    RestoredState() {}

    /** Nothing happened before. */
    public static RestoredState none() {
        return new RestoredState();
    }

    /** Signals that opened a trade; modifiable by who goes on with it. */
    public Set<SignalId> usedSignals() {
        return usedSignals;
    }

    /** The largest order id that may have been used; 0 for none. */
    public int highWater() {
        return highWater;
    }

    void usedId(int id) {
        highWater = StrictMath.max(highWater, id);
    }

    /** When the last record was written; {@link Instant#MIN} for a new journal. */
    public Instant lastTime() {
        return lastTime;
    }

    void lastTime(Instant at) {
        lastTime = at.isAfter(lastTime) ? at : lastTime;
    }

    /** What earlier days left behind for risk; gone on with by the engine. */
    public RiskHistory history() {
        return history;
    }

    /** Why trading is halted; empty when it is not. */
    public Optional<String> halted() {
        return halted;
    }

    void halted(Optional<String> reason) {
        halted = reason;
    }

    /** Why a person paused entries; empty when nobody did. */
    public Optional<String> paused() {
        return paused;
    }

    /** What stood for the exits of all positions. */
    public ExitRules exitRules() {
        return exitRules;
    }

    void exitRules(ExitRules rules) {
        exitRules = rules;
    }

    void commanded(Command command) {
        switch (command.action()) {
            case PAUSE -> paused = Optional.of(command.told());
            case HALT -> halted = Optional.of(command.told());
            case RESUME -> {
                paused = Optional.empty();
                halted = Optional.empty();
            }
            default -> {}
        }
    }

    /** When entries were sent, ascending; only those of the last minute with one. */
    public List<Instant> entries() {
        return List.copyOf(entries);
    }

    void replayed() {
        replayed = true;
    }

    /** Whether this is of a journal that has never sent an order; false when there is no journal to tell. */
    public boolean knowsNoOrder() {
        return replayed && usedSignals.isEmpty();
    }

    /** Trades that were not over. */
    public List<Trade> trades() {
        return List.copyOf(trades);
    }
}
