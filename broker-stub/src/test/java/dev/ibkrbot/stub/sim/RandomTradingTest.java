package dev.ibkrbot.stub.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.BrokerListener;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.broker.value.RoundingDirection;
import dev.ibkrbot.stub.StubOrder;
import dev.ibkrbot.stub.history.BarMarket;
import dev.ibkrbot.stub.history.SyntheticMarket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold whatever is traded: two days of random orders, brackets, cancels and closing orders. */
class RandomTradingTest {
    private static final MarketCalendar NYSE = MarketCalendar.nyse();
    private static final Stock SPY = Stock.of("SPY");
    private static final Money CASH = Money.usd("1000000");

    /** Trades at random and checks each fill as it is reported. */
    private static final class Trader implements BrokerListener {
        private final SplittableRandom random;
        private final SimulatedBroker broker;
        private final Map<OrderId, Instant> submittedAt = new HashMap<>();
        private final List<OrderEvent> events = new ArrayList<>();
        private Money cash = CASH;
        private final Map<Instrument, Quantity> held = new HashMap<>();
        private int nextId = 1;

        Trader(long seed, FillModel fills) {
            random = new SplittableRandom(seed);
            BarMarket market = SyntheticMarket.between(
                    NYSE,
                    seed,
                    List.of(SPY.symbol(), new Symbol("QQQ")),
                    LocalDate.of(2026, 11, 25),
                    LocalDate.of(2026, 11, 27));
            broker = SimulatedBroker.on(market).cash(CASH).fills(fills).build();
            broker.connect(this);
        }

        @Override
        public void onConnection(ConnectionState state) {}

        @Override
        public void onOrderEvent(OrderEvent event) {
            events.add(event);
            if (event instanceof OrderEvent.Charged charged) {
                cash = cash.minus(charged.commission());
            }
            if (event instanceof OrderEvent.Filled filled) {
                check(filled.execution());
            }
        }

        private void check(Execution fill) {
            Quote quote = broker.quotes()
                    .quote(fill.instrument())
                    .toCompletableFuture()
                    .join();
            assertThat(fill.at()).isEqualTo(broker.timeline().instant()).isAfter(submittedAt.get(fill.orderId()));
            assertThat(NYSE.isOpen(fill.at())).isTrue();
            Price side = (fill.side() == Side.BUY ? quote.ask() : quote.bid()).orElseThrow();
            quote.bid().ifPresent(bid -> assertThat(fill.price()).isGreaterThanOrEqualTo(bid));
            quote.ask().ifPresent(ask -> assertThat(fill.price()).isLessThanOrEqualTo(ask));
            assertThat(side).isNotNull();
            Quantity signed =
                    fill.side() == Side.BUY ? fill.quantity() : fill.quantity().negated();
            cash = cash.minus(fill.price().times(fill.instrument().multiplier(), signed, Currency.USD));
            held.merge(fill.instrument(), signed, Quantity::plus);
            if (fill.instrument() instanceof OptionContract) {
                assertThat(held.get(fill.instrument()).isNegative()).isFalse();
            }
        }

        void run() {
            while (broker.timeline().next().isPresent()) {
                broker.timeline().advanceTo(broker.timeline().next().get());
                if (random.nextInt(40) == 0) {
                    act();
                }
                if (random.nextInt(200) == 0) {
                    reconcile();
                }
            }
            reconcile();
        }

        private void act() {
            if (!NYSE.isOpen(broker.timeline().instant())) {
                return;
            }
            switch (random.nextInt(4)) {
                case 0 -> bracket();
                case 1 -> trade();
                case 2 -> broker.orders().cancel(new OrderId(1 + random.nextInt(nextId)));
                default -> closeSomething();
            }
        }

        private OptionContract option() {
            LocalDate expiration = broker.quotes()
                    .expirations(SPY.symbol())
                    .toCompletableFuture()
                    .join()
                    .first();
            List<OptionContract> contracts = broker.quotes()
                    .optionChain(SPY.symbol(), expiration)
                    .toCompletableFuture()
                    .join()
                    .of(random.nextBoolean() ? Right.CALL : Right.PUT);
            return contracts.get(random.nextInt(contracts.size()));
        }

        private void bracket() {
            OptionContract option = option();
            Quote quote = broker.quotes().quote(option).toCompletableFuture().join();
            PriceGrid grid = PriceGrid.CENT;
            Price limit = quote.ask().orElseThrow();
            String takeProfit = grid.round(
                            limit.increasedBy(Percent.of("10"), RoundingDirection.UP), RoundingDirection.UP)
                    .toString();
            String stop = grid.round(limit.increasedBy(Percent.of("-10"), RoundingDirection.DOWN), RoundingDirection.UP)
                    .toString();
            submit(StubOrder.bracket(
                    nextId, option, 1 + random.nextInt(60), new OrderTerms.Limit(limit), takeProfit, stop));
        }

        private void trade() {
            StubOrder order = StubOrder.of(nextId)
                    .on(SPY)
                    .quantity(1 + random.nextInt(300))
                    .side(random.nextBoolean() ? Side.BUY : Side.SELL);
            double last = broker.quotes()
                    .quote(SPY)
                    .toCompletableFuture()
                    .join()
                    .last()
                    .orElseThrow()
                    .asDouble();
            Price near = PriceGrid.CENT.round(
                    Price.ofDouble(last * (0.999 + 0.002 * random.nextDouble()), RoundingDirection.DOWN),
                    RoundingDirection.DOWN);
            OrderTerms terms = switch (random.nextInt(4)) {
                case 0 -> new OrderTerms.Market();
                case 1 -> new OrderTerms.Stop(near);
                case 2 -> new OrderTerms.Trailing(Price.of("0.50"));
                default -> new OrderTerms.Limit(near);
            };
            submit(order.terms(terms).alone());
        }

        private void closeSomething() {
            for (Position position :
                    broker.accounts().positions().toCompletableFuture().join()) {
                Side side = position.quantity().isPositive() ? Side.SELL : Side.BUY;
                submit(StubOrder.of(nextId)
                        .on(position.instrument())
                        .side(side)
                        .role(OrderRole.CLOSE)
                        .quantity(position.quantity().abs().wholeExact())
                        .alone());
            }
        }

        private void submit(OrderGroup group) {
            group.orders()
                    .forEach(order ->
                            submittedAt.put(order.id(), broker.timeline().instant()));
            nextId += group.orders().size();
            broker.orders().submit(group);
        }

        private void reconcile() {
            Map<Instrument, Quantity> reported = broker.accounts().positions().toCompletableFuture().join().stream()
                    .collect(Collectors.toMap(Position::instrument, Position::quantity));
            held.values().removeIf(Quantity::isZero);
            held.keySet().stream().filter(it -> expired(it, reported)).toList().forEach(this::settle);
            assertThat(reported).isEqualTo(held);
            Money worth = cash;
            for (Map.Entry<Instrument, Quantity> entry : held.entrySet()) {
                Quote quote = broker.quotes()
                        .quote(entry.getKey())
                        .toCompletableFuture()
                        .join();
                Price mark = quote.mid().or(quote::bid).orElse(Price.ZERO);
                worth = worth.plus(mark.times(entry.getKey().multiplier(), entry.getValue(), Currency.USD));
            }
            assertThat(broker.account().netLiquidation()).isEqualTo(worth);
        }

        private boolean expired(Instrument instrument, Map<Instrument, Quantity> reported) {
            return instrument instanceof OptionContract option
                    && !reported.containsKey(option)
                    && !broker.timeline().instant().isBefore(close(option));
        }

        private Instant close(OptionContract option) {
            return NYSE.session(option.expiration()).orElseThrow().close();
        }

        /** An option that is gone at its expiration brought shares at its strike if it was in the money. */
        private void settle(Instrument instrument) {
            OptionContract option = (OptionContract) instrument;
            assertThat(broker.timeline().instant()).isEqualTo(close(option));
            Quantity contracts = held.remove(option);
            Price spot = broker.quotes()
                    .quote(SPY)
                    .toCompletableFuture()
                    .join()
                    .last()
                    .orElseThrow();
            boolean call = option.right() == Right.CALL;
            if (call ? spot.isAbove(option.strike()) : spot.isBelow(option.strike())) {
                Quantity shares = Quantity.of(contracts.wholeExact() * 100);
                Quantity signed = call ? shares : shares.negated();
                cash = cash.minus(option.strike().times(1, signed, Currency.USD));
                held.merge(SPY, signed, Quantity::plus);
                held.values().removeIf(Quantity::isZero);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void reconcilesToTheCentAndNeverTradesOutsideTheQuote(long seed) {
        List<FillModel> models = List.of(
                FillModel.mid(),
                FillModel.cross(),
                FillModel.parse("0.3"),
                FillModel.cross().limitedToShownSize());
        Trader trader = new Trader(seed, models.get((int) seed % models.size()));
        trader.run();
        assertThat(trader.events.stream()
                        .filter(OrderEvent.Filled.class::isInstance)
                        .count())
                .isGreaterThan(20);
    }

    @Test
    void repeatsItselfToTheByteOnEveryJvm() throws Exception {
        Trader trader = new Trader(42, FillModel.parse("0.5"));
        trader.run();
        String story =
                trader.events.stream().map(event -> event.at() + " " + event).collect(Collectors.joining("\n"));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(story.getBytes(StandardCharsets.UTF_8));
        assertThat(HexFormat.of().formatHex(hash))
                .isEqualTo("343ae41210e3f82cf84cb9875b3a3275c62728db534b75537ab55fdf6a4a0fa3");
    }
}
