package dev.ibkrbot.risk.gate;

import static dev.ibkrbot.risk.RiskFixtures.NOW;
import static dev.ibkrbot.risk.RiskFixtures.TODAY;
import static dev.ibkrbot.risk.RiskFixtures.option;
import static dev.ibkrbot.risk.RiskFixtures.proposal;
import static dev.ibkrbot.risk.RiskFixtures.quote;
import static dev.ibkrbot.risk.gate.SmallAccount.CALENDAR;
import static dev.ibkrbot.risk.gate.SmallAccount.REGIME;
import static dev.ibkrbot.risk.gate.SmallAccount.book;
import static dev.ibkrbot.risk.gate.SmallAccount.buying;
import static dev.ibkrbot.risk.gate.SmallAccount.denials;
import static dev.ibkrbot.risk.gate.SmallAccount.limits;
import static dev.ibkrbot.risk.gate.SmallAccount.quantity;
import static dev.ibkrbot.risk.gate.SmallAccount.remembering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.Latch;
import dev.ibkrbot.broker.trade.RiskMemory;
import dev.ibkrbot.broker.trade.RiskReview;
import dev.ibkrbot.broker.trade.SizeRule;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.risk.RegimeLimits;
import dev.ibkrbot.risk.RegimeLimits.StrategyCaps;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits beyond one trade and one day, on the account of six hundred dollars of the acceptance page. */
class RegimeTest {
    @ParameterizedTest
    @Tag("PS4")
    @CsvSource({
        "20, 3, 600, 0.70, 25, 1",
        "20, 3, 600, 0.72, 25, 1",
        "20, 3, 600, 0.73, 25, 0",
        "10, 2, 600, 0.85, 15, 0",
        "10, 2, 600, 0.60, 15, 1",
        "10, 2, 600, 0.61, 15, 0",
        "20, 3, 600, 1.20, 15, 1",
        "20, 3, 600, 0.30, 25, 2",
        "20, 3, 50,  0.30, 25, 1",
        "20, 3, 29,  0.30, 25, 0",
    })
    void sizesTheSmallAccount(String position, String risk, String cash, String premium, String stop, long contracts) {
        RiskGate gate = new RiskGate(limits(risk, position, RegimeLimits.DEFAULT));
        RiskReview review = gate.review(buying(premium, stop), book("600", cash, TODAY, List.of(), RiskMemory.NONE));
        assertThat(quantity(review)).isEqualTo(contracts);
    }

    @Test
    @Tag("RE1")
    void deniesWhatRisksMoreThanThreePercent() {
        RiskGate gate = new RiskGate(limits("3", "20", RegimeLimits.DEFAULT));
        assertThat(denials(gate.review(buying("0.80", "25"), remembering(RiskMemory.NONE))))
                .containsExactly(new Denial("size_zero", "18.00 USD at risk", "20.00 USD at risk for one"));
        assertThat(quantity(gate.review(buying("0.50", "15"), remembering(RiskMemory.NONE))))
                .isEqualTo(2);
    }

    @Test
    @Tag("WG1")
    void stopsTheWeekAtItsLimit() {
        RiskGate gate = new RiskGate(limits("3", "20", REGIME));
        RiskMemory week = new RiskMemory(List.of(), Optional.of(Money.usd("600")), List.of());
        assertThat(gate.standing(book("510.01", "500", TODAY, List.of(), week))).isEmpty();
        assertThat(gate.standing(book("510", "500", TODAY, List.of(), week)))
                .containsExactly(new Denial("weekly_governor_active", "below 15% of 600.00 USD", "15% (90.00 USD)"));
    }

    @Test
    @Tag("WG1")
    void keepsTheWeekStoppedUntilMonday() {
        RiskGate gate = new RiskGate(limits("3", "20", REGIME));
        LocalDate monday = LocalDate.of(2026, 11, 23);
        Latch latch = new Latch("weekly_governor_active", monday, "15% (90.00 USD)");
        RiskMemory memory = new RiskMemory(List.of(), Optional.of(Money.usd("600")), List.of(latch));
        assertThat(gate.standing(remembering(memory)))
                .containsExactly(new Denial("weekly_governor_active", "stands until 2026-11-23", "15% (90.00 USD)"));
        assertThat(gate.standing(book("600", "600", monday, List.of(), memory))).isEmpty();
    }

    @Test
    @Tag("RE2")
    void namesEverythingThatStandsAgainstAnEntry() {
        RiskGate gate = new RiskGate(limits("3", "20", REGIME));
        RiskMemory memory = new RiskMemory(
                Collections.nCopies(3, TODAY),
                Optional.of(Money.usd("900")),
                List.of(new Latch("daily_loss", LocalDate.of(2026, 11, 23), "detail")));
        assertThat(denials(gate.review(buying("0.80", "25"), remembering(memory))))
                .extracting(Denial::code)
                .containsExactly("weekly_governor_active", "daily_loss", "pdt_limit_reached", "size_zero");
    }

    @Test
    @Tag("PS6")
    void boundsWhatOnePositionMayCost() {
        RiskGate gate = new RiskGate(limits("100", "100", exposing("100", Optional.of("120"))));
        TradingBook book = remembering(RiskMemory.NONE);
        assertThat(quantity(gate.review(buying("1.20", "25"), book))).isEqualTo(1);
        assertThat(denials(gate.review(buying("1.21", "25"), book)))
                .containsExactly(new Denial("size_zero", "120.00 USD exposed", "121.00 USD exposed for one"));
    }

    @Test
    @Tag("PS6")
    void narrowsTheBudgetsByThePartAskedFor() {
        RiskGate gate = new RiskGate(limits("100", "20", RegimeLimits.DEFAULT));
        TradingBook book = remembering(RiskMemory.NONE);
        TradeProposal half = buying("0.60", "25").withSize(new SizeRule(Percent.of("50"), false));
        TradeProposal more = buying("1.20", "25").withSize(new SizeRule(Percent.of("150"), false));
        assertThat(quantity(gate.review(half, book))).isEqualTo(1);
        assertThat(quantity(gate.review(buying("0.61", "25").withSize(half.size()), book)))
                .isZero();
        assertThat(quantity(gate.review(more, book))).isEqualTo(1);
        assertThat(quantity(gate.review(buying("1.21", "25").withSize(more.size()), book)))
                .isZero();
        assertThatThrownBy(() -> new SizeRule(Percent.of("-1"), false)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0.30, 2, 1", "0.15, 4, 2", "0.20, 3, 1", "0.60, 1, 1"})
    void halvesTheQuantityRoundedDownButNotToNothing(String premium, long full, long halved) {
        RiskGate gate = new RiskGate(limits("3", "20", RegimeLimits.DEFAULT));
        TradeProposal usual = buying(premium, "25");
        assertThat(quantity(gate.review(usual, remembering(RiskMemory.NONE)))).isEqualTo(full);
        assertThat(quantity(
                        gate.review(usual.withSize(new SizeRule(Percent.HUNDRED, true)), remembering(RiskMemory.NONE))))
                .isEqualTo(halved);
    }

    @Test
    @Tag("PS6")
    void boundsWhatAllPositionsMayCost() {
        RiskGate gate = new RiskGate(limits("100", "100", exposing("20", Optional.empty())));
        assertThat(quantity(gate.review(buying("0.50", "25"), holding("0.80")))).isZero();
        assertThat(quantity(gate.review(buying("0.02", "25"), holding("1.19")))).isZero();
        assertThat(quantity(gate.review(buying("0.40", "25"), holding("0.80")))).isEqualTo(1);
    }

    /** The account of A and B: the same money, but B may cost half as much and risk two thirds of it. */
    @Test
    @Tag("PS4")
    void boundsAProposalByTheCapsOfItsStrategy() {
        RegimeLimits capped = new RegimeLimits(
                Percent.of("15"),
                Percent.HUNDRED,
                Percent.HUNDRED,
                Optional.empty(),
                Map.of("scalp", new StrategyCaps(Percent.of("2"), Percent.of("10"))),
                false,
                Optional.empty(),
                CALENDAR);
        RiskGate gate = new RiskGate(limits("3", "20", capped));
        RiskGate free = new RiskGate(limits("3", "20", RegimeLimits.DEFAULT));
        TradingBook book = remembering(RiskMemory.NONE);
        assertThat(quantity(gate.review(buying("0.60", "15"), book))).isEqualTo(1);
        assertThat(denials(gate.review(buying("0.61", "15"), book)))
                .containsExactly(new Denial("size_zero", "60.00 USD a position", "61.00 USD a position for one"));
        assertThat(quantity(free.review(buying("0.61", "15"), book))).isEqualTo(1);
        // What is wider than the account's own limits changes nothing.
        RiskGate narrow = new RiskGate(limits("1", "5", capped));
        assertThat(quantity(narrow.review(buying("0.31", "15"), book))).isZero();
    }

    private static TradingBook holding(String average) {
        Position other = new Position(option("QQQ", "500"), Quantity.ONE, Price.of(average));
        return book("600", "600", TODAY, List.of(other), RiskMemory.NONE);
    }

    private static RegimeLimits exposing(String percent, Optional<String> position) {
        return new RegimeLimits(
                Percent.of("15"),
                Percent.of(percent),
                Percent.HUNDRED,
                position.map(Money::usd),
                Optional.empty(),
                CALENDAR);
    }

    @Test
    void takesAVolumeOfNothingForAMissingOne() {
        RiskGate gate = new RiskGate(limits("3", "20", RegimeLimits.DEFAULT));
        Quote plain = quote(Optional.empty(), Optional.empty(), NOW.minusSeconds(1), DataQuality.LIVE);
        Quote silent = new Quote(
                plain.instrument(),
                plain.bid(),
                plain.ask(),
                plain.last(),
                OptionalLong.of(0),
                plain.asOf(),
                plain.quality());
        assertThat(denials(gate.review(
                        proposal(Side.BUY, "0.50", Optional.of("25"), silent), remembering(RiskMemory.NONE))))
                .contains(new Denial("quarantine", "data score 0.7", "0.6 (live, no bid, no ask, no last, no volume)"));
    }

    @Test
    void quarantinesDataThatAreStaleOrFullOfHoles() {
        RiskGate gate = new RiskGate(limits("3", "20", RegimeLimits.DEFAULT));
        Optional<String> at = Optional.of("0.50");
        TradeProposal stale =
                proposal(Side.BUY, "0.50", Optional.of("25"), quote(at, at, NOW.minusSeconds(61), DataQuality.LIVE));
        assertThat(denials(gate.review(stale, remembering(RiskMemory.NONE))))
                .contains(new Denial("quarantine", "data score 0.7", "0.3 (stale, live, no last, no volume)"));
        TradeProposal holes = proposal(
                Side.BUY,
                "0.50",
                Optional.of("25"),
                quote(Optional.empty(), Optional.empty(), NOW.minusSeconds(1), DataQuality.LIVE));
        assertThat(denials(gate.review(holes, remembering(RiskMemory.NONE))))
                .contains(new Denial("quarantine", "data score 0.7", "0.6 (live, no bid, no ask, no last, no volume)"));
    }
}
