package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.account.OptionSettlement;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.OcaGroup;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One trade from its entry's intent until it is flat: its orders, its fills and where its exits stand. Quantities and
 * money come from executions alone. Confined to the engine thread.
 */
public final class Trade {
    private final TradeOrigin origin;
    /** Of a trade that has no entry, because its position was found. */
    private final Optional<OrderId> adoptedAs;

    private final List<TrackedOrder> orders = new ArrayList<>();
    private final TradeAccount account;
    private final Retries closing = new Retries();
    private Optional<EndedLegs> legs;
    private Bracket bracket;
    private int ocaGeneration;
    private boolean exitFilledInGeneration;
    private Optional<ExitReason> wanted = Optional.empty();
    private Optional<Watched> watched = Optional.empty();
    private Instant nakedSince = Instant.MAX;
    private Instant flatSince = Instant.MAX;
    private int stopsReplaced;
    private boolean quoteAsked;
    private boolean finished;
    private boolean entryTimedOut;
    private boolean atRest;
    private boolean replaced;

    Trade(TradeOrigin origin) {
        this(origin, Optional.empty());
    }

    private Trade(TradeOrigin origin, Optional<OrderId> adoptedAs) {
        this.origin = origin;
        this.adoptedAs = adoptedAs;
        this.bracket = Bracket.around(origin.limit(), origin.exits(), origin.side(), origin.grid());
        this.account = new TradeAccount(origin);
        this.legs = EndedLegs.of(origin);
    }

    /** A trade of a position that was found: held from this moment on, and called by this number. */
    static Trade adopted(TradeOrigin origin, OrderId number, Instant at) {
        Trade trade = new Trade(origin, Optional.of(number));
        trade.account.found(at);
        return trade;
    }

    /** Whether its position was found and not entered by us: there is no entry order. */
    public boolean isAdopted() {
        return adoptedAs.isPresent();
    }

    /** The number that the names of its orders and groups begin with. */
    OrderId number() {
        return adoptedAs.orElseGet(() -> orders.get(0).order().id());
    }

    /** Another trade is opened on its signal: a record of this one has to say which is meant. */
    void replaced() {
        replaced = true;
    }

    boolean isReplaced() {
        return replaced;
    }

    public TradeOrigin origin() {
        return origin;
    }

    /** All its orders, finished ones included, in the order of their intents; a live view that must not be kept. */
    public List<TrackedOrder> orders() {
        return orders;
    }

    /** The entry order; absent of a trade whose position was found. */
    public Optional<TrackedOrder> entry() {
        return last(OrderRole.ENTRY);
    }

    /** The latest order of a role. */
    public Optional<TrackedOrder> last(OrderRole role) {
        for (int i = orders.size() - 1; i >= 0; i--) {
            if (orders.get(i).role() == role) {
                return Optional.of(orders.get(i));
            }
        }
        return Optional.empty();
    }

    /** The order of this role that may still trade. */
    public Optional<TrackedOrder> live(OrderRole role) {
        return last(role).filter(TrackedOrder::isLive);
    }

    /** Every order that may still trade and is not an entry; a copy. */
    public List<TrackedOrder> liveExits() {
        List<TrackedOrder> live = new ArrayList<>(2);
        for (TrackedOrder order : orders) {
            if (order.isLive() && order.role().isExit()) {
                live.add(order);
            }
        }
        return live;
    }

    /** Whether any of its orders may still trade. */
    public boolean hasLiveOrder() {
        for (TrackedOrder order : orders) {
            if (order.isLive()) {
                return true;
            }
        }
        return false;
    }

    /** What is held: in the direction of the entry, negative when more was closed than opened. */
    public Quantity held() {
        return account.held();
    }

    /** What was ever opened. */
    public Quantity opened() {
        return account.opened();
    }

    /** The holding as the account has it; empty when flat. */
    public Optional<Position> position() {
        Quantity held = held();
        if (held.isZero()) {
            return Optional.empty();
        }
        Quantity signed = origin.side() == Side.BUY ? held : held.negated();
        return Optional.of(new Position(origin.instrument(), signed, entryPrice()));
    }

    /** The holding by what the account shows: a combination as what is left of its legs, at unknown prices. */
    public List<Position> holdings() {
        if (legs.isEmpty()) {
            return position().map(List::of).orElse(List.of());
        }
        Quantity held = held();
        return held.isZero() ? List.of() : legs.get().left(origin.side() == Side.BUY ? held : held.negated());
    }

    /** Average of the entry fills per share; the planned limit before there are any. */
    public Price entryPrice() {
        return account.entryPrice();
    }

    /** When the first entry fill happened; {@link Instant#MAX} before. */
    public Instant entryTime() {
        return account.entryTime();
    }

    /** When the last exit fill happened; {@link Instant#MIN} before. */
    public Instant exitTime() {
        return account.exitTime();
    }

    /** Where its exits belong now. */
    Bracket bracket() {
        return bracket;
    }

    void bracket(Bracket next) {
        bracket = next;
    }

    /** The bracket around what was paid; a bracket that makes no sense there is not an improvement. */
    Bracket paidBracket() {
        Bracket paid = Bracket.around(entryPrice(), origin.exits(), origin.side(), origin.grid());
        return paid.fault(entryPrice(), origin.side()).isEmpty() ? paid : bracket;
    }

    /** The broker refuses its exits: they are watched for at these levels, and those at the broker are not to live. */
    void watch(Bracket levels, Instant at) {
        atRest = false;
        bracket = levels;
        watched = watched.or(() -> Optional.of(new Watched(at)));
        watched.get().ordersBefore(orders.size());
    }

    Optional<Watched> watched() {
        return watched;
    }

    /** Since when the engine itself watches for its exits; absent while they are the broker's. */
    public Optional<Instant> watchedSince() {
        return watched.map(Watched::since);
    }

    /** Whether it is watched and could be left at its target or better, when it can be left at this price. */
    public boolean isTargetReached(Price price) {
        return watched.isPresent() && bracket.isTargetAt(price, origin.side());
    }

    /** Whether it is watched and could be left at its stop or worse, when it can be left at this price. */
    public boolean isStopReached(Price price) {
        return watched.isPresent() && bracket.isStopAt(price, origin.side());
    }

    /** Why it is being closed by a closing order; empty while its exits do the work. */
    public Optional<ExitReason> wanted() {
        return wanted;
    }

    /** Whether nothing has happened to it since it was found to need nothing. */
    boolean isAtRest() {
        return atRest;
    }

    void atRest(boolean found) {
        atRest = found;
    }

    /** Asks for it to be closed; the first reason stays. */
    void want(ExitReason reason) {
        atRest = false;
        if (wanted.isEmpty()) {
            wanted = Optional.of(reason);
        }
    }

    Instant nakedSince() {
        return nakedSince;
    }

    void nakedSince(Instant moment) {
        nakedSince = moment;
    }

    /** Since when nothing is held and exits still live; {@link Instant#MAX} when that is not so. */
    Instant flatSince() {
        return flatSince;
    }

    void flatSince(Instant moment) {
        flatSince = moment;
    }

    int stopsReplaced() {
        return stopsReplaced;
    }

    void stopReplaced() {
        stopsReplaced++;
    }

    /** When it may be tried to close it. */
    Retries closing() {
        return closing;
    }

    boolean quoteAsked() {
        return quoteAsked;
    }

    void quoteAsked(boolean asked) {
        quoteAsked = asked;
    }

    /** Whether its entry was canceled because it was not filled in time. */
    public boolean entryTimedOut() {
        return entryTimedOut;
    }

    void entryLate() {
        entryTimedOut = true;
    }

    /** Whether every fill was charged for. */
    public boolean isFullyCharged() {
        return account.isFullyCharged();
    }

    /** The group its exits cancel each other in; a new one after an exit traded in the last one. */
    public OcaGroup ocaGroup() {
        return new OcaGroup("B" + number() + (ocaGeneration == 0 ? "" : "." + ocaGeneration));
    }

    boolean isGroupSpent() {
        return exitFilledInGeneration;
    }

    void nextGroup() {
        ocaGeneration++;
        exitFilledInGeneration = false;
    }

    void add(TrackedOrder order) {
        orders.add(order);
        order.order().ocaGroup().ifPresent(group -> {
            int point = group.name().indexOf('.');
            int generation = point < 0 ? 0 : Integer.parseInt(group.name().substring(point + 1));
            exitFilledInGeneration &= generation <= ocaGeneration;
            ocaGeneration = StrictMath.max(ocaGeneration, generation);
        });
    }

    void traded(TrackedOrder order, Execution execution) {
        boolean exit = order.role().isExit();
        account.traded(execution, exit ? Optional.of(reasonOf(order.role())) : Optional.empty());
        exitFilledInGeneration |= exit && order.order().ocaGroup().equals(Optional.of(ocaGroup()));
    }

    /** A fill is not what it was said to be; false when that changes nothing that is still counted. */
    boolean corrected(OrderChange.Corrected change) {
        atRest = false;
        return account.corrected(change);
    }

    /** Part of it ended by the terms of the option; the value is the option's, signed like cash received. */
    void settled(Quantity quantity, Money value, Instant at, ExitReason reason) {
        atRest = false;
        account.settled(quantity, value, at, reason);
    }

    /** Part of a leg ended by its terms; the trade does with the last one. */
    void legEnded(OptionSettlement settlement, Quantity part) {
        atRest = false;
        EndedLegs ended = legs.orElseThrow();
        ended.add(settlement, part);
        if (holdings().isEmpty()) {
            account.settled(held(), ended.value(), settlement.at(), ExitReason.of(ended.kind()));
        }
    }

    /** A fill was charged for; false when that changes nothing that is still counted. */
    boolean charged(OrderChange.Charged change) {
        return account.charged(change);
    }

    /** What its fills were charged so far. */
    Money fees() {
        return account.fees();
    }

    /** What its fills will still be charged, by estimate; zero when all is known. */
    Money expectedFees() {
        return account.expectedFees();
    }

    private ExitReason reasonOf(OrderRole role) {
        return switch (role) {
            case TAKE_PROFIT -> ExitReason.TAKE_PROFIT;
            case STOP_LOSS -> ExitReason.STOP_LOSS;
            case CLOSE, ENTRY -> wanted.orElse(ExitReason.REQUESTED);
        };
    }

    /** The finished trade; {@link IllegalStateException} unless it is flat after having been open. */
    ClosedTrade close() {
        return account.close();
    }

    /** What it was recorded as, if it had to be counted again since. */
    Optional<ClosedTrade> restates() {
        return account.restates();
    }

    /** Starts counting anew after {@link #close()}, for what a late fill may still bring. */
    void reset() {
        account.reset();
        legs = EndedLegs.of(origin);
        wanted = Optional.empty();
        watched = Optional.empty();
        finished = true;
    }

    /** Whether it was closed once; what is held since came late. */
    boolean isFinished() {
        return finished;
    }

    @Override
    public String toString() {
        return origin.signalId() + " held " + held();
    }
}
