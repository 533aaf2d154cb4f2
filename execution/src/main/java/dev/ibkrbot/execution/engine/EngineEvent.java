package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.BrokerNotice;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.account.OptionSettlement;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.execution.control.Command;
import java.time.Duration;
import java.util.function.Consumer;

/** What the engine is told. Immutable. */
public sealed interface EngineEvent {
    /** It is time to look at a symbol. */
    record CycleDue(Symbol symbol) implements EngineEvent {}

    /** The planner answered. */
    record PlanReady(Symbol symbol, Plan plan) implements EngineEvent {}

    /** The planner could not answer. */
    record PlanFailed(Symbol symbol, Throwable failure) implements EngineEvent {}

    /** The broker said something about an order. */
    record OrderReported(OrderEvent event) implements EngineEvent {}

    /** The broker said something beside that. */
    record NoticeReceived(BrokerNotice notice) implements EngineEvent {}

    /** An option position ended by the terms of its contract. */
    record OptionSettled(OptionSettlement settlement) implements EngineEvent {}

    /** The process did nothing for so long: it was suspended, or its machine was. */
    record PauseNoticed(Duration length) implements EngineEvent {}

    /** The broker's clock is so far ahead of ours; negative when it is behind. */
    record ClockCompared(Duration ahead) implements EngineEvent {}

    /** The disk with the journal has so much room left. */
    record SpaceMeasured(long usableBytes) implements EngineEvent {}

    /** The session with the broker changed. */
    record ConnectionChanged(ConnectionState state) implements EngineEvent {}

    /**
     * The strategy of the day changed within the trading date, such as by another gameplan: A to B, A to C. Posted once
     * for each change that takes effect. From {@code most} changes on nothing is entered until the next trading date,
     * also after a restart: {@link dev.ibkrbot.execution.regime.RiskHistory#pivots} of the restored state tells how
     * many there were.
     *
     * @param from name of the strategy so far
     * @param to name of the one from now on
     * @param most changes that end the day; 2 unless the plan says otherwise
     */
    record StrategyPivoted(String from, String to, int most) implements EngineEvent {}

    /** Time has passed: timeouts, closing times, the day. */
    record SupervisionDue() implements EngineEvent {
        public static final SupervisionDue INSTANCE = new SupervisionDue();
    }

    /** A question to the broker was answered; what follows is done on the engine's thread. */
    record Answered(Runnable continuation) implements EngineEvent {}

    /** No more entries, also after a restart, until resumed; positions stay protected. */
    record HaltRequested(String reason) implements EngineEvent {}

    /** Entries are allowed again. */
    record ResumeRequested(String reason) implements EngineEvent {}

    /** A person asks for something; {@code answer} hears, on the engine's thread, what comes of it. */
    record Commanded(Command command, Consumer<String> answer) implements EngineEvent {}

    /** The program ends: entries that never filled are canceled, everything else stays at the broker. */
    record StopRequested(String reason) implements EngineEvent {}
}
