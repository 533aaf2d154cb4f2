package dev.ibkrbot.execution.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.pricing.Greeks;
import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.order.ClosedTrade;
import dev.ibkrbot.execution.order.ExitReason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Expected figures are worked out by hand from the prices and greeks given, never with the recorder's own code. */
class OptionRecorderTest {
    private static final Instant MONDAY = Instant.parse("2026-06-15T14:00:00Z");
    private static final Symbol SPY = new Symbol("SPY");
    private static final OptionContract PUT_590 = put("590", "2026-06-26");
    private static final OptionContract PUT_580 = put("580", "2026-07-17");

    private final OptionRecorder recorder = new OptionRecorder(ZoneId.of("America/New_York"));

    @Test
    void tellsNothingWithoutOptions() {
        recorder.add(trade(1, Stock.of("SPY"), Side.BUY, 0, 60, "600", "601", ExitReason.TAKE_PROFIT));

        assertThat(recorder.performance()).isEmpty();
    }

    @Test
    void splitsTheProfitByItsCauses() {
        // Two puts written at 3.95 while the middle is 4.00; a day later bought back at 3.10 over a middle of 3.05.
        recorder.observe(moment(0, mark(PUT_590, -2, "4.00", "600", 0.20, -0.30, -73, 60)));
        recorder.filled(execution(Side.SELL, PUT_590, "3.95"), Price.of("4.00"));
        recorder.observe(moment(86_400, mark(PUT_590, 0, "3.05", "603", 0.19, -0.24, -65.7, 56)));
        recorder.filled(execution(Side.BUY, PUT_590, "3.10"), Price.of("3.05"));
        recorder.add(trade(1, PUT_590, Side.SELL, 0, 86_400, "3.95", "3.10", ExitReason.REQUESTED));

        Attribution sum = performance().attribution().orElseThrow();
        // -200 shares: mean delta -0.27 on +3.00; mean theta -69.35 a year over 1/365; mean vega 58 on -0.01
        assertThat(sum.delta()).isCloseTo(162, within(1e-9));
        assertThat(sum.theta()).isCloseTo(38, within(1e-9));
        assertThat(sum.vega()).isCloseTo(116, within(1e-9));
        assertThat(sum.crossing()).isCloseTo(-20, within(1e-9));
        // 0.85 on 200 shares are 170
        assertThat(sum.unexplained()).isCloseTo(170 - 162 - 38 - 116 + 20, within(1e-9));
        assertThat(sum.fees()).isEqualTo(Money.usd("2.60"));
        assertThat(sum.net()).isEqualTo(Money.usd("167.40"));
        assertThat(List.of(sum.trades(), sum.unmarked())).containsExactly(1L, 0L);
    }

    @Test
    void leavesWhatHadNoGreeksUnexplained() {
        OptionMark unknown = new OptionMark(
                PUT_590, Quantity.of(-2), Price.of("4"), Price.of("600"), OptionalDouble.empty(), Optional.empty());
        recorder.observe(new OptionMoment(MONDAY, List.of(unknown), 0, Optional.empty(), Optional.empty()));
        recorder.observe(moment(300, mark(PUT_590, -2, "3.05", "603", 0.19, -0.24, -65.7, 56)));
        recorder.add(trade(1, PUT_590, Side.SELL, 0, 86_400, "4.00", "0", ExitReason.EXPIRED));

        assertThat(performance().attribution())
                .contains(new Attribution(0, 0, 0, 0, 0, 800, Money.usd("2.60"), Money.usd("797.40"), 1, 1));
        assertThat(performance().withoutGreeks()).isEqualTo(1);
        assertThat(performance().greeks()).hasSize(1);
    }

    @Test
    void leavesToDeliveredSharesWhatTheOptionWasWorth() {
        recorder.observe(moment(0, mark(PUT_590, -2, "4.00", "600", 0.20, -0.30, -73, 60)));
        recorder.observe(moment(86_400, mark(PUT_590, -2, "15.00", "575", 0.20, -0.90, -73, 60)));
        recorder.add(trade(1, PUT_590, Side.SELL, 0, 90_000, "4.00", "0", ExitReason.ASSIGNED));

        Attribution sum = performance().attribution().orElseThrow();
        // -200 shares: mean delta -0.60 on -25; a day's theta of -0.20; 15.00 go over to the shares
        assertThat(sum.delta()).isCloseTo(-3000, within(1e-9));
        assertThat(sum.theta()).isCloseTo(40, within(1e-9));
        assertThat(sum.handedOver()).isCloseTo(3000, within(1e-9));
        assertThat(sum.unexplained()).isCloseTo(800 - 40, within(1e-9));
    }

    @Test
    void addsUpPremiumByWhoOpened() {
        recorder.add(trade(1, PUT_590, Side.SELL, 0, 60, "4.00", "1.50", ExitReason.TAKE_PROFIT));
        recorder.add(trade(2, PUT_580, Side.SELL, 0, 60, "2.00", "0", ExitReason.ASSIGNED));
        recorder.add(trade(3, PUT_580, Side.BUY, 0, 60, "1.00", "0.40", ExitReason.STOP_LOSS));

        assertThat(performance().premium())
                .containsExactly(
                        new PremiumSum(
                                true, 2, Money.usd("1200"), Money.usd("300"), Money.usd("5.20"), Money.usd("894.80")),
                        new PremiumSum(
                                false, 1, Money.usd("200"), Money.usd("80"), Money.usd("2.60"), Money.usd("-122.60")));
        assertThat(performance().delivered())
                .extracting(ClosedTrade::instrument)
                .containsExactly(PUT_580);
    }

    @Test
    void countsACombinationBoughtForACreditAsWritten() {
        Combo spread = new Combo(SPY, Currency.USD, List.of(new Combo.Leg(PUT_590, -1), new Combo.Leg(PUT_580, 1)));
        recorder.add(trade(1, spread, Side.BUY, 0, 60, "-1.50", "-0.50", ExitReason.TAKE_PROFIT));

        assertThat(performance().premium())
                .containsExactly(new PremiumSum(
                        true, 1, Money.usd("300"), Money.usd("100"), Money.usd("2.60"), Money.usd("197.40")));
        assertThat(performance().byDays())
                .containsExactly(new OptionBucket(true, "8 to 14 days", 1, 1, Money.usd("197.40")));
    }

    @Test
    void putsTradesIntoBucketsAndUnknownDeltasIntoTheirOwn() {
        ClosedTrade won = trade(1, PUT_590, Side.SELL, 0, 60, "4.00", "1.50", ExitReason.TAKE_PROFIT);
        ClosedTrade lost = trade(2, PUT_590, Side.SELL, 120, 180, "4.00", "5.00", ExitReason.STOP_LOSS);
        ClosedTrade unknown = trade(3, PUT_580, Side.SELL, 0, 60, "2.00", "0", ExitReason.EXPIRED);
        recorder.decided(won.signalId(), -0.30);
        recorder.decided(lost.signalId(), -0.3999);
        List.of(won, lost, unknown).forEach(recorder::add);

        // 2026-06-15 to 06-26 are 11 days, to 07-17 32
        assertThat(performance().byDays())
                .containsExactly(
                        new OptionBucket(true, "8 to 14 days", 2, 1, Money.usd("294.80")),
                        new OptionBucket(true, "29 to 35 days", 1, 1, Money.usd("397.40")));
        assertThat(performance().byDelta())
                .containsExactly(
                        new OptionBucket(true, "0.30 to below 0.40", 2, 1, Money.usd("294.80")),
                        new OptionBucket(true, "not recorded", 1, 1, Money.usd("397.40")));
        assertThat(performance().byDays().get(0).winRate()).isEqualTo(0.5);
    }

    @Test
    void chainsTradesThatTookEachOthersPlace() {
        ClosedTrade first = trade(1, PUT_590, Side.SELL, 0, 600, "4.00", "5.00", ExitReason.ROLLED);
        ClosedTrade apart = trade(2, PUT_590, Side.SELL, 700, 800, "3.00", "1", ExitReason.TAKE_PROFIT);
        ClosedTrade second = trade(3, PUT_580, Side.SELL, 900, 90_000, "5.60", "6.00", ExitReason.ROLLED);
        ClosedTrade third = trade(4, PUT_580, Side.SELL, 90_060, 99_000, "7.00", "0", ExitReason.EXPIRED);
        recorder.rolled(second.signalId(), first.signalId());
        recorder.rolled(third.signalId(), second.signalId());
        List.of(first, apart, second).forEach(recorder::add);
        assertThat(performance().unfinishedRolls()).isEqualTo(1);
        recorder.add(third);

        assertThat(performance().rolls()).containsExactly(new RollChain(List.of(first, second, third)));
        RollChain chain = performance().rolls().get(0);
        // on 200 shares 5.60 less 5.00 and 7.00 less 6.00; -1.00, -0.40 and +7.00 less fees of 2.60 each
        assertThat(performance().unfinishedRolls()).isZero();
        assertThat(chain.rollCredit()).isEqualTo(Money.usd("320"));
        assertThat(chain.net()).isEqualTo(Money.usd("1112.20"));
    }

    @Test
    void addsUpGreeksByQuantity() {
        OptionMark one = mark(PUT_590, -2, "4.00", "600", 0.20, -0.30, -73, 60);
        OptionMark other = mark(PUT_580, 1, "2.00", "600", 0.20, -0.10, -36.5, 20);
        recorder.observe(new OptionMoment(
                MONDAY, List.of(one, other), 0, Optional.of(Money.usd("9000")), Optional.of(Money.usd("118000"))));
        recorder.observe(new OptionMoment(
                MONDAY.plusSeconds(300), List.of(one), 1, Optional.empty(), Optional.of(Money.usd("118000"))));

        GreekPoint sum = performance().greeks().get(0);
        assertThat(performance().greeks()).hasSize(1);
        assertThat(performance().withoutGreeks()).isEqualTo(1);
        assertThat(sum.delta()).isCloseTo(60 - 10, within(1e-12));
        assertThat(sum.gamma()).isCloseTo(-2 + 1, within(1e-12));
        assertThat(sum.thetaPerDay()).isCloseTo(40 - 10, within(1e-12));
        assertThat(sum.vegaPerPoint()).isCloseTo(-120 + 20, within(1e-12));
        assertThat(performance().load())
                .containsExactly(
                        new LoadPoint(MONDAY, Optional.of(Money.usd("9000")), Money.usd("118000")),
                        new LoadPoint(MONDAY.plusSeconds(300), Optional.empty(), Money.usd("118000")));
    }

    private OptionPerformance performance() {
        return recorder.performance().orElseThrow();
    }

    private static OptionContract put(String strike, String expiration) {
        return OptionContract.equity(SPY, LocalDate.parse(expiration), Price.of(strike), Right.PUT);
    }

    private static OptionMoment moment(int seconds, OptionMark mark) {
        return new OptionMoment(MONDAY.plusSeconds(seconds), List.of(mark), 0, Optional.empty(), Optional.empty());
    }

    private static OptionMark mark(
            OptionContract option,
            int held,
            String price,
            String underlying,
            double vol,
            double delta,
            double theta,
            double vega) {
        return new OptionMark(
                option,
                Quantity.of(held),
                Price.of(price),
                Price.of(underlying),
                OptionalDouble.of(vol),
                Optional.of(new Greeks(delta, 0.01, vega, theta, 0)));
    }

    private static Execution execution(Side side, OptionContract option, String price) {
        return new Execution(
                new ExecutionId("1." + side),
                new OrderId(1),
                new OrderRef("B1-E"),
                option,
                side,
                Quantity.of(2),
                Price.of(price),
                MONDAY);
    }

    /** A trade in two of it, with fees of 2.60. */
    private static ClosedTrade trade(
            int number, Instrument instrument, Side side, int begin, int end, String in, String out, ExitReason why) {
        Signal signal = new Signal("wheel", SignalAction.SELL, Percent.of("50"), "x", MONDAY.plusSeconds(number));
        Money gain = Price.of(out).minus(Price.of(in)).times(100, Quantity.of(2), Currency.USD);
        return new ClosedTrade(
                SignalId.of(SPY, signal),
                signal,
                SPY,
                instrument,
                side,
                Quantity.of(2),
                MONDAY.plusSeconds(begin),
                MONDAY.plusSeconds(end),
                Price.of(in),
                Price.of(out),
                side == Side.BUY ? gain : gain.negated(),
                Money.usd("2.60"),
                why);
    }
}
