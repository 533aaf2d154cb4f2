package dev.ibkrbot.cli.backtest;

import dev.ibkrbot.broker.Broker;
import dev.ibkrbot.broker.Timeline;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.expiry.Obligations;
import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.margin.Holding;
import dev.ibkrbot.broker.margin.RegT;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.pricing.Greeks;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.broker.value.RoundingDirection;
import dev.ibkrbot.execution.engine.EngineListener;
import dev.ibkrbot.execution.engine.EngineReport;
import dev.ibkrbot.execution.option.OptionMark;
import dev.ibkrbot.execution.option.OptionMoment;
import dev.ibkrbot.execution.option.OptionRecorder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Looks at the options that are held every five minutes and at every fill, for the report. It only asks a broker that
 * answers at once, and changes nothing. Confined to the run's thread.
 */
final class OptionWatch implements EngineListener {
    private static final int SECONDS = 300;

    private final Broker broker;
    private final OptionRecorder recorder;

    OptionWatch(Broker broker, OptionRecorder recorder) {
        this.broker = broker;
        this.recorder = recorder;
    }

    /** The same time, with a look at what is held as it passes. */
    Timeline over(Timeline timeline) {
        return new Timeline() {
            @Override
            public Instant instant() {
                return timeline.instant();
            }

            @Override
            public Optional<Instant> next() {
                return timeline.next();
            }

            @Override
            public void advanceTo(Instant moment) {
                timeline.advanceTo(moment);
                if (moment.getEpochSecond() % SECONDS == 0) {
                    observe(moment, List.of());
                }
            }
        };
    }

    @Override
    public void onReport(EngineReport report) {
        if (report instanceof EngineReport.EntryApproved it) {
            TradeProposal proposal = it.plan().proposal();
            net(proposal.instrument(), quote -> quote.greeks().map(Greeks::delta))
                    .ifPresent(delta -> recorder.decided(proposal.signalId(), delta));
        } else if (report instanceof EngineReport.OrderFilled it) {
            Instrument traded = it.order().instrument();
            observe(it.at(), List.copyOf(legs(traded).keySet()));
            net(traded, quote -> quote.quote().mid().map(Price::asDouble))
                    .map(middle -> Price.ofDouble(middle, RoundingDirection.HALF_EVEN))
                    .ifPresent(middle -> recorder.filled(it.execution(), middle));
        }
    }

    /** A figure of what is traded, by the ratios of its legs; absent with other legs than options, or when one has none. */
    private Optional<Double> net(Instrument traded, Function<OptionQuote, Optional<Double>> figure) {
        Map<OptionContract, Integer> legs = legs(traded);
        double sum = 0;
        for (Map.Entry<OptionContract, Integer> leg : legs.entrySet()) {
            Optional<Double> one = quote(leg.getKey()).flatMap(figure);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            sum += leg.getValue() * one.get();
        }
        return legs.isEmpty() ? Optional.empty() : Optional.of(sum);
    }

    /** The options of what is traded with their ratios; none when it has other legs too. */
    private static Map<OptionContract, Integer> legs(Instrument traded) {
        Map<OptionContract, Integer> legs = new LinkedHashMap<>();
        if (traded instanceof OptionContract option) {
            legs.put(option, 1);
        } else if (traded instanceof Combo combo) {
            for (Combo.Leg leg : combo.legs()) {
                if (!(leg.instrument() instanceof OptionContract option)) {
                    return Map.of();
                }
                legs.put(option, leg.ratio());
            }
        }
        return legs;
    }

    private static boolean holdsOptions(List<Position> positions) {
        for (Position position : positions) {
            if (position.instrument() instanceof OptionContract) {
                return true;
            }
        }
        return false;
    }

    private void observe(Instant at, List<OptionContract> traded) {
        List<Position> positions = answer(broker.accounts().positions()).orElse(List.of());
        if (traded.isEmpty() && !holdsOptions(positions)) {
            return;
        }
        List<OptionMark> marks = new ArrayList<>();
        int options = 0;
        for (Position position : positions) {
            if (position.instrument() instanceof OptionContract option) {
                options++;
                mark(option, position.quantity()).ifPresent(marks::add);
            }
        }
        int unmarked = options - marks.size();
        for (OptionContract option : traded) {
            if (positions.stream().noneMatch(it -> it.instrument().equals(option))) {
                mark(option, Quantity.ZERO).ifPresent(marks::add);
            }
        }
        boolean written = positions.stream()
                .anyMatch(it -> it.instrument() instanceof OptionContract
                        && it.quantity().isNegative());
        if (options > 0 || !marks.isEmpty()) {
            recorder.observe(new OptionMoment(
                    at,
                    marks,
                    unmarked,
                    written && unmarked == 0 ? margin(positions, marks) : Optional.empty(),
                    written ? Optional.of(Obligations.of(positions).cashOwed(Currency.USD)) : Optional.empty()));
        }
    }

    private Optional<OptionMark> mark(OptionContract option, Quantity held) {
        Optional<OptionQuote> quote = quote(option);
        Optional<Price> middle = quote.flatMap(it -> it.quote().mid());
        Optional<Price> underlying = price(new Stock(option.underlying(), option.currency()));
        if (middle.isEmpty() || underlying.isEmpty()) {
            return Optional.empty();
        }
        OptionQuote it = quote.orElseThrow();
        return Optional.of(new OptionMark(option, held, middle.get(), underlying.get(), it.impliedVol(), it.greeks()));
    }

    /** What all positions need together; absent when a price is missing. */
    private Optional<Money> margin(List<Position> positions, List<OptionMark> marks) {
        Map<Symbol, List<Holding>> byUnderlying = new TreeMap<>();
        for (Position position : positions) {
            Optional<Price> price = marks.stream()
                    .filter(mark -> mark.contract().equals(position.instrument()))
                    .findFirst()
                    .map(OptionMark::price)
                    .or(() -> price(position.instrument()));
            if (price.isEmpty()) {
                return Optional.empty();
            }
            byUnderlying
                    .computeIfAbsent(position.instrument().underlying(), symbol -> new ArrayList<>())
                    .add(new Holding(position.instrument(), position.quantity(), price.get()));
        }
        Money sum = Money.zero(Currency.USD);
        for (Map.Entry<Symbol, List<Holding>> entry : byUnderlying.entrySet()) {
            Optional<Price> underlying = price(new Stock(entry.getKey(), Currency.USD));
            if (underlying.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.plus(
                    RegT.of(entry.getValue(), underlying.get(), Currency.USD).maintenance());
        }
        return Optional.of(sum);
    }

    private Optional<OptionQuote> quote(OptionContract option) {
        return answer(broker.quotes().optionQuote(option));
    }

    private Optional<Price> price(Instrument instrument) {
        return answer(broker.quotes().quote(instrument)).flatMap(it -> it.mid().or(it::last));
    }

    private static <T> Optional<T> answer(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        return future.isDone() && !future.isCompletedExceptionally() ? Optional.of(future.join()) : Optional.empty();
    }
}
