package dev.ibkrbot.risk.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.trade.RiskReview;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.risk.RegimeLimits;
import dev.ibkrbot.risk.RiskFixtures;
import dev.ibkrbot.risk.RiskLimits;
import dev.ibkrbot.risk.WritingLimits;
import dev.ibkrbot.risk.WritingLimits.Allowed;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Options at 2.50 are sold to open in an account of 100,000 dollars that holds nothing else. */
class WritingTest {
    private static final Symbol SPY = new Symbol("SPY");

    private static OptionContract option(String strike, Right right) {
        return OptionContract.equity(SPY, LocalDate.of(2026, 11, 27), Price.of(strike), right);
    }

    private static Combo combo(Combo.Leg... legs) {
        return new Combo(SPY, Currency.USD, List.of(legs));
    }

    private static Combo.Leg leg(int ratio, String strike, Right right) {
        return new Combo.Leg(option(strike, right), ratio);
    }

    private static TradeProposal sale(Instrument instrument) {
        Quote quote = new Quote(
                instrument,
                Optional.of(Price.of("2.45")),
                Optional.of(Price.of("2.55")),
                Optional.empty(),
                OptionalLong.empty(),
                RiskFixtures.NOW.minusSeconds(1),
                DataQuality.LIVE);
        return new TradeProposal(
                new SignalId("wheel/SPY/2026-11-20T14:59:00Z/WRITE_PUT"),
                "wheel",
                SPY,
                instrument,
                Side.SELL,
                Price.of("2.50"),
                ExitPlan.ofWritten(Optional.of(Percent.of("50")), Optional.empty()),
                quote,
                PriceGrid.CENT,
                RiskFixtures.NOW.minusMillis(500));
    }

    private static RiskReview review(Allowed allowed, String collateral, Instrument instrument, Position... held) {
        return review("100", allowed, collateral, instrument, held);
    }

    private static RiskReview review(
            String exposure, Allowed allowed, String collateral, Instrument instrument, Position... held) {
        RegimeLimits usual = RegimeLimits.DEFAULT;
        RegimeLimits regime = new RegimeLimits(
                usual.maxWeeklyLoss(),
                Percent.of(exposure),
                usual.maxSymbolExposure(),
                usual.maxPositionCost(),
                usual.dayTrading(),
                usual.calendar());
        RiskGate gate = new RiskGate(RiskLimits.defaults()
                .withRegime(regime)
                .withWriting(new WritingLimits(allowed, Percent.of(collateral))));
        TradingBook empty = RiskFixtures.book();
        TradingBook book = new TradingBook(
                empty.at(),
                empty.tradingDate(),
                empty.mode(),
                empty.account(),
                empty.startOfDayEquity(),
                List.of(held),
                List.of(),
                0);
        return gate.review(sale(instrument), book);
    }

    private static long approved(RiskReview review) {
        return review.match(it -> it.quantity().wholeExact(), denied -> {
            throw new AssertionError(denied.denials());
        });
    }

    private static List<String> codes(RiskReview review) {
        return review.match(
                it -> List.of(),
                denied -> denied.denials().stream().map(Denial::code).toList());
    }

    private static Position shares(long count) {
        return new Position(new Stock(SPY, Currency.USD), Quantity.of(count), Price.of("100"));
    }

    @Test
    void writesNothingUnlessAllowed() {
        assertThat(codes(review(Allowed.NOTHING, "100", option("95", Right.PUT))))
                .contains("writing_denied");
    }

    @Test
    void securesPutsWithAllThatTheirStrikesCanTake() {
        // 95 a share takes 9,500 a contract: ten of 100,000, five of half of it; the fee leaves ten as they are.
        assertThat(approved(review(Allowed.SECURED, "100", option("95", Right.PUT))))
                .isEqualTo(10);
        assertThat(approved(review(Allowed.SECURED, "50", option("95", Right.PUT))))
                .isEqualTo(5);
        assertThat(codes(review(Allowed.SECURED, "9", option("95", Right.PUT)))).containsExactly("size_zero");
    }

    @Test
    void countsTheCashThatOtherPutsMayTake() {
        OptionContract other =
                OptionContract.equity(new Symbol("QQQ"), LocalDate.of(2026, 11, 27), Price.of("450"), Right.PUT);
        Position written = new Position(other, Quantity.of(-2), Price.of("3.00"));
        assertThat(codes(review(Allowed.SECURED, "100", option("105", Right.PUT), written)))
                .containsExactly("insufficient_cash");
        assertThat(approved(review(Allowed.SECURED, "100", option("95", Right.PUT), written)))
                .isEqualTo(1);
    }

    /** 100,000 dollars, of which 30 % may be at stake: three puts at 95, and one beside a put that may take 20,000. */
    @Test
    void boundsWhatIsAtStakeBehindEverythingWritten() {
        OptionContract put = option("95", Right.PUT);
        OptionContract other =
                OptionContract.equity(new Symbol("QQQ"), LocalDate.of(2026, 11, 27), Price.of("200"), Right.PUT);
        Position written = new Position(other, Quantity.of(-1), Price.of("3.00"));
        assertThat(approved(review("30", Allowed.SECURED, "100", put))).isEqualTo(3);
        assertThat(approved(review("30", Allowed.SECURED, "100", put, written))).isEqualTo(1);
        assertThat(codes(review("29", Allowed.SECURED, "100", put, written))).containsExactly("size_zero");
    }

    @Test
    void writesCallsAgainstSharesOnly() {
        OptionContract call = option("105", Right.CALL);
        assertThat(codes(review(Allowed.SECURED, "100", call))).contains("naked", "unbounded_loss");
        assertThat(codes(review(Allowed.SECURED, "100", call, shares(99)))).contains("naked");
        assertThat(approved(review(Allowed.SECURED, "100", call, shares(250)))).isEqualTo(2);
    }

    @Test
    void wantsAStopWhereNothingIsBehindACall() {
        assertThat(codes(review(Allowed.NAKED, "100", option("105", Right.CALL))))
                .containsExactly("unbounded_loss");
    }

    @Test
    void boundsCombinationsByTheirDearestEnd() {
        // Five points wide: 500 a unit, two of the 1,000 that may be lost; seven points only one.
        Combo vertical = combo(leg(1, "95", Right.PUT), leg(-1, "90", Right.PUT));
        assertThat(approved(review(Allowed.SECURED, "10", vertical))).isEqualTo(2);
        Combo condor = combo(
                leg(1, "95", Right.PUT), leg(-1, "90", Right.PUT),
                leg(1, "105", Right.CALL), leg(-1, "112", Right.CALL));
        assertThat(approved(review(Allowed.SECURED, "10", condor))).isEqualTo(1);
        assertThat(codes(review(Allowed.SECURED, "100", combo(leg(1, "105", Right.CALL), leg(-1, "95", Right.PUT)))))
                .contains("naked");
    }
}
