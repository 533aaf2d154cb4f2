package dev.ibkrbot.stub.history;

import static dev.ibkrbot.stub.history.LeanFiles.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.contract.EventLog;
import dev.ibkrbot.broker.contract.SharedFolder;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.pricing.AmericanPricer;
import dev.ibkrbot.broker.pricing.OptionInputs;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.stub.StubOrder;
import dev.ibkrbot.stub.sim.FillModel;
import dev.ibkrbot.stub.sim.SimulatedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On Christmas Eve of 2015 the market closed at 13:00. */
class RecordedOptionsTest {
    private static final MarketCalendar NYSE = MarketCalendar.nyse();
    private static final Symbol XYZ = new Symbol("XYZ");
    private static final LocalDate DAY = LocalDate.of(2015, 12, 24);
    private static final Instant OPEN = Instant.parse("2015-12-24T14:30:00Z");
    private static final LocalDate EXPIRATION = LocalDate.of(2015, 12, 31);
    private static final OptionContract CALL = OptionContract.equity(XYZ, EXPIRATION, Price.of("100"), Right.CALL);
    private static final OptionContract PUT = OptionContract.equity(XYZ, EXPIRATION, Price.of("100"), Right.PUT);

    @TempDir
    private Path root;

    private LeanFiles files() {
        return new LeanFiles(root, "xyz").stock("20151224", 210, 1_000_000);
    }

    private static BarMarket market(Path root, Symbol symbol, LocalDate first, LocalDate last) {
        History history = RecordedHistory.load(root, List.of(symbol), NYSE, first, last);
        return history.marketWithRecordedOptions(NYSE, first, records(root, symbol, first, last));
    }

    private static OptionRecords records(Path root, Symbol symbol, LocalDate first, LocalDate last) {
        return OptionRecords.find(List.of(root), List.of(symbol), NYSE, first, last, Instant.MAX);
    }

    private BarMarket market() {
        return market(root, XYZ, DAY, DAY);
    }

    private static Instant at(int minute, int second) {
        return OPEN.plusSeconds(60L * minute + second);
    }

    private static Optional<Price> price(String text) {
        return Optional.of(Price.of(text));
    }

    @Test
    void listsWhatHasBeenQuotedByThen() {
        files().quotes("20151224", "call_1000000_20151231", row(0, 48_000, 50_000))
                .quotes("20151224", "put_1000000_20151231", row(30, 48_000, 50_000))
                .quotes("20151224", "call_1000000_20160115", row(60, 48_000, 50_000));
        BarMarket market = market();
        assertThat(market.expirations(XYZ, at(0, 59))).isEmpty();
        assertThat(market.expirations(XYZ, at(1, 0))).containsExactly(EXPIRATION);
        assertThat(market.optionChain(XYZ, EXPIRATION, at(30, 59)).contracts()).containsExactly(CALL);
        assertThatThrownBy(() -> market.optionQuote(PUT, at(30, 59)))
                .isInstanceOf(BrokerException.class)
                .hasMessage("not listed: XYZ 20151231 P 100.00");
        assertThat(market.optionChain(XYZ, EXPIRATION, at(31, 0)).contracts()).containsExactly(CALL, PUT);
        assertThat(market.expirations(XYZ, at(61, 0))).hasSize(2);
        assertThatThrownBy(() -> market.priceGrid(
                        OptionContract.equity(XYZ, EXPIRATION, Price.of("101"), Right.CALL), at(61, 0)))
                .hasMessage("not listed: XYZ 20151231 C 101.00");
    }

    @Test
    void knowsAQuoteFromTheEndOfItsMinuteForSixtySeconds() {
        files().quotes("20151224", "call_1000000_20151231", row(0, 48_000, 50_000) + row(5, 40_000, 42_000));
        BarMarket market = market();
        for (int second : List.of(0, 59)) {
            OptionQuote quote = market.optionQuote(CALL, at(1, second));
            assertThat(quote.quote().bid()).isEqualTo(price("4.80"));
            assertThat(quote.quote().ask()).isEqualTo(price("5.00"));
            assertThat(quote.quote().asOf()).isEqualTo(at(1, 0));
        }
        OptionQuote stale = market.optionQuote(CALL, at(2, 0));
        assertThat(stale.quote().bid()).isEmpty();
        assertThat(stale.quote().ask()).isEmpty();
        assertThat(stale.impliedVol()).isEmpty();
        assertThat(stale.greeks()).isEmpty();
        assertThat(market.optionQuote(CALL, at(6, 0)).quote().bid()).isEqualTo(price("4.00"));
    }

    @Test
    void leavesWhatIsMissingAbsentAndCrossedQuotesOut() {
        files().quotes(
                        "20151224",
                        "call_1000000_20151231",
                        row(0, 0, 50_000) + row(1, 48_000, 0) + row(2, 51_000, 50_000) + row(3, 50_000, 50_000));
        BarMarket market = market();
        OptionQuote noBid = market.optionQuote(CALL, at(1, 0));
        assertThat(noBid.quote().bid()).isEmpty();
        assertThat(noBid.quote().ask()).isEqualTo(price("5.00"));
        assertThat(noBid.impliedVol()).isEmpty();
        assertThat(noBid.greeks()).isEmpty();
        assertThat(noBid.openInterest()).isEmpty();
        assertThat(noBid.quote().volume()).isEmpty();
        assertThat(market.optionQuote(CALL, at(2, 0)).quote().ask()).isEmpty();
        assertThat(market.optionQuote(CALL, at(3, 0)).quote().bid()).isEmpty();
        assertThat(market.optionQuote(CALL, at(4, 0)).impliedVol()).isPresent();
        assertThat(records(root, XYZ, DAY, DAY).warnings())
                .containsExactly("XYZ: quotes of options left out: 1 crossed");
    }

    @Test
    void countsTradesAndOpenInterestAsTheyCome() {
        String name = "20151224_xyz_minute_trade_american_call_1000000_20151231.csv";
        files().quotes("20151224", "call_1000000_20151231", row(0, 48_000, 50_000) + row(1, 48_000, 50_000))
                .quotes("20151224", "put_1000000_20151231", row(0, 48_000, 50_000))
                .option("20151224", "trade", name, "34200000,49000,49000,49000,49000,3\n34260000,1,50000,1,50000,4\n")
                .option("20151224", "openinterest", name.replace("trade", "openinterest"), "23460000,169\n");
        BarMarket market = market();
        OptionQuote first = market.optionQuote(CALL, at(1, 0));
        assertThat(first.quote().last()).isEqualTo(price("4.90"));
        assertThat(first.quote().volume()).isEqualTo(OptionalLong.of(3));
        assertThat(first.openInterest()).isEqualTo(OptionalLong.of(169));
        assertThat(market.optionQuote(CALL, at(2, 0)).quote().volume()).isEqualTo(OptionalLong.of(7));
        assertThat(market.optionQuote(PUT, at(1, 0)).quote().volume()).isEqualTo(OptionalLong.of(0));
        assertThat(market.optionQuote(PUT, at(1, 0)).openInterest()).isEmpty();
    }

    @Test
    void tellsTheVolatilityOfTheMiddle() {
        double years = (EXPIRATION.atTime(16, 0).atZone(NYSE.zone()).toEpochSecond() - at(1, 0).getEpochSecond())
                / (365.0 * 86_400);
        OptionInputs inputs = new OptionInputs(Right.PUT, 100, 100, years, 0.04, 0);
        long middle = Math.round(AmericanPricer.accurate().price(inputs, 0.35) * 10_000);
        files().quotes("20151224", "put_1000000_20151231", row(0, middle - 500, middle + 500));
        OptionQuote quote = market().optionQuote(PUT, at(1, 0));
        assertThat(quote.impliedVol().getAsDouble()).isCloseTo(0.35, within(2e-3 / 2));
        assertThat(quote.greeks().orElseThrow().delta())
                .isCloseTo(
                        AmericanPricer.accurate()
                                .greeks(inputs, 0.35)
                                .orElseThrow()
                                .delta(),
                        within(1e-3));
    }

    /** Bought on the next quote at its ask and sold on the one after at its bid: the spread and the fees are lost. */
    @Test
    void losesSpreadAndFeesOnAFlatRoundTrip() {
        files().quotes("20151224", "call_1000000_20151231", quotes(10, 48_000, 50_000));
        SimulatedBroker broker =
                SimulatedBroker.on(market()).fills(FillModel.cross()).build();
        EventLog log = new EventLog();
        broker.connect(log);
        broker.timeline().advanceTo(at(1, 0));
        broker.orders()
                .submit(StubOrder.of(1).on(CALL).side(Side.BUY).quantity(10).alone());
        broker.timeline().advanceTo(at(2, 30));
        broker.orders()
                .submit(StubOrder.of(2).on(CALL).side(Side.SELL).quantity(10).alone());
        broker.timeline().advanceTo(at(9, 0));
        assertThat(fills(log))
                .containsExactly("BUY 10 at 5.00, 2015-12-24T14:32:00Z", "SELL 10 at 4.80, 2015-12-24T14:33:00Z");
        // 10 * (0.65 + 0.02 + 0.02685) = 6.97, and with 10 * 0.00279 and 18.40 a million of 4,800 dollars 7.08.
        assertThat(broker.account().netLiquidation()).isEqualTo(Money.usd("99785.95"));
    }

    private static String quotes(int minutes, long bid, long ask) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < minutes; i++) {
            rows.append(row(i, bid, ask));
        }
        return rows.toString();
    }

    private static List<String> fills(EventLog log) {
        return log.orders().stream()
                .filter(OrderEvent.Filled.class::isInstance)
                .map(event -> ((OrderEvent.Filled) event).execution())
                .map(it -> it.side() + " " + it.quantity() + " at " + it.price() + ", " + it.at())
                .toList();
    }

    @Test
    void tradesNeitherOnOneSideNorInAGapNorAtTheClose() {
        files().quotes(
                        "20151224",
                        "call_1000000_20151231",
                        row(0, 48_000, 50_000) + row(1, 0, 50_000) + row(2, 48_000, 0) + row(5, 47_000, 51_000));
        SimulatedBroker broker =
                SimulatedBroker.on(market()).fills(FillModel.mid()).build();
        EventLog log = new EventLog();
        broker.connect(log);
        broker.timeline().advanceTo(at(1, 0));
        broker.orders()
                .submit(StubOrder.of(1).on(CALL).side(Side.BUY).quantity(1).alone());
        broker.timeline().advanceTo(at(30, 0));
        assertThat(fills(log)).containsExactly("BUY 1 at 4.90, 2015-12-24T14:36:00Z");
    }

    @Test
    void endsWithTheShortSession() {
        files().quotes(
                        "20151224",
                        "call_1000000_20151231",
                        row(0, 48_000, 50_000) + row(209, 1_000, 2_000) + row(210, 10, 20));
        assertThat(records(root, XYZ, DAY, DAY).warnings())
                .containsExactly("XYZ: quotes of options left out: 1 outside trading hours");
        SimulatedBroker broker = SimulatedBroker.on(market()).build();
        EventLog log = new EventLog();
        broker.connect(log);
        broker.timeline().advanceTo(at(1, 0));
        broker.orders()
                .submit(StubOrder.of(1).on(CALL).side(Side.BUY).quantity(1).alone());
        broker.timeline().advanceTo(at(240, 0));
        assertThat(fills(log)).isEmpty();
    }

    @Test
    void quotesOptionsOnBroadFundsUntilAQuarterPast() {
        new LeanFiles(root, "spy")
                .stock("20151224", 210, 2_000_000)
                .quotes("20151224", "call_2000000_20151231", row(0, 1, 2) + row(224, 48_000, 50_000) + row(225, 1, 2));
        Symbol spy = new Symbol("SPY");
        OptionContract call = OptionContract.equity(spy, EXPIRATION, Price.of("200"), Right.CALL);
        OptionQuote last = market(root, spy, DAY, DAY).optionQuote(call, at(225, 0));
        assertThat(last.quote().bid()).isEqualTo(price("4.80"));
        assertThat(records(root, spy, DAY, DAY).warnings())
                .containsExactly("SPY: quotes of options left out: 1 outside trading hours");
    }

    @Test
    void takesOptionsFromAFolderOfTheirOwn() {
        Path options = root.resolve("options");
        new LeanFiles(options, "xyz").quotes("20151224", "call_1000000_20151231", row(0, 48_000, 50_000));
        OptionRecords records =
                OptionRecords.find(List.of(root.resolve("bars"), options), List.of(XYZ), NYSE, DAY, DAY, Instant.MAX);
        assertThat(records.day(XYZ, DAY).orElseThrow().expirations(Long.MAX_VALUE))
                .containsExactly(EXPIRATION);
    }

    @Test
    void seesNothingOfAfterTheMomentItIsCutAt() {
        files().quotes("20151224", "call_1000000_20151231", quotes(10, 48_000, 50_000))
                .quotes("20151224", "put_1000000_20151231", row(5, 48_000, 50_000));
        OptionRecords cut = OptionRecords.find(List.of(root), List.of(XYZ), NYSE, DAY, DAY, at(3, 0));
        OptionDay day = cut.day(XYZ, DAY).orElseThrow();
        assertThat(day.tape(CALL).orElseThrow().size()).isEqualTo(3);
        assertThat(day.tape(PUT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            34200000,1,2,1,2,5                     | :1: expected 11 fields, found 6
            34200000,1,2,1,2,5,3,4,,3,5            | :1: the ask has some of its four prices, not all
            34200000,5,4,3,4,5,6,6,6,6,5           | :1: an impossible bid: open 5, high 4, low 3, close 4
            34200000,-1,-1,-1,-1,5,6,6,6,6,5       | :1: an impossible bid: open -1, high -1, low -1, close -1
            34200000,x,1,1,1,5,6,6,6,6,5           | :1: bid is not a whole number: 'x'
            34200500,1,1,1,1,5,6,6,6,6,5           | :1: the bar does not start at a whole minute
            99200000,1,1,1,1,5,6,6,6,6,5           | :1: time is not within a day: 99200000
            34200000,1,1,1,1,-5,6,6,6,6,5          | :1: a negative size
            """)
    void namesTheRowThatCannotBe(String row, String problem) {
        files().quotes("20151224", "call_1000000_20151231", row + "\n");
        assertThatThrownBy(this::market)
                .isInstanceOf(HistoryException.class)
                .hasMessage(root.resolve("option/usa/minute/xyz/20151224_quote_american.zip")
                        + "/20151224_xyz_minute_quote_american_call_1000000_20151231.csv" + problem);
    }

    @ParameterizedTest
    @CsvSource({
        "20151223_xyz_minute_quote_american_call_1000000_20151231.csv",
        "20151224_abc_minute_quote_american_call_1000000_20151231.csv",
        "20151224_xyz_minute_quote_american_call_1000000_20151331.csv",
        "20151224_xyz_minute_quote_american_call_0_20151231.csv",
        "20151224_xyz_minute_quote_american_call_1000000_20151223.csv",
        "20151224_xyz_second_quote_american_call_1000000_20151231.csv",
        "20151224_xyz_minute_quote_bermudan_call_1000000_20151231.csv",
        "readme.txt"
    })
    void refusesTextsThatAreNotNamedLikeOptions(String name) {
        files().option("20151224", "quote", name, row(0, 1, 2));
        assertThatThrownBy(this::market)
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("/" + name + ": ")
                .hasMessageNotContaining("\n");
    }

    /** Whatever byte is wrong, the quotes are either refused or the same; names are quotes too. */
    @Test
    void believesNoDamagedZip() throws IOException {
        files().quotes("20151224", "call_1000000_20151231", row(0, 48_000, 50_000))
                .quotes("20151224", "put_1000000_20151231", row(0, 48_000, 50_000));
        Path file = root.resolve("option/usa/minute/xyz/20151224_quote_american.zip");
        byte[] good = Files.readAllBytes(file);
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 1;
            Files.write(file, bad);
            try {
                OptionDay day = records(root, XYZ, DAY, DAY).day(XYZ, DAY).orElseThrow();
                assertThat(day.coverage()).isEqualTo(new OptionCoverage(1, 2, 2, 0, 0, 0, 0));
                assertThat(day.chain(EXPIRATION, Long.MAX_VALUE).contracts()).containsExactly(CALL, PUT);
            } catch (HistoryException e) {
                assertThat(e.getMessage()).contains("xyz").doesNotContain("\n");
            }
            Files.write(file, Arrays.copyOf(good, i));
            assertThatThrownBy(() -> records(root, XYZ, DAY, DAY)).isInstanceOf(HistoryException.class);
        }
    }

    @Test
    void tellsADamagedOptionDayWhenTheFolderIsChecked() {
        files().quotes("20151224", "call_1000000_20151231", "34200000,1,2,1,2,5\n");
        assertThat(HistoryCheck.check(root, NYSE).get(0).problems())
                .containsExactly(root.resolve("option/usa/minute/xyz/20151224_quote_american.zip")
                        + "/20151224_xyz_minute_quote_american_call_1000000_20151231.csv:1:"
                        + " expected 11 fields, found 6");
    }

    @Test
    void refusesToPlayRecordedOptionsWhereThereAreNone() {
        files();
        assertThatThrownBy(this::market)
                .isInstanceOf(HistoryException.class)
                .hasMessageEndingWith(": no recorded quotes of options of [XYZ] from 2015-12-24 to 2015-12-24");
    }

    @Test
    void makesMinutesOfQuotesWhereThereAreNoTrades() {
        new LeanFiles(root, "xyz")
                .stock("20151224", "quote", "34200000,10,12,8,10,5,20,22,18,20,5\n34260000,10,12,8,10,5,,,,,0\n");
        History history = RecordedHistory.load(root, List.of(XYZ), NYSE, DAY, DAY);
        assertThat(history.minutes().get(XYZ).size()).isEqualTo(1);
        assertThat(history.minutes().get(XYZ).bar(0).high()).isEqualTo(Price.of("0.0017"));
        assertThat(history.warnings())
                .containsExactly("XYZ: minutes are middles of bid and ask, without volume, on 1 day");
    }

    @Test
    void readsTheWholeChainOfARealDay() {
        Path lean = SharedFolder.find("lean");
        OptionRecords records = records(lean, new Symbol("GOOG"), DAY, DAY);
        OptionDay day = records.day(new Symbol("GOOG"), DAY).orElseThrow();
        // 275,552 rows, of which 165 begin at the close at 13:00.
        assertThat(day.coverage()).isEqualTo(new OptionCoverage(1, 2_192, 275_387, 112_159, 0, 165, 0));
        assertThat(day.expirations(Long.MAX_VALUE)).hasSize(12);
    }
}
