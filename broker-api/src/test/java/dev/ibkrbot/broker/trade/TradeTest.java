package dev.ibkrbot.broker.trade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.order.ApprovalDigest;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TradeTest {
    private static final Symbol SPY = new Symbol("SPY");
    private static final Instant BAR_END = Instant.parse("2026-11-20T15:00:00Z");
    private static final Signal SIGNAL = signal(SignalAction.BUY, "88.6");

    @Test
    void namesASignalByAllThatMakesItOne() {
        assertThat(SignalId.of(SPY, SIGNAL)).hasToString("scalp/SPY/2026-11-20T15:00:00Z/BUY");
        assertThat(SignalId.of(SPY, signal(SignalAction.BUY, "90"))).isEqualTo(SignalId.of(SPY, SIGNAL));
        assertThat(SignalId.of(SPY, signal(SignalAction.SELL, "88.6"))).isNotEqualTo(SignalId.of(SPY, SIGNAL));
        assertThat(SignalId.of(new Symbol("QQQ"), SIGNAL)).isNotEqualTo(SignalId.of(SPY, SIGNAL));
    }

    @ParameterizedTest
    @CsvSource({"BUY, CALL", "SELL, PUT", "BUY_CALL, CALL", "BUY_PUT, PUT"})
    void buysAnOptionForEveryView(SignalAction action, Right right) {
        assertThat(action.right()).contains(right);
    }

    @Test
    void holdsNothingOnHold() {
        assertThat(SignalAction.HOLD.right()).isEmpty();
        assertThat(signal(SignalAction.HOLD, "0").isHold()).isTrue();
        assertThat(SIGNAL.isHold()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-0.1", "100.1"})
    void keepsConfidenceBetweenNoneAndFull(String percent) {
        assertThatThrownBy(() -> signal(SignalAction.BUY, percent))
                .hasMessage("confidence is outside 0%% to 100%%: %s%%", percent);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 20, take profit is not positive: 0%",
        "30, 0, stop loss is outside 0% to 100%: 0%",
        "30, 100, stop loss is outside 0% to 100%: 100%"
    })
    void refusesExitsThatNeverHappen(String profit, String loss, String message) {
        assertThatThrownBy(() -> new ExitPlan(Optional.of(Percent.of(profit)), Optional.of(Percent.of(loss))))
                .hasMessage(message);
    }

    @Test
    void proposesOnlyWithTheQuoteOfItsInstrument() {
        assertThatThrownBy(() -> proposal(Stock.of("QQQ"), "100.00")).hasMessage("quote of QQQ given for SPY");
    }

    @Test
    void proposesOnlyLegalPrices() {
        assertThat(proposal(Stock.of("SPY"), "100.01").limit()).isEqualTo(Price.of("100.01"));
        assertThatThrownBy(() -> proposal(Stock.of("SPY"), "100.005"))
                .hasMessage("entry limit is not a positive legal price: 100.005");
        assertThatThrownBy(() -> proposal(Stock.of("SPY"), "-1"))
                .hasMessage("entry limit is not a positive legal price: -1.00");
    }

    @Test
    void approvesSomethingOrDeniesWithAReason() {
        TradeProposal proposal = proposal(Stock.of("SPY"), "100");
        ApprovalDigest digest = new ApprovalDigest("0".repeat(64));
        RiskReview approved = new RiskReview.Approved(proposal, Quantity.ONE, digest, BAR_END);
        RiskReview denied = new RiskReview.Denied(proposal, List.of(new Denial("size_zero", "18 USD", "20 USD")));

        assertThat(approved.<String>match(it -> "approved", it -> "denied")).isEqualTo("approved");
        assertThat(denied.<String>match(it -> "approved", it -> it.denials().toString()))
                .isEqualTo("[size_zero: 20 USD against limit 18 USD]");
        assertThatThrownBy(() -> new RiskReview.Approved(proposal, Quantity.ZERO, digest, BAR_END))
                .hasMessage("approved quantity is not positive: 0");
        assertThatThrownBy(() -> new RiskReview.Denied(proposal, List.of())).hasMessage("a denial without reason");
    }

    @Test
    void tellsWhichRuleRejectedWhom() {
        SelectionFunnel.Candidate chosen = new SelectionFunnel.Candidate(option("100"), Optional.empty());
        SelectionFunnel.Candidate wide = new SelectionFunnel.Candidate(
                option("101"), Optional.of(new SelectionFunnel.Rejection("spread", "0.10", "0.35")));
        SelectionFunnel funnel = new SelectionFunnel(List.of(wide, chosen));

        assertThat(funnel.rejectedBy("spread")).containsExactly(wide);
        assertThat(funnel.rejectedBy("volume")).isEmpty();
    }

    @Test
    void callsTheFunctionOfThePlanAtHand() {
        Plan proposed = new Plan.Proposed(SIGNAL, proposal(Stock.of("SPY"), "100"), SelectionFunnel.EMPTY);
        Plan none = new Plan.NoTrade(SIGNAL, "hold", "", SelectionFunnel.EMPTY);

        assertThat(proposed.<String>match(it -> "proposed", it -> it.code())).isEqualTo("proposed");
        assertThat(none.<String>match(it -> "proposed", it -> it.code())).isEqualTo("hold");
    }

    private static Signal signal(SignalAction action, String confidencePercent) {
        return new Signal("scalp", action, Percent.of(confidencePercent), "trend", BAR_END);
    }

    private static OptionContract option(String strike) {
        return OptionContract.equity(SPY, LocalDate.of(2026, 11, 27), Price.of(strike), Right.CALL);
    }

    /** To buy SPY on a quote of the given stock. */
    private static TradeProposal proposal(Stock quoted, String limit) {
        return new TradeProposal(
                SignalId.of(SPY, SIGNAL),
                "scalp",
                SPY,
                Stock.of("SPY"),
                Side.BUY,
                Price.of(limit),
                new ExitPlan(Optional.empty(), Optional.empty()),
                new Quote(
                        quoted,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        BAR_END,
                        DataQuality.LIVE),
                PriceGrid.CENT,
                BAR_END);
    }
}
