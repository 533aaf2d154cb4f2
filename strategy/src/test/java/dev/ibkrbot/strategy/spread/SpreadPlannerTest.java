package dev.ibkrbot.strategy.spread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.strategy.plan.DeltaPicker;
import dev.ibkrbot.strategy.selection.DeltaTarget;
import dev.ibkrbot.strategy.selection.LiquidityRule;
import dev.ibkrbot.strategy.wheel.ShownOptions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** XYZ at 100; a delta of 0.30 is struck at 97 and 103, and what is bought lies at least four farther out. */
class SpreadPlannerTest {
    private static final Symbol XYZ = new Symbol("XYZ");
    private static final Instant NOW = Instant.parse("2026-11-18T17:00:00Z");
    private static final LocalDate NEXT = LocalDate.of(2026, 11, 27);

    private final ShownOptions market = new ShownOptions(NOW);

    private static OptionContract option(Right right, String strike) {
        return OptionContract.equity(XYZ, NEXT, Price.of(strike), right);
    }

    @BeforeEach
    void lists() {
        market.show(option(Right.PUT, "97"), "1.30", "1.36", -0.30);
        market.show(option(Right.PUT, "94"), "0.60", "0.66", -0.16);
        market.show(option(Right.PUT, "92"), "0.30", "0.36", -0.10);
        market.show(option(Right.CALL, "103"), "1.20", "1.25", 0.30);
        market.show(option(Right.CALL, "107"), "0.40", "0.46", 0.12);
    }

    private Plan plan(String width, String leastPremium, Right... sides) {
        DeltaPicker picker = new DeltaPicker(
                market,
                MarketCalendar.nyse(),
                () -> NOW,
                new LiquidityRule(Price.of("0.20"), Percent.of("10"), 0),
                Runnable::run);
        SpreadSettings settings = new SpreadSettings(
                "spread",
                List.of(sides),
                new DeltaTarget(0.30, 7),
                Price.of(width),
                Percent.of("50"),
                Optional.of(Percent.of("200")),
                Price.of(leastPremium));
        return new SpreadPlanner(market, market, MarketCalendar.nyse(), () -> NOW, picker, settings, Runnable::run)
                .plan(XYZ)
                .toCompletableFuture()
                .join();
    }

    private static String code(Plan plan) {
        return plan.match(it -> "proposed", Plan.NoTrade::code);
    }

    @Test
    void sellsAVerticalAtTheMiddleOfItsNetPriceRoundedUp() {
        Plan plan = plan("4", "0.10", Right.PUT);
        TradeProposal proposal = ((Plan.Proposed) plan).proposal();

        assertThat(plan.signal().action()).isEqualTo(SignalAction.WRITE_PUT);
        assertThat(proposal.instrument())
                .isEqualTo(new Combo(
                        XYZ,
                        Currency.USD,
                        List.of(
                                new Combo.Leg(option(Right.PUT, "97"), 1),
                                new Combo.Leg(option(Right.PUT, "92"), -1))));
        assertThat(proposal.side()).isEqualTo(Side.SELL);
        // 1.30 - 0.36 bid, 1.36 - 0.30 asked
        assertThat(proposal.quote().bid()).contains(Price.of("0.94"));
        assertThat(proposal.quote().ask()).contains(Price.of("1.06"));
        assertThat(proposal.limit()).isEqualTo(Price.of("1.00"));
        assertThat(proposal.exits())
                .isEqualTo(ExitPlan.ofWritten(Optional.of(Percent.of("50")), Optional.of(Percent.of("200"))));
    }

    @Test
    void sellsACondorAsOne() {
        Plan plan = plan("4", "0.10", Right.PUT, Right.CALL);
        TradeProposal proposal = ((Plan.Proposed) plan).proposal();

        assertThat(plan.signal().action()).isEqualTo(SignalAction.WRITE_BOTH);
        assertThat(((Combo) proposal.instrument()).legs())
                .containsExactly(
                        new Combo.Leg(option(Right.PUT, "97"), 1),
                        new Combo.Leg(option(Right.CALL, "103"), 1),
                        new Combo.Leg(option(Right.PUT, "92"), -1),
                        new Combo.Leg(option(Right.CALL, "107"), -1));
        // 2.50 - 0.82 bid, 2.61 - 0.70 asked: 1.795 in the middle
        assertThat(proposal.limit()).isEqualTo(Price.of("1.80"));
    }

    @Test
    void saysWhyThereIsNone() {
        assertThat(code(plan("6", "0.10", Right.PUT))).isEqualTo("no_wing");
        assertThat(code(plan("4", "1.01", Right.PUT))).isEqualTo("premium_too_low");
        market.hold(new Position(option(Right.PUT, "97"), Quantity.of(-1), Price.of("1")));
        assertThat(code(plan("4", "0.10", Right.PUT))).isEqualTo("option_open");
    }
}
