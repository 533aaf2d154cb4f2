package dev.ibkrbot.ibkr.request;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.Index;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.market.BarRequest;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.RoundingDirection;
import dev.ibkrbot.ibkr.translate.Moments;
import dev.ibkrbot.ibkr.wire.HistoryQuery;
import dev.ibkrbot.ibkr.wire.WireBar;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Completed bars of regular hours within the gateway's pacing rules. A question that would break one waits; if it had to
 * wait too long, it fails at once and says how long. The same question within a minute shares one answer.
 * Thread-safe.
 */
public final class BarHistory {
    private static final int EPOCH_SECONDS = 2;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final long SECONDS_PER_MINUTE = 60;

    private final Calls calls;
    private final ContractBook book;
    private final MarketCalendar calendar;
    private final Duration patience;
    private final HistoryPacing pacing = new HistoryPacing();
    private final Map<HistoryQuery, Asked> asked = new HashMap<>();

    /** Waits at most so long for a turn. */
    public BarHistory(Calls calls, ContractBook book, MarketCalendar calendar, Duration patience) {
        this.calls = calls;
        this.book = book;
        this.calendar = calendar;
        this.patience = patience;
    }

    /** Trades where there are any, else the values of an index; as far back as one question reaches. */
    public CompletableFuture<BarSeries> bars(BarRequest request) {
        Instant now = calls.machinery().clock().instant();
        return ask(request, now, "", "TRADES");
    }

    /**
     * Completed bars that start from the request's moment and before the end, which lies in the past.
     *
     * @param show TRADES, MIDPOINT, BID_ASK, ...
     */
    public CompletableFuture<BarSeries> bars(BarRequest request, Instant end, String show) {
        return ask(request, end, Moments.text(end), show);
    }

    private CompletableFuture<BarSeries> ask(BarRequest request, Instant end, String endText, String show) {
        return book.listing(request.instrument()).thenCompose(listing -> {
            HistoryQuery query = new HistoryQuery(
                    listing.contract(),
                    endText,
                    name(request.size()),
                    duration(request, end),
                    true,
                    show,
                    EPOCH_SECONDS,
                    false);
            return Stages.read(
                    shared(listing, query), "bars of " + request.instrument(), rows -> series(request, end, rows));
        });
    }

    /** When the earliest bar starts; counts as a historical request. */
    public CompletableFuture<Instant> earliest(Instrument instrument, String show) {
        return book.listing(instrument).thenCompose(listing -> {
            CompletableFuture<Instant> answer = new CompletableFuture<>();
            HeadCall call = new HeadCall(listing, show);
            whenItsTurn(new Turn<>(call, listing.contract().conId() + " " + show, 1, latest(), answer));
            return answer;
        });
    }

    private CompletableFuture<List<WireBar>> shared(Listing listing, HistoryQuery query) {
        synchronized (calls.lock()) {
            forgetOldAnswers();
            Asked known = asked.get(query);
            if (known != null) {
                return known.answer();
            }
            CompletableFuture<List<WireBar>> answer = new CompletableFuture<>();
            asked.put(query, new Asked(answer, minute()));
            answer.whenComplete((rows, failure) -> {
                if (failure != null) {
                    forget(query, answer);
                }
            });
            BarsCall call = new BarsCall(listing.instrument().toString(), query);
            int weight = query.whatToShow().equals("BID_ASK") ? 2 : 1;
            String contract = query.contract().conId() + " " + query.whatToShow();
            whenItsTurn(new Turn<>(call, contract, weight, latest(), answer));
            return answer;
        }
    }

    private long minute() {
        return calls.machinery().clock().instant().getEpochSecond() / SECONDS_PER_MINUTE;
    }

    private void forgetOldAnswers() {
        long minute = minute();
        asked.values().removeIf(it -> it.answer().isDone() && it.minute() != minute);
    }

    private void forget(HistoryQuery query, CompletableFuture<List<WireBar>> answer) {
        synchronized (calls.lock()) {
            Asked known = asked.get(query);
            if (known != null && known.answer() == answer) {
                asked.remove(query);
            }
        }
    }

    private long latest() {
        return nanos() + patience.toNanos();
    }

    private <T> void whenItsTurn(Turn<T> turn) {
        synchronized (calls.lock()) {
            long now = nanos();
            long wait = pacing.waitNanos(turn.request(), now);
            if (now + wait > turn.latest()) {
                BrokerException why = new BrokerException(
                        turn.call().what() + " would break the gateway's pacing rules for another "
                                + Duration.ofNanos(wait).toSeconds() + " s",
                        Recovery.RETRY_LATER);
                calls.later(() -> turn.answer().completeExceptionally(why));
            } else if (wait > 0) {
                calls.machinery().timers().after(Duration.ofNanos(wait), () -> whenItsTurn(turn));
            } else {
                pacing.letGo(turn.request());
                CompletableFuture<T> answer = calls.ask(turn.call(), () -> left(turn.request()));
                if (turn.call().isOver()) {
                    // It could not even be queued.
                    pacing.withdraw(turn.request());
                }
                answer.whenComplete((value, failure) -> ended());
                Stages.relay(answer, turn.answer());
            }
        }
    }

    private void left(HistoryPacing.Request request) {
        synchronized (calls.lock()) {
            pacing.left(request, nanos());
        }
    }

    private void ended() {
        synchronized (calls.lock()) {
            pacing.ended();
        }
    }

    /** The connection is gone. */
    public void lost() {
        pacing.lost();
    }

    private long nanos() {
        return calls.machinery().timers().nanos();
    }

    /** A request that waits for its turn. */
    private record Turn<T>(Call<T> call, HistoryPacing.Request request, long latest, CompletableFuture<T> answer) {
        Turn(Call<T> call, String contract, int weight, long latest, CompletableFuture<T> answer) {
            this(call, new HistoryPacing.Request(contract, call.what() + " " + contract, weight), latest, answer);
        }
    }

    /** What was asked lately. No bar ends within a minute, so within the same minute the answer is the same. */
    private record Asked(CompletableFuture<List<WireBar>> answer, long minute) {}

    private BarSeries series(BarRequest request, Instant end, List<WireBar> rows) {
        BarSeries.Builder series = BarSeries.builder(request.size());
        Instant before = Instant.MIN;
        for (WireBar row : rows) {
            Optional<TradingSession> day = Moments.day(row.time()).flatMap(calendar::session);
            Instant start = request.size() == BarSize.ONE_DAY
                    ? day.map(TradingSession::open).orElse(Instant.MIN)
                    : Moments.moment(row.time())
                            .orElseThrow(() -> new IllegalArgumentException("bar time '" + row.time() + "'"));
            Instant ends = request.size() == BarSize.ONE_DAY
                    ? day.map(TradingSession::close).orElse(Instant.MAX)
                    : start.plus(request.size().duration());
            boolean wanted = !start.isBefore(request.from()) && !ends.isAfter(end) && start.isAfter(before);
            if (wanted) {
                before = start;
                long volume = row.volume() > 0 && !(request.instrument() instanceof Index) ? (long) row.volume() : 0;
                series.add(
                        start.getEpochSecond(),
                        units(row.open()),
                        units(row.high()),
                        units(row.low()),
                        units(row.close()),
                        volume);
            }
        }
        return series.build();
    }

    private static long units(double price) {
        return Price.ofDouble(price, RoundingDirection.HALF_EVEN).units();
    }

    private static String name(BarSize size) {
        return switch (size) {
            case ONE_MINUTE -> "1 min";
            case FIVE_MINUTES -> "5 mins";
            case ONE_HOUR -> "1 hour";
            case ONE_DAY -> "1 day";
        };
    }

    /** Rather too much than too little: what is too old is left out. Capped at what one question can reach. */
    private static String duration(BarRequest request, Instant end) {
        long wanted = Math.max(1, Duration.between(request.from(), end).getSeconds());
        int most = switch (request.size()) {
            case ONE_MINUTE -> 10;
            case FIVE_MINUTES -> 30;
            case ONE_HOUR -> 180;
            case ONE_DAY -> 3_650;
        };
        if (request.size() != BarSize.ONE_DAY && wanted <= SECONDS_PER_DAY / 2) {
            // Whole minutes, and one bar more than asked for.
            long size = request.size().seconds();
            return (wanted / size + 2) * size + " S";
        }
        long days = Math.min(most, wanted / SECONDS_PER_DAY + 2);
        return days <= 365 ? days + " D" : (days + 364) / 365 + " Y";
    }
}
