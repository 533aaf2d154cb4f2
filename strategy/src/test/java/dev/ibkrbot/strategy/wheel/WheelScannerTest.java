package dev.ibkrbot.strategy.wheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionChain;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarRequest;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.market.QuoteSource;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.strategy.analytics.DteWindow;
import dev.ibkrbot.strategy.wheel.Offer.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Expectations: acceptance rows WH and OP17. */
class WheelScannerTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);
    private static final Instant NOW = Instant.parse("2026-11-18T17:00:00Z");
    private static final LocalDate EXPIRATION = LocalDate.of(2026, 12, 4);
    private static final Symbol NVDA = new Symbol("NVDA");
    private static final Symbol TSLA = new Symbol("TSLA");

    private final Shop shop = new Shop();

    /** Prices and strikes of a few symbols; a symbol without a price is not served. */
    private static final class Shop implements QuoteSource {
        private final Map<Symbol, String> prices = new HashMap<>();
        private final Map<Symbol, List<String>> strikes = new HashMap<>();
        private Optional<String> bid = Optional.of("5.00");
        private Recovery outage = Recovery.SKIP_INSTRUMENT;

        void list(Symbol symbol, String price, String... listed) {
            prices.put(symbol, price);
            strikes.put(symbol, List.of(listed));
        }

        @Override
        public CompletionStage<Quote> quote(Instrument instrument) {
            String price = prices.get(instrument.underlying());
            return price == null
                    ? CompletableFuture.failedFuture(new BrokerException("404 " + instrument, outage))
                    : CompletableFuture.completedFuture(new Quote(
                            instrument,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(Price.of(price)),
                            OptionalLong.empty(),
                            NOW,
                            DataQuality.LIVE));
        }

        @Override
        public CompletionStage<OptionQuote> optionQuote(OptionContract contract) {
            Quote quote = new Quote(
                    contract,
                    bid.map(Price::of),
                    Optional.of(Price.of("5.20")),
                    Optional.empty(),
                    OptionalLong.empty(),
                    NOW,
                    DataQuality.LIVE);
            return CompletableFuture.completedFuture(
                    new OptionQuote(contract, quote, OptionalLong.empty(), OptionalDouble.empty(), Optional.empty()));
        }

        @Override
        public CompletionStage<BarSeries> bars(BarRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<NavigableSet<LocalDate>> expirations(Symbol underlying) {
            return CompletableFuture.completedFuture(new TreeSet<>(List.of(EXPIRATION)));
        }

        @Override
        public CompletionStage<OptionChain> optionChain(Symbol underlying, LocalDate expiration) {
            List<OptionContract> contracts = new ArrayList<>();
            for (String strike : strikes.get(underlying)) {
                for (Right right : Right.values()) {
                    contracts.add(OptionContract.equity(underlying, expiration, Price.of(strike), right));
                }
            }
            return CompletableFuture.completedFuture(new OptionChain(underlying, expiration, contracts));
        }

        @Override
        public CompletionStage<PriceGrid> priceGrid(Instrument instrument) {
            throw new UnsupportedOperationException();
        }
    }

    private ScanResult scan(String cash, List<Position> held, Symbol... watchlist) {
        ScanSettings settings = new ScanSettings(List.of(watchlist), DteWindow.THREE_WEEKS, 3);
        return new WheelScanner(shop, MarketCalendar.nyse(), () -> NOW, settings)
                .scan(held, Money.usd(cash))
                .toCompletableFuture()
                .join();
    }

    private static Position shares(Symbol symbol, long count) {
        return new Position(new Stock(symbol, Currency.USD), Quantity.of(count), Price.of("90"));
    }

    @Test
    @Tag("WH")
    void sellsACallFiveToFifteenPercentAboveThePrice() {
        shop.list(NVDA, "105", "100", "110", "120");
        assertThat(scan("0", List.of(shares(NVDA, 100)), NVDA))
                .isEqualTo(new ScanResult(
                        List.of(new Offer(
                                Kind.COVERED_CALL,
                                OptionContract.equity(NVDA, EXPIRATION, Price.of("120"), Right.CALL),
                                Price.of("5.10"),
                                Price.of("105"),
                                16,
                                Money.usd("10500"),
                                110.8,
                                OptionalDouble.empty(),
                                OptionalDouble.empty())),
                        List.of()));
    }

    @Test
    @Tag("WH")
    void sellsAPutFiveToFifteenPercentBelowThatTheCashCanPay() {
        shop.list(TSLA, "200", "180", "190", "200");
        Offer offer = scan("50000", List.of(), TSLA).offers().get(0);
        assertThat(offer.contract()).isEqualTo(OptionContract.equity(TSLA, EXPIRATION, Price.of("190"), Right.PUT));
        assertThat(offer.collateral()).isEqualTo(Money.usd("19000"));
        assertThat(scan("18999.99", List.of(), TSLA).offers().get(0).contract().strike())
                .isEqualTo(Price.of("180"));
        assertThat(scan("5000", List.of(), TSLA).rejections())
                .containsExactly(new ScanResult.Rejection(
                        TSLA,
                        Kind.CASH_SECURED_PUT,
                        "unaffordable",
                        "no strike below 200.00 that 5000.00 USD could pay for"));
    }

    @Test
    @Tag("WH")
    void fallsBackToTheNearestStrikeOutOfTheMoney() {
        shop.list(NVDA, "105", "104", "106", "130");
        assertThat(scan("0", List.of(shares(NVDA, 250)), NVDA)
                        .offers()
                        .get(0)
                        .contract()
                        .strike())
                .isEqualTo(Price.of("106"));
        assertThat(scan("50000", List.of(shares(NVDA, 99)), NVDA)
                        .offers()
                        .get(0)
                        .contract()
                        .strike())
                .isEqualTo(Price.of("104"));
    }

    @Test
    @Tag("WH")
    void failsWhenTheBrokerCannotAnswerAtAll() {
        assertThat(scan("50000", List.of(), TSLA).rejections())
                .containsExactly(new ScanResult.Rejection(TSLA, Kind.CASH_SECURED_PUT, "not_listed", "404 TSLA"));
        shop.outage = Recovery.RECONNECT;
        assertThatThrownBy(() -> scan("50000", List.of(), TSLA))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(BrokerException.class);
    }

    @Test
    void inventsNoPremiumForAOneSidedQuote() {
        shop.list(TSLA, "200", "190");
        shop.bid = Optional.empty();
        assertThat(scan("50000", List.of(), TSLA).rejections())
                .extracting(ScanResult.Rejection::code)
                .containsExactly("one_sided_quote");
    }

    @Test
    void ranksByYieldAndSaysWhatFellBehind() {
        Symbol[] four = {new Symbol("A"), new Symbol("B"), new Symbol("C"), new Symbol("D")};
        for (int i = 0; i < 4; i++) {
            shop.list(four[i], String.valueOf(100 * (i + 1)), String.valueOf(90 * (i + 1)));
        }
        ScanResult result = scan("100000", List.of(), four);
        assertThat(result.offers())
                .extracting(it -> it.contract().underlying().value())
                .containsExactly("A", "B", "C");
        assertThat(result.rejections())
                .containsExactly(new ScanResult.Rejection(
                        new Symbol("D"), Kind.CASH_SECURED_PUT, "lower_yield", "D 20261204 P 360.00 yields 32.3 %"));
    }

    @Test
    @Tag("OP17")
    void takesTheEarliestExpirationInTheWindowElseTheNearestToItsMiddle() {
        List<LocalDate> listed = List.of(
                TODAY.plusDays(10), TODAY.plusDays(16), TODAY.plusDays(20), TODAY.plusDays(30), TODAY.minusDays(1));
        assertThat(WheelScanner.expiration(listed, TODAY, DteWindow.THREE_WEEKS))
                .hasValue(TODAY.plusDays(16));
        assertThat(WheelScanner.expiration(listed, TODAY, DteWindow.FIVE_WEEKS)).hasValue(TODAY.plusDays(30));
        assertThat(WheelScanner.expiration(listed, TODAY, DteWindow.ONE_WEEK)).hasValue(TODAY.plusDays(10));
        assertThat(WheelScanner.expiration(List.of(TODAY.minusDays(1)), TODAY, DteWindow.ONE_WEEK))
                .isEmpty();
    }
}
