package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.market.QuoteSource;
import dev.ibkrbot.broker.order.ApprovalDigest;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.execution.order.Bracket;
import dev.ibkrbot.execution.order.BrokerBooks;
import dev.ibkrbot.execution.order.Comparison;
import dev.ibkrbot.execution.order.DeskListener.Severity;
import dev.ibkrbot.execution.order.ExitReason;
import dev.ibkrbot.execution.order.Submission;
import dev.ibkrbot.execution.order.TradeDesk;
import dev.ibkrbot.execution.order.TradeOrigin;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Takes over what was found at the start, is of no trade of ours, and is asked for by its underlying: options that are
 * held whole by somebody else and on which nothing else is at work. Each is decided once, as soon as its market is open,
 * nothing of its symbol is in doubt, and a price can be believed; until then, and when it is refused, it stays what it
 * was. A dry run only says what it would do. Confined to the engine thread.
 */
final class AdoptionDesk {
    /** A price that has not come by then may never come: audits go on looking. */
    private static final int MOST_HASTY_LOOKS = 20;

    private final AdoptionRule rule;
    private final boolean dryRun;
    private final Gate gate;
    private final QuoteSource quotes;
    private final MarketCalendar calendar;
    private final InstantSource clock;
    private final Answers answers;
    private final TradeDesk desk;
    private final BookSource books;
    private final StandingExits standing;
    private final Recorder recorder;
    private final BooleanSupplier ready;
    private final Map<Instrument, Candidate> candidates = new LinkedHashMap<>();
    private List<Position> foreign = List.of();
    private List<OpenOrder> live = List.of();
    private Optional<String> unnamed = Optional.empty();
    private boolean begun;

    /** {@code ready} tells whether orders may be sent. */
    AdoptionDesk(
            EngineSettings settings,
            EnginePorts ports,
            Answers answers,
            TradeDesk desk,
            BookSource books,
            StandingExits standing,
            Recorder recorder,
            BooleanSupplier ready) {
        this.rule = settings.adoption();
        this.dryRun = settings.mode() == TradingMode.DRY_RUN;
        this.gate = ports.gate();
        this.quotes = ports.broker().quotes();
        this.calendar = ports.calendar();
        this.clock = ports.clock();
        this.answers = answers;
        this.desk = desk;
        this.books = books;
        this.standing = standing;
        this.recorder = recorder;
        this.ready = ready;
    }

    /** A position that waits to be decided on. */
    private static final class Candidate {
        private boolean asked;
        private boolean told;
        private int looks;
    }

    /** Whether this instrument waits to be decided on. */
    boolean isCandidate(Instrument instrument) {
        return candidates.containsKey(instrument);
    }

    /** Whether the broker is to be asked again soon, because something could be decided on now. */
    boolean isWaiting(Instant now) {
        return !candidates.isEmpty()
                && calendar.isOpen(now)
                && candidates.values().stream().anyMatch(candidate -> candidate.looks < MOST_HASTY_LOOKS);
    }

    /** The broker has something that cannot be told: it may be at work on anything. */
    void doubt(String what) {
        unnamed = Optional.of(what);
    }

    /** What a comparison found; the first one of the run says what there is to decide on. */
    void found(List<Position> beyondOurs) {
        if (begun) {
            return;
        }
        begun = true;
        beyondOurs.stream()
                .map(Position::instrument)
                .filter(instrument -> rule.underlyings().contains(instrument.underlying()))
                .forEach(instrument -> candidates.put(instrument, new Candidate()));
    }

    /** Decides on what can be decided on after this comparison. */
    void compared(Comparison comparison, BrokerBooks view, Instant now) {
        foreign = comparison.foreign();
        live = view.openOrders();
        for (Instrument instrument : List.copyOf(candidates.keySet())) {
            Optional<Position> position = position(instrument);
            if (position.isEmpty()) {
                candidates.remove(instrument);
            } else {
                look(position.get(), comparison, now);
            }
        }
    }

    private Optional<Position> position(Instrument instrument) {
        return foreign.stream()
                .filter(position -> position.instrument().equals(instrument))
                .findFirst();
    }

    private void look(Position position, Comparison comparison, Instant now) {
        Instrument instrument = position.instrument();
        Candidate candidate = candidates.get(instrument);
        Optional<String> objection = objection(position);
        if (objection.isPresent()) {
            refuse(position, objection.get(), now);
        } else if (comparison.unclear().contains(instrument.underlying())) {
            wait(position, "something of " + instrument.underlying() + " is in doubt", now);
        } else if (!calendar.isOpen(now)) {
            wait(position, "the market is closed", now);
        } else if (!candidate.asked) {
            candidate.asked = true;
            candidate.looks++;
            answers.await(
                    quotes.priceGrid(instrument).thenCombine(quotes.quote(instrument), Priced::new),
                    priced -> priced(position, priced),
                    failure -> {
                        candidate.asked = false;
                        wait(position, failure.getMessage(), clock.instant());
                    });
        }
    }

    private record Priced(PriceGrid grid, Quote quote) {}

    /** Why it is not taken over at all; absent when nothing stands against it. */
    private Optional<String> objection(Position position) {
        Instrument instrument = position.instrument();
        if (!(instrument instanceof OptionContract)) {
            return Optional.of("only single options are taken over");
        }
        if (desk.trades().all().stream()
                .anyMatch(trade -> touches(trade.origin().instrument(), instrument))) {
            return Optional.of("a trade of this bot is in it, too, and the broker has one average price for both");
        }
        if (foreign.stream().anyMatch(other -> maySecure(other, position))) {
            return Optional.of("options on " + instrument.underlying() + " are held both long and short, and one may"
                    + " secure the other");
        }
        return live.stream()
                .filter(open -> touches(open.order().instrument(), instrument))
                .findFirst()
                .map(open -> "order " + open.order().ref() + " works on it, and both could sell the same contracts:"
                        + " cancel it and start again")
                .or(() -> unnamed.map(what -> "there is " + what + ", which may be at work on it"));
    }

    /** Whether both are options on one underlying, held on opposite sides: sold alone, one leaves the other naked. */
    private static boolean maySecure(Position other, Position position) {
        return other.instrument() instanceof OptionContract option
                && option.underlying().equals(position.instrument().underlying())
                && other.quantity().isPositive() != position.quantity().isPositive();
    }

    private static boolean touches(Instrument traded, Instrument instrument) {
        return traded.equals(instrument)
                || traded instanceof Combo combo
                        && combo.legs().stream()
                                .anyMatch(leg -> leg.instrument().equals(instrument));
    }

    private void refuse(Position position, String why, Instant now) {
        candidates.remove(position.instrument());
        recorder.alerted(
                now,
                Severity.WARNING,
                "not_adopted",
                position.quantity() + " " + position.instrument() + ": " + why + "; exposure, not supervised");
    }

    private void wait(Position position, String why, Instant now) {
        Candidate candidate = candidates.get(position.instrument());
        if (candidate != null && !candidate.told) {
            candidate.told = true;
            recorder.alerted(
                    now,
                    Severity.WARNING,
                    "adoption_waits",
                    position.quantity() + " " + position.instrument() + ": " + why
                            + "; not supervised yet, looked at again while the market is open");
        }
    }

    private void priced(Position position, Priced priced) {
        Instant now = clock.instant();
        Candidate candidate = candidates.get(position.instrument());
        if (candidate == null) {
            return;
        }
        candidate.asked = false;
        boolean asBefore =
                position(position.instrument()).filter(position::equals).isPresent();
        if (!ready.getAsBoolean() || !asBefore || objection(position).isPresent()) {
            return;
        }
        Quote quote = priced.quote();
        Optional<Price> price = position.quantity().isPositive() ? quote.bid() : quote.ask();
        if (!calendar.isOpen(now) || !ExitWatch.isUsable(quote, now)) {
            wait(position, "no price to believe: " + quote, now);
        } else {
            take(position, priced.grid(), price.orElseThrow(), now);
        }
    }

    private void take(Position position, PriceGrid grid, Price price, Instant now) {
        ExitPlan plan = position.quantity().isPositive() ? rule.bought() : rule.written();
        SignalId id = TradeOrigin.adoptedId(position.instrument(), now);
        Optional<ApprovalDigest> approval = gate.custody(id, position, plan, now);
        if (approval.isEmpty()) {
            refuse(position, "risk does not approve of exits for it", now);
            return;
        }
        TradeOrigin origin = TradeOrigin.adopted(id, position, plan, grid, approval.get(), now);
        Optional<String> fault = origin.bracket().fault(origin.limit(), origin.side());
        if (fault.isPresent()) {
            refuse(position, fault.get(), now);
            return;
        }
        standing.look(now);
        Optional<ExitReason> atOnce = standing.atOnce(origin, price);
        String detail = detail(position, origin.bracket(), price, atOnce);
        if (dryRun) {
            candidates.remove(position.instrument());
            recorder.alerted(now, Severity.WARNING, "would_adopt", detail);
        } else if (desk.adopt(origin, atOnce, detail, now) instanceof Submission.Refused refused) {
            refuse(position, refused.detail(), now);
        } else {
            candidates.remove(position.instrument());
            books.adopted(position.instrument());
            recorder.alerted(now, Severity.WARNING, "adopted", detail);
        }
    }

    private static String detail(Position position, Bracket exits, Price price, Optional<ExitReason> atOnce) {
        return position.quantity() + " " + position.instrument() + " found at " + position.averagePrice()
                + " on average: profit counts from there, a time stop from now; target "
                + exits.takeProfit().map(Price::toString).orElse("none") + ", stop "
                + exits.stopLoss().map(Price::toString).orElse("none") + ", worth " + price
                + atOnce.map(reason -> "; closed at once: " + reason.code()).orElse("");
    }
}
