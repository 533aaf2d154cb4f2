package dev.ibkrbot.execution.order;

import dev.ibkrbot.execution.journal.RecordType;

/** The kinds of records the engine journals; the names are part of the journal and never change. */
public final class Records {
    /**
     * What a strategy said, and what came of it: symbol, id, strategy, action, confidence, reason, bar_end, outcome,
     * gates, funnel.
     */
    public static final RecordType SIGNAL = RecordType.of("signal");
    /** Risk said yes: id, quantity, digest, expires. */
    public static final RecordType APPROVAL = RecordType.of("approval");
    /** Risk said no: id, symbol, instrument, denials. */
    public static final RecordType DENIAL = RecordType.of("denial");
    /** Orders that are about to be sent: trade, origin (entries only), orders. */
    public static final RecordType INTENT = RecordType.of("intent");
    /** Orders a dry run would have sent: orders. */
    public static final RecordType DRY_RUN = RecordType.of("dry_run");
    /** A cancel is about to be asked for: ref, order_id, reason. */
    public static final RecordType CANCEL = RecordType.of("cancel");
    /** An order's state changed without a trade: ref, order_id, role, from, state, reason. */
    public static final RecordType ORDER = RecordType.of("order");
    /** An execution: execution, order_id, ref, symbol, instrument, role, side, quantity, price, late. */
    public static final RecordType FILL = RecordType.of("fill");
    /** An execution is not what it was said to be: execution, corrects, ref, quantity, price, at, before; or busted. */
    public static final RecordType CORRECTION = RecordType.of("correction");
    /**
     * What an execution cost beyond what was recorded before: execution, ref, amount, currency; charge where another
     * number was charged for.
     */
    public static final RecordType COMMISSION = RecordType.of("commission");
    /**
     * A position that was found at the start is a trade from now on, before anything is done about it: what signal tells
     * (limit is its average price), asked_by, number (its orders' names begin with it), origin.
     */
    public static final RecordType ADOPTED = RecordType.of("adopted");
    /** A trade is to be closed, before anything is done about it; holds until the trade ends: trade, instrument, reason. */
    public static final RecordType EXIT_WANTED = RecordType.of("exit_wanted");
    /**
     * The broker refuses exits of a trade and the engine watches for them itself, until the trade ends: trade,
     * instrument, target, stop (each where there is one).
     */
    public static final RecordType EXIT_WATCH = RecordType.of("exit_watch");
    /** A position was closed: trade, symbol, instrument, side, quantity, times, prices, profit, fees, reason. */
    public static final RecordType EXIT = RecordType.of("exit");
    /** A closed position was counted again: all that exit says, which it replaces. */
    public static final RecordType RESTATED = RecordType.of("restated");
    /** An option ended by its terms: settlement, kind, trade (absent for what is not ours), quantity, value, shares. */
    public static final RecordType SETTLEMENT = RecordType.of("settlement");
    /** Somebody else closed part of a position: trade, quantity, value (what it cost, as nothing better is known). */
    public static final RecordType REDUCTION = RecordType.of("reduction");
    /** A trade ended without a fill, or was ended by somebody else: trade, symbol, reason. */
    public static final RecordType ABANDONED = RecordType.of("abandoned");
    /** A written option is closed to be written anew: trade, detail. The intent of the next one names it in rolls. */
    public static final RecordType ROLL = RecordType.of("roll");
    /** What stands for the exits of all positions has changed: reason, close_at_dte, entered_today, emergency_loss. */
    public static final RecordType EXIT_RULES = RecordType.of("exit_rules");
    /** A cycle did not come to a plan: symbol, reason. */
    public static final RecordType SKIP = RecordType.of("skip");
    /** The day's first known equity: date, equity, currency. */
    public static final RecordType DAY_START = RecordType.of("day_start");
    /** The day's summary: date, counts, equity. */
    public static final RecordType DAY_END = RecordType.of("day_end");
    /** Something a person should see: severity, code, message. */
    public static final RecordType ALERT = RecordType.of("alert");
    /** Order ids up to reserved_to may be used from now on. */
    public static final RecordType ID_BLOCK = RecordType.of("id_block");
    /** Our books were compared with the broker's: open_orders, executions, positions. */
    public static final RecordType RECONCILED = RecordType.of("reconciled");
    /** The broker said something: severity, code, text, order_id. */
    public static final RecordType NOTICE = RecordType.of("notice");
    /** No entries of a symbol (absent for all) until the books agree: reason. */
    public static final RecordType FREEZE = RecordType.of("freeze");
    /** Its entries are allowed again: symbol (absent for all). */
    public static final RecordType UNFREEZE = RecordType.of("unfreeze");
    /** A breaker opened: symbol (absent for all), until, reason. */
    public static final RecordType BREAKER_OPEN = RecordType.of("circuit_breaker_open");
    /** A limit was reached that stands for a while: code, until (first trading date without it), detail. */
    public static final RecordType LATCH = RecordType.of("latch");
    /** It stands no longer: code. */
    public static final RecordType LATCH_RELEASED = RecordType.of("latch_released");
    /** The strategy changed within a trading date: date, from, to, count. */
    public static final RecordType PIVOT = RecordType.of("pivot");
    /** Trading was stopped until somebody resumes it: reason. */
    public static final RecordType HALT = RecordType.of("halt");
    /** Trading was allowed again: reason. */
    public static final RecordType RESUME = RecordType.of("resume");
    /** The engine ended: reason, counts. */
    public static final RecordType RUN_END = RecordType.of("run_end");

    private Records() {}
}
