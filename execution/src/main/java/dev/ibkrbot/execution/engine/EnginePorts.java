package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.Broker;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.execution.journal.Journal;
import java.time.InstantSource;

/**
 * Everything the engine talks to.
 *
 * @param planner proposes
 * @param gate approves or denies
 * @param broker connected by the caller, with {@link TradingEngine#brokerListener()}
 * @param journal opened and closed by the caller
 * @param calendar sessions and trading dates
 * @param clock the time: of the simulation, where there is one
 * @param inbox where answers that come later are left for the engine
 * @param listener hears what happened
 */
public record EnginePorts(
        Planner planner,
        Gate gate,
        Broker broker,
        Journal journal,
        MarketCalendar calendar,
        InstantSource clock,
        Inbox inbox,
        EngineListener listener) {}
