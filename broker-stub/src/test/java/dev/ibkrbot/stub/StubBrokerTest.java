package dev.ibkrbot.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.account.AccountSnapshot;
import dev.ibkrbot.broker.contract.EventLog;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.market.Bar;
import dev.ibkrbot.broker.market.BarRequest;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class StubBrokerTest {
    private static final Stock SPY = Stock.of("SPY");
    private static final Instant NOW = StubBroker.DEFAULT_START;
    private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);
    private static final OptionContract CALL = OptionContract.equity(SPY.symbol(), FRIDAY, Price.of("100"), Right.CALL);

    private final EventLog log = new EventLog();

    private StubBroker connected(StubBroker broker) {
        broker.connect(log);
        return broker;
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static Quote quote(Instrument of, String bid, String ask, String last, long v) {
        return new Quote(
                of,
                Optional.of(Price.of(bid)),
                Optional.of(Price.of(ask)),
                Optional.of(Price.of(last)),
                OptionalLong.of(v),
                NOW,
                DataQuality.LIVE);
    }

    @Test
    void answersTheFixedNumbers() {
        StubBroker broker = connected(StubBroker.withFixedAnswers());
        assertThat(now(broker.quotes().quote(SPY))).isEqualTo(quote(SPY, "99.9", "100.1", "100", 1_000_000));
        assertThat(now(broker.quotes().optionQuote(CALL)))
                .isEqualTo(new OptionQuote(
                        CALL,
                        quote(CALL, "2.45", "2.55", "2.5", 5_000),
                        OptionalLong.empty(),
                        OptionalDouble.empty(),
                        Optional.empty()));
        assertThat(now(broker.quotes().optionChain(SPY.symbol(), FRIDAY)).of(Right.PUT))
                .extracting(OptionContract::strike)
                .containsExactly(Price.of("99"), Price.of("100"), Price.of("101"));
        assertThat(now(broker.accounts().snapshot()))
                .isEqualTo(new AccountSnapshot(
                        StubBroker.ACCOUNT, Money.usd("100000"), Money.usd("100000"), Money.usd("0"), NOW));
    }

    @Test
    void listsTheDayBeforeWhereFridayIsAHoliday() {
        // 2026-06-19 is a holiday.
        StubBroker broker = connected(
                StubBroker.builder().at(Instant.parse("2026-06-10T15:00:00Z")).build());
        assertThat(now(broker.quotes().expirations(SPY.symbol())))
                .containsExactly(
                        LocalDate.of(2026, 6, 12),
                        LocalDate.of(2026, 6, 18),
                        LocalDate.of(2026, 6, 26),
                        LocalDate.of(2026, 7, 3).minusDays(1));
    }

    @Test
    void endsSixtyRisingMinutesAtThePresent() {
        StubBroker broker = connected(StubBroker.withFixedAnswers());
        BarSeries bars = now(broker.quotes().bars(new BarRequest(SPY, BarSize.ONE_MINUTE, Instant.EPOCH)));
        assertThat(bars.size()).isEqualTo(60);
        assertThat(bars.bar(0)).isEqualTo(bar(NOW.minusSeconds(3600), "99.95", "100.10", "99.90", "100", 1000));
        assertThat(bars.bar(59)).isEqualTo(bar(NOW.minusSeconds(60), "100.54", "100.69", "100.49", "100.59", 1590));
    }

    private static Bar bar(Instant start, String open, String high, String low, String close, long volume) {
        return new Bar(start, Price.of(open), Price.of(high), Price.of(low), Price.of(close), volume);
    }

    @Test
    void failsAsOftenAsItIsTold() {
        StubBroker broker = connected(StubBroker.withFixedAnswers());
        broker.fail(StubCall.QUOTE, 2, Recovery.RETRY_LATER);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> now(broker.quotes().quote(SPY))).hasCauseInstanceOf(BrokerException.class);
        }
        assertThat(now(broker.quotes().quote(SPY)).last()).contains(Price.of("100"));
    }

    @Test
    void keepsWhatWasSubmittedAndTradesOnlyWhatTheScriptSays() {
        StubBroker broker = connected(StubBroker.withFixedAnswers());
        OrderGroup group = OrderGroup.single(StubOrder.of(1)
                .on(CALL)
                .quantity(20)
                .terms(new OrderTerms.Limit(Price.of("2.50")))
                .build());
        broker.orders().submit(group);
        broker.fill(group.first().id(), Quantity.of(5), Price.of("2.50"));
        assertThat(broker.submitted()).containsExactly(group);
        assertThat(now(broker.orders().openOrders()))
                .singleElement()
                .satisfies(open -> assertThat(open.filled()).isEqualTo(Quantity.of(5)));
        assertThat(now(broker.accounts().positions()))
                .singleElement()
                .satisfies(position -> assertThat(position.quantity()).isEqualTo(Quantity.of(5)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> broker.fill(group.first().id(), Quantity.of(16), Price.of("2.50")));
    }

    @Test
    void rejectsAGroupWhenTold() {
        StubBroker broker = connected(StubBroker.withFixedAnswers());
        broker.rejectNext(201, "Insufficient funds");
        OrderGroup group =
                OrderGroup.single(StubOrder.of(1).on(SPY).side(Side.BUY).build());
        broker.orders().submit(group);
        assertThat(log.orders())
                .isEqualTo(List.of(new OrderEvent.Rejected(
                        group.first().id(), group.first().ref(), 201, "Insufficient funds", NOW)));
    }
}
