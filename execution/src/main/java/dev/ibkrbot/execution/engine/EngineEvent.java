package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.BrokerNotice;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.account.OptionSettlement;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.trade.Plan;
import java.time.Duration;

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

    /** The session with the broker changed. */
    record ConnectionChanged(ConnectionState state) implements EngineEvent {}

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

    /** The program ends: entries that never filled are canceled, everything else stays at the broker. */
    record StopRequested(String reason) implements EngineEvent {}
}
