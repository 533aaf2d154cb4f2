package dev.ibkrbot.stub.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ibkrbot.broker.account.OptionSettlement;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.contract.EventLog;
import dev.ibkrbot.broker.instrument.ExerciseStyle;
import dev.ibkrbot.broker.instrument.Index;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Settlement;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.stub.StubOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two options struck at 100 are bought or written at 1.00 without fees, by an account of 100,000. */
class ExpirationTest {
    private static final MarketCalendar NYSE = MarketCalendar.nyse();
    private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);
    /** The day after Thanksgiving ends at 13:00. */
    private static final LocalDate HALF_DAY = LocalDate.of(2026, 11, 27);

    /** Right, spot, side and settlement; how it ends, the cash and shares booked, and the worth in the end. */
    private static final String ENDS = """
            CALL, 103.00, BUY,  PHYSICAL, EXERCISED, -20000,  200, 100400
            CALL, 103.00, SELL, PHYSICAL, ASSIGNED,   20000, -200,  99600
            CALL, 100.01, BUY,  PHYSICAL, EXERCISED, -20000,  200,  99802
            CALL, 100.01, SELL, PHYSICAL, ASSIGNED,   20000, -200, 100198
            CALL, 100.00, BUY,  PHYSICAL, EXPIRED,        0,    0,  99800
            CALL, 100.00, SELL, PHYSICAL, EXPIRED,        0,    0, 100200
            CALL,  97.00, BUY,  PHYSICAL, EXPIRED,        0,    0,  99800
            CALL,  97.00, SELL, PHYSICAL, EXPIRED,        0,    0, 100200
            PUT,   97.00, BUY,  PHYSICAL, EXERCISED,  20000, -200, 100400
            PUT,   97.00, SELL, PHYSICAL, ASSIGNED,  -20000,  200,  99600
            PUT,   99.99, BUY,  PHYSICAL, EXERCISED,  20000, -200,  99802
            PUT,   99.99, SELL, PHYSICAL, ASSIGNED,  -20000,  200, 100198
            PUT,  100.00, BUY,  PHYSICAL, EXPIRED,        0,    0,  99800
            PUT,  100.00, SELL, PHYSICAL, EXPIRED,        0,    0, 100200
            PUT,  103.00, BUY,  PHYSICAL, EXPIRED,        0,    0,  99800
            PUT,  103.00, SELL, PHYSICAL, EXPIRED,        0,    0, 100200
            CALL, 103.00, BUY,  CASH_PM,  EXERCISED,    600,    0, 100400
            CALL, 103.00, SELL, CASH_PM,  ASSIGNED,    -600,    0,  99600
            CALL, 100.00, BUY,  CASH_PM,  EXPIRED,        0,    0,  99800
            CALL,  97.00, SELL, CASH_PM,  EXPIRED,        0,    0, 100200
            PUT,   97.00, BUY,  CASH_PM,  EXERCISED,    600,    0, 100400
            PUT,   97.00, SELL, CASH_PM,  ASSIGNED,    -600,    0,  99600
            PUT,  100.00, SELL, CASH_PM,  EXPIRED,        0,    0, 100200
            PUT,  103.00, BUY,  CASH_PM,  EXPIRED,        0,    0,  99800
            CALL, 103.00, BUY,  CASH_AM,  EXERCISED,    600,    0, 100400
            CALL, 103.00, SELL, CASH_AM,  ASSIGNED,    -600,    0,  99600
            CALL, 100.00, SELL, CASH_AM,  EXPIRED,        0,    0, 100200
            PUT,   97.00, BUY,  CASH_AM,  EXERCISED,    600,    0, 100400
            PUT,   97.00, SELL, CASH_AM,  ASSIGNED,    -600,    0,  99600
            PUT,  103.00, BUY,  CASH_AM,  EXPIRED,        0,    0,  99800
            """;

    private EventLog log = new EventLog();

    private static OptionContract option(Right right, LocalDate expiration, Settlement settlement) {
        boolean physical = settlement == Settlement.PHYSICAL;
        return new OptionContract(
                new Symbol("XYZ"),
                expiration,
                Price.of("100"),
                right,
                100,
                "XYZ",
                physical ? ExerciseStyle.AMERICAN : ExerciseStyle.EUROPEAN,
                settlement,
                Currency.USD);
    }

    private static Instrument underlying(OptionContract option) {
        return option.settlement() == Settlement.PHYSICAL
                ? new Stock(option.underlying(), Currency.USD)
                : new Index(option.underlying(), Currency.USD);
    }

    private static Instant open(LocalDate date) {
        return NYSE.session(date).orElseThrow().open();
    }

    private static Instant close(LocalDate date) {
        return NYSE.session(date).orElseThrow().close();
    }

    /** Trades at the open of this date; from then on the option shows its mark, and its underlying what is told. */
    private SimulatedBroker trade(
            OptionContract option, Side side, LocalDate date, String mark, Overnight overnight, Object... spots) {
        ScriptedMarket market = new ScriptedMarket(open(date));
        market.show(0, option, "1.00", "1.00", 8).show(5, option, "1.00", "1.00", 8);
        market.show(10, option, mark, mark, 8);
        for (int i = 0; i < spots.length; i += 2) {
            long second = ((Instant) spots[i]).getEpochSecond() - open(date).getEpochSecond();
            String spot = (String) spots[i + 1];
            market.show(second, underlying(option), spot, spot, 8);
        }
        SimulatedBroker broker = SimulatedBroker.on(market)
                .fees(FeeSchedule.none())
                .overnight(overnight)
                .writingOptions()
                .build();
        broker.connect(log);
        broker.orders()
                .submit(StubOrder.of(1)
                        .on(option)
                        .side(side)
                        .quantity(2)
                        .limit("1.00")
                        .alone());
        return broker;
    }

    private static List<Position> positions(SimulatedBroker broker) {
        return broker.accounts().positions().toCompletableFuture().join();
    }

    @ParameterizedTest
    @Tag("T10")
    @CsvSource(textBlock = ENDS)
    void endsAsTheContractSays(
            Right right,
            String spot,
            Side side,
            Settlement settlement,
            OptionSettlement.Kind kind,
            String cash,
            long shares,
            String worth) {
        for (LocalDate expiration : List.of(FRIDAY, HALF_DAY)) {
            OptionContract option = option(right, expiration, settlement);
            boolean morning = settlement == Settlement.CASH_AM;
            LocalDate tradedOn = morning ? NYSE.previousTradingDay(expiration) : expiration;
            Instant due = morning ? open(expiration) : close(expiration);
            log = new EventLog();
            // What it was before the moment that counts, and is after it, must not matter.
            SimulatedBroker broker = trade(
                    option,
                    side,
                    tradedOn,
                    "1.00",
                    Overnight.NOTHING,
                    open(tradedOn),
                    "100.00",
                    due,
                    spot,
                    due.plusSeconds(60),
                    spot);
            broker.timeline().advanceTo(due.plusSeconds(60));

            assertThat(log.settlements())
                    .containsExactly(new OptionSettlement(
                            new ExecutionId("sim-settled-1"),
                            kind,
                            option,
                            Quantity.of(side == Side.BUY ? 2 : -2),
                            Money.usd(cash),
                            Quantity.of(shares),
                            Price.of("100"),
                            due));
            assertThat(broker.account().netLiquidation()).isEqualTo(Money.usd(worth));
            assertThat(positions(broker))
                    .isEqualTo(
                            shares == 0
                                    ? List.of()
                                    : List.of(new Position(underlying(option), Quantity.of(shares), Price.of("100"))));
        }
    }

    @Test
    void realisesThePremiumAndLeavesTheSharesAtTheStrike() {
        OptionContract put = option(Right.PUT, FRIDAY, Settlement.PHYSICAL);
        SimulatedBroker broker = trade(put, Side.SELL, FRIDAY, "1.00", Overnight.NOTHING, open(FRIDAY), "97.00");
        broker.timeline().advanceTo(close(FRIDAY));

        assertThat(broker.account().realizedToday()).isEqualTo(Money.usd("200"));
        assertThat(broker.account().availableFunds()).isEqualTo(Money.usd("80200"));
    }

    @Test
    @Tag("T10")
    void cancelsTheExitsOfWhatEnded() {
        OptionContract call = option(Right.CALL, FRIDAY, Settlement.PHYSICAL);
        ScriptedMarket market = new ScriptedMarket(open(FRIDAY));
        market.show(0, call, "1.00", "1.00", 8).show(5, call, "1.00", "1.00", 8);
        market.show(0, underlying(call), "100", "100", 8);
        SimulatedBroker broker =
                SimulatedBroker.on(market).fees(FeeSchedule.none()).build();
        broker.connect(log);
        broker.orders().submit(StubOrder.bracket(1, call, 2, new OrderTerms.Limit(Price.of("1.00")), "9.00", "0.10"));
        broker.timeline().advanceTo(close(FRIDAY));

        assertThat(log.orders(OrderEvent.Canceled.class))
                .extracting(OrderEvent.Canceled::orderId)
                .containsExactly(new OrderId(2), new OrderId(3));
    }

    @ParameterizedTest
    @CsvSource({
        // a call written at 100, the shares at 105 and worth 0.80 in dividends tomorrow
        "CALL, 105.00, 5.79, true",
        "CALL, 105.00, 5.80, false",
        "CALL, 100.00, 0.10, false",
        // a put written at 100, whose strike earns 3.65 % a year: a cent a day, three over the weekend
        "PUT, 80.00, 20.02, true",
        "PUT, 80.00, 20.03, false",
    })
    void assignsEarlyWhatItsHolderWouldExercise(Right right, String spot, String mark, boolean assigned) {
        OptionContract option = option(right, FRIDAY.plusDays(28), Settlement.PHYSICAL);
        LocalDate monday = FRIDAY.plusDays(3);
        Overnight overnight = new Overnight(
                Map.of(option.underlying(), new TreeMap<>(Map.of(monday, Price.of("0.80")))), Percent.of("3.65"));
        SimulatedBroker broker =
                trade(option, Side.SELL, FRIDAY, mark, overnight, open(FRIDAY), spot, open(monday), spot);
        broker.timeline().advanceTo(open(monday));

        assertThat(log.settlements())
                .extracting(OptionSettlement::kind, OptionSettlement::at, OptionSettlement::basis)
                .isEqualTo(
                        assigned
                                ? List.of(tuple(OptionSettlement.Kind.ASSIGNED, close(FRIDAY), Price.of("100")))
                                : List.of());
    }
}
