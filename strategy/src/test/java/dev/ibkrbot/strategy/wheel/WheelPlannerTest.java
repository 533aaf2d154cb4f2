package dev.ibkrbot.strategy.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.trade.HoldingAdvice;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.strategy.plan.DeltaPicker;
import dev.ibkrbot.strategy.selection.LiquidityRule;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** XYZ on a Wednesday, with options for two days, a week and two weeks on. */
class WheelPlannerTest {
    private static final Symbol XYZ = new Symbol("XYZ");
    private static final Instant NOW = Instant.parse("2026-11-18T17:00:00Z");
    private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);
    private static final LocalDate NEXT = LocalDate.of(2026, 11, 27);
    private static final SignalId OLD = new SignalId("wheel/XYZ/2026-11-16T17:00:00Z/WRITE_PUT");

    private final ShownOptions market = new ShownOptions(NOW);
    private final WheelPlanner wheel = new WheelPlanner(
            market,
            market,
            MarketCalendar.nyse(),
            () -> NOW,
            new DeltaPicker(
                    market,
                    MarketCalendar.nyse(),
                    () -> NOW,
                    new LiquidityRule(Price.of("0.20"), Percent.of("10"), 0),
                    Runnable::run),
            symbol -> WheelSettings.DEFAULT,
            Runnable::run);

    private static OptionContract put(String strike, LocalDate date) {
        return OptionContract.equity(XYZ, date, Price.of(strike), Right.PUT);
    }

    private static OptionContract call(String strike, LocalDate date) {
        return OptionContract.equity(XYZ, date, Price.of(strike), Right.CALL);
    }

    private Plan plan() {
        return wheel.plan(XYZ).toCompletableFuture().join();
    }

    private TradeProposal proposal() {
        return plan().match(Plan.Proposed::proposal, none -> {
            throw new AssertionError(none);
        });
    }

    private HoldingAdvice advice(OptionContract written) {
        return wheel.advise(OLD, new Position(written, Quantity.of(-1), Price.of("2")))
                .toCompletableFuture()
                .join();
    }

    private void own(long shares, String cost) {
        market.hold(new Position(Stock.of("XYZ"), Quantity.of(shares), Price.of(cost)));
    }

    @Test
    void writesThePutOfItsDeltaAtTheMiddleRoundedUp() {
        market.show(put("95", NEXT), "0.80", "0.85", -0.18);
        market.show(put("97", NEXT), "1.30", "1.35", -0.29);
        market.show(put("98", FRIDAY), "0.70", "0.75", -0.30);

        TradeProposal proposal = proposal();
        assertThat(proposal.instrument()).isEqualTo(put("97", NEXT));
        assertThat(proposal.side()).isEqualTo(Side.SELL);
        assertThat(proposal.limit()).isEqualTo(Price.of("1.33"));
        assertThat(proposal.exits()).isEqualTo(ExitPlan.ofWritten(Optional.of(Percent.of("50")), Optional.empty()));
        assertThat(plan().signal().action()).isEqualTo(SignalAction.WRITE_PUT);
    }

    @Test
    void writesCallsAgainstSharesNotBelowWhatTheyCost() {
        own(100, "103");
        market.show(call("102", NEXT), "1.30", "1.35", 0.30);
        market.show(call("103", NEXT), "0.90", "0.95", 0.22);
        market.show(call("104", NEXT), "0.50", "0.55", 0.15);

        assertThat(proposal().instrument()).isEqualTo(call("103", NEXT));
        assertThat(plan().signal().reason()).isEqualTo("covered_call");
    }

    @Test
    void writesNothingForNextToNothing() {
        own(100, "120");
        market.show(call("120", NEXT), "0.02", "0.03", 0.01);
        assertThat(plan().match(it -> "", Plan.NoTrade::code)).isEqualTo("premium_too_low");
    }

    @Test
    void writesNothingBesideAnOpenOption() {
        market.hold(new Position(put("97", NEXT), Quantity.of(-1), Price.of("1")));
        assertThat(plan().match(it -> "", Plan.NoTrade::code)).isEqualTo("option_open");
    }

    @Test
    void rollsWhatIsTestedNearItsEndForACreditAndLinksTheTwo() {
        market.spot("98");
        market.show(put("99", FRIDAY), "1.30", "1.40", -0.65);
        market.show(put("99", NEXT), "1.90", "2.00", -0.55);
        market.show(put("98", NEXT), "1.45", "1.55", -0.45);
        market.show(put("100", NEXT), "2.50", "2.60", -0.31);

        assertThat(advice(put("99", FRIDAY)))
                .isEqualTo(new HoldingAdvice.Roll(
                        "XYZ 20261120 P 99.00 for 1.40 into XYZ 20261127 P 98.00 for 1.45: credit 0.05"));
        TradeProposal next = proposal();
        assertThat(next.instrument()).isEqualTo(put("98", NEXT));
        assertThat(next.rolls()).contains(OLD);
        assertThat(proposal().rolls()).isEmpty();
    }

    @Test
    void keepsWhatIsNotTestedOrCannotBeRolledForACredit() {
        market.show(put("99", FRIDAY), "1.30", "1.50", -0.65);
        market.show(put("98", NEXT), "1.45", "1.55", -0.45);

        assertThat(advice(put("99", NEXT))).isEqualTo(HoldingAdvice.Keep.SILENT);
        assertThat(advice(put("99", FRIDAY))).extracting("code").isEqualTo("not_tested");
        market.spot("98");
        assertThat(advice(put("99", FRIDAY))).extracting("code").isEqualTo("no_credit");
    }
}
