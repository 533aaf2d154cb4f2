package dev.ibkrbot.strategy.plan;

import static dev.ibkrbot.strategy.plan.PlannerFixture.AFTER_SIXTY_BARS;
import static dev.ibkrbot.strategy.selection.Options.SPY;
import static dev.ibkrbot.strategy.selection.Options.call;
import static dev.ibkrbot.strategy.selection.Options.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.SelectionFunnel;
import dev.ibkrbot.broker.trade.SelectionFunnel.Candidate;
import dev.ibkrbot.broker.trade.SelectionFunnel.Rejection;
import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.strategy.Series;
import dev.ibkrbot.strategy.selection.Options;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionPlanTest {
    private static final Signal BUY =
            new Signal("scalp", SignalAction.BUY, Percent.of("88.6"), "trend_up", AFTER_SIXTY_BARS);
    private static final Signal SELL =
            new Signal("scalp", SignalAction.SELL, Percent.of("88.6"), "trend_down", AFTER_SIXTY_BARS);

    private final PlannerFixture fixture = new PlannerFixture();

    @Test
    void buysTheCallAtTheMoneyOnARise() {
        assertThat(plan("S5")).isEqualTo(proposed(BUY, call("100"), call("99"), call("101")));
    }

    @Test
    void buysThePutAtTheMoneyOnAFall() {
        assertThat(plan("S2")).isEqualTo(proposed(SELL, put("100"), put("99"), put("101")));
    }

    @ParameterizedTest
    @CsvSource({"2.47, 2.52, PENNY, 2.49", "3.40, 3.49, PENNY, 3.40", "2.45, 2.54, STANDARD, 2.45"})
    void roundsTheLimitDownToALegalPrice(String bid, String ask, String grid, String limit) {
        fixture.quotes.bid = bid;
        fixture.quotes.ask = ask;
        fixture.quotes.grid = grid.equals("PENNY") ? PriceGrid.PENNY_CLASS : PriceGrid.STANDARD_CLASS;

        assertThat(proposal(plan("S5")).limit()).isEqualTo(Price.of(limit));
    }

    @Test
    @Tag("SC12")
    void rejectsASignalBelowTheConfidenceAskedFor() {
        fixture.settings = withConfidence("50");

        Signal weak = new Signal("scalp", SignalAction.SELL, Percent.of("12.8"), "trend_down", AFTER_SIXTY_BARS);
        assertThat(plan("S1"))
                .isEqualTo(new Plan.NoTrade(weak, "rejected_confidence", "12.8% is below 50%", SelectionFunnel.EMPTY));
    }

    @Test
    @Tag("SC12")
    void tradesTheSameSignalByDefault() {
        assertThat(proposal(plan("S1")).instrument()).isEqualTo(put("100"));
    }

    @Test
    void leavesPutsAloneWhenTheyAreDisabled() {
        PlannerSettings usual = PlannerSettings.DEFAULT;
        fixture.settings = new PlannerSettings(
                usual.instrument(), usual.minConfidence(), false, usual.minDte(), usual.criteria(), usual.exits());

        assertThat(code(plan("S2"))).isEqualTo("puts_disabled");
        assertThat(proposal(plan("S5")).instrument()).isEqualTo(call("100"));
    }

    @Test
    @Tag("OP15")
    void takesNextWeekOnAFridayThatExpiresToday() {
        Instant friday = Instant.parse("2026-01-23T14:30:00Z");
        fixture.quotes.bars.put(BarSize.ONE_MINUTE, Series.named("S5").bars(BarSize.ONE_MINUTE, friday));
        assertThat(fixture.quotes.expirations).contains(LocalDate.of(2026, 1, 23));

        Plan plan = fixture.plan(friday.plusSeconds(3600));
        OptionContract chosen = (OptionContract) proposal(plan).instrument();
        assertThat(chosen.expiration()).isEqualTo(LocalDate.of(2026, 1, 30));
    }

    @Test
    void saysThatNoExpirationIsFarEnough() {
        fixture.quotes.expirations.clear();
        fixture.quotes.expirations.add(PlannerFixture.DAY);

        assertThat(plan("S5"))
                .isEqualTo(new Plan.NoTrade(
                        BUY,
                        "no_expiration",
                        "none of 1 expirations is 1 days after 2026-01-20",
                        SelectionFunnel.EMPTY));
    }

    @Test
    @Tag("OP16")
    void doesNotTradeWhatTheBrokerCannotServe() {
        fixture.quotes.chainFailure = Optional.of(new BrokerException("no such class", Recovery.SKIP_INSTRUMENT));

        assertThat(plan("S5"))
                .isEqualTo(new Plan.NoTrade(BUY, "no_viable_option", "no such class", SelectionFunnel.EMPTY));
    }

    @Test
    @Tag("OP16")
    void passesAnOutageOn() {
        BrokerException outage = new BrokerException("timeout", Recovery.RETRY_LATER);
        fixture.quotes.chainFailure = Optional.of(outage);

        assertThatThrownBy(() -> plan("S5"))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isSameAs(outage);
    }

    @Test
    @Tag("OP16")
    void skipsTheStrikeWhoseQuoteFails() {
        fixture.quotes.quoteFailures.put(call("100"), new BrokerException("no answer", Recovery.RETRY_LATER));

        Plan plan = plan("S5");
        assertThat(proposal(plan).instrument()).isEqualTo(call("99"));
        assertThat(plan.funnel().rejectedBy("quote_failed"))
                .containsExactly(
                        new Candidate(call("100"), Optional.of(new Rejection("quote_failed", "a quote", "no answer"))));
    }

    @Test
    void passesItOnWhenNoQuoteComes() {
        BrokerException outage = new BrokerException("no answer", Recovery.RECONNECT);
        for (String strike : List.of("99", "100", "101")) {
            fixture.quotes.quoteFailures.put(call(strike), outage);
        }

        assertThatThrownBy(() -> plan("S5")).cause().isSameAs(outage);
    }

    @Test
    void saysThatNothingIsLiquid() {
        fixture.quotes.bid = "2.0";
        fixture.quotes.ask = "3.0";

        Plan plan = plan("S5");
        assertThat(code(plan)).isEqualTo("no_viable_option");
        assertThat(plan.funnel().rejectedBy("spread")).hasSize(3);
    }

    private Plan plan(String series) {
        return fixture.plan(fixture.minutes(series).planner(), AFTER_SIXTY_BARS);
    }

    private Plan proposed(Signal signal, OptionContract chosen, OptionContract lower, OptionContract higher) {
        TradeProposal proposal = new TradeProposal(
                SignalId.of(SPY, signal),
                "scalp",
                SPY,
                chosen,
                Side.BUY,
                Price.of("2.50"),
                PlannerSettings.DEFAULT.exits(),
                Options.quote(chosen, "2.45", "2.55", 5000).quote(),
                PriceGrid.PENNY_CLASS,
                Instant.parse("2026-01-20T15:30:00Z"));
        Rejection wider = new Rejection("wider_spread", "4.0000%", "4.0000%");
        SelectionFunnel funnel = new SelectionFunnel(List.of(
                new Candidate(chosen, Optional.empty()),
                new Candidate(lower, Optional.of(wider)),
                new Candidate(higher, Optional.of(wider))));
        return new Plan.Proposed(signal, proposal, funnel);
    }

    private static PlannerSettings withConfidence(String percent) {
        PlannerSettings usual = PlannerSettings.DEFAULT;
        return new PlannerSettings(
                usual.instrument(),
                Percent.of(percent),
                usual.allowPuts(),
                usual.minDte(),
                usual.criteria(),
                usual.exits());
    }

    private static TradeProposal proposal(Plan plan) {
        return ((Plan.Proposed) plan).proposal();
    }

    private static String code(Plan plan) {
        return ((Plan.NoTrade) plan).code();
    }
}
