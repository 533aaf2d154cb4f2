package dev.ibkrbot.risk.gate;

import static dev.ibkrbot.risk.RiskFixtures.TODAY;
import static dev.ibkrbot.risk.gate.SmallAccount.CALENDAR;
import static dev.ibkrbot.risk.gate.SmallAccount.REGIME;
import static dev.ibkrbot.risk.gate.SmallAccount.book;
import static dev.ibkrbot.risk.gate.SmallAccount.buying;
import static dev.ibkrbot.risk.gate.SmallAccount.denials;
import static dev.ibkrbot.risk.gate.SmallAccount.limits;
import static dev.ibkrbot.risk.gate.SmallAccount.quantity;
import static dev.ibkrbot.risk.gate.SmallAccount.remembering;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.account.AccountSnapshot;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.RiskMemory;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.risk.DayTradingRule;
import dev.ibkrbot.risk.RegimeLimits;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Day trades: our count, what may still become one, and the broker's; and the settled cash of accounts without margin. */
class DayTradesTest {
    @ParameterizedTest
    @Tag("PD1")
    @Tag("PD3")
    @CsvSource({"0, true", "1, true", "2, true", "3, false", "4, false"})
    void allowsThreeDayTrades(int used, boolean allowed) {
        RiskGate gate = new RiskGate(limits("3", "20", REGIME));
        RiskMemory memory = new RiskMemory(Collections.nCopies(used, TODAY), Optional.empty(), List.of());
        List<Denial> expected = allowed
                ? List.of()
                : List.of(new Denial("pdt_limit_reached", "3 day trades in 5 trading days", used + " day trades"));
        assertThat(gate.standing(remembering(memory))).isEqualTo(expected);
    }

    @ParameterizedTest
    @Tag("PD1")
    @CsvSource({"0, 2, true", "0, 3, false", "1, 1, true", "2, 1, false", "2, 0, true", "3, 0, false"})
    void countsWhatIsOpenSinceTodayAsTheDayTradeItMayBecome(int used, int open, boolean allowed) {
        RiskGate gate = new RiskGate(limits("3", "20", REGIME));
        RiskMemory memory = new RiskMemory(Collections.nCopies(used, TODAY), open, Optional.empty(), List.of());
        assertThat(gate.standing(remembering(memory)).isEmpty()).isEqualTo(allowed);
    }

    @ParameterizedTest
    @Tag("PD1")
    @CsvSource({
        "600,   2026-11-18, 0, 0, 3, true",
        "600,   2026-11-18, 0, 0, 0, false",
        "600,   2026-11-18, 0, 1, 1, false",
        "600,   2026-11-18, 3, 0, 3, false",
        "30000, 2026-11-18, 3, 0, 0, false",
        "30000, 2026-11-18, 3, 0, 1, true",
        "600,   2027-11-18, 3, 0, 0, false",
        "600,   2027-11-18, 3, 0, 1, true"
    })
    void takesTheStricterOfItsOwnCountAndTheBrokers(
            String equity, LocalDate today, int used, int open, int left, boolean allowed) {
        DayTradingRule dated = new DayTradingRule(5, 3, Money.usd("25000"), Optional.of(LocalDate.of(2027, 10, 20)));
        RiskGate gate = new RiskGate(limits("3", "20", with(Optional.of(dated))));
        RiskMemory memory = new RiskMemory(Collections.nCopies(used, today), open, Optional.empty(), List.of());
        assertThat(gate.standing(counted(equity, today, memory, OptionalInt.of(left)))
                        .isEmpty())
                .isEqualTo(allowed);
    }

    /** What came in during the day does not free from the rule before the next one. */
    @ParameterizedTest
    @CsvSource({"25000, 25000, true", "24999.99, 30000, false", "30000, 24999.99, false"})
    void isFreeOnlyWithEnoughAtTheStartAndNow(String start, String now, boolean free) {
        RiskMemory spent = new RiskMemory(Collections.nCopies(3, TODAY), Optional.empty(), List.of());
        TradingBook plain = book(now, now, TODAY, List.of(), spent);
        TradingBook book = new TradingBook(
                plain.at(),
                TODAY,
                plain.mode(),
                plain.account(),
                Optional.of(Money.usd(start)),
                List.of(),
                List.of(),
                0,
                spent);
        RiskGate gate = new RiskGate(limits("3", "20", REGIME));
        assertThat(gate.standing(book).isEmpty()).isEqualTo(free);
    }

    @Test
    void asksTheBrokersCountOnlyWhereTheRuleIsOn() {
        RiskGate gate = new RiskGate(limits("3", "20", with(Optional.empty())));
        assertThat(gate.standing(counted("600", TODAY, RiskMemory.NONE, OptionalInt.of(0))))
                .isEmpty();
        RiskGate bound = new RiskGate(limits("3", "20", REGIME));
        assertThat(bound.standing(counted("600", TODAY, RiskMemory.NONE, OptionalInt.of(0))))
                .containsExactly(new Denial(
                        "pdt_limit_reached",
                        "3 day trades in 5 trading days",
                        "0 day trades, 0 left by the broker's count"));
    }

    private static RegimeLimits with(Optional<DayTradingRule> rule) {
        return new RegimeLimits(Percent.of("15"), Percent.HUNDRED, Percent.HUNDRED, Optional.empty(), rule, CALENDAR);
    }

    private static TradingBook counted(String equity, LocalDate today, RiskMemory memory, OptionalInt left) {
        return told(equity, today, memory, Optional.empty(), left);
    }

    private static TradingBook told(
            String equity, LocalDate today, RiskMemory memory, Optional<Money> settled, OptionalInt left) {
        TradingBook plain = book(equity, equity, today, List.of(), memory);
        AccountSnapshot told = plain.account().orElseThrow();
        return new TradingBook(
                plain.at(),
                today,
                plain.mode(),
                Optional.of(new AccountSnapshot(
                        told.account(),
                        told.netLiquidation(),
                        told.availableFunds(),
                        told.realizedToday(),
                        settled,
                        left,
                        told.asOf())),
                plain.startOfDayEquity(),
                List.of(),
                List.of(),
                0,
                memory);
    }

    @Test
    @Tag("PD1")
    void countsFiveTradingDatesTodayAmongThem() {
        DayTradingRule rule = DayTradingRule.PATTERN_DAY_TRADER;
        // Tuesday after Thanksgiving: 12-01, 11-30, 11-27, 11-25, 11-24.
        LocalDate tuesday = LocalDate.of(2026, 12, 1);
        List<LocalDate> trades = List.of(
                LocalDate.of(2026, 11, 23), LocalDate.of(2026, 11, 24), LocalDate.of(2026, 11, 25), tuesday, tuesday);
        assertThat(rule.used(trades, tuesday, CALENDAR)).isEqualTo(4);
        assertThat(rule.used(trades, LocalDate.of(2026, 12, 2), CALENDAR)).isEqualTo(3);
    }

    /** Day by day back from today, over weekends, holidays and years. */
    @Test
    @Tag("PD1")
    void countsLikeSomebodyWhoCrossesOutDaysOnACalendar() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 2_000; i++) {
            LocalDate today = LocalDate.of(2025, 1, 15).plusDays(random.nextInt(1_500));
            int window = random.nextInt(1, 11);
            List<LocalDate> trades = random.ints(20, 0, 25)
                    .mapToObj(today::minusDays)
                    .filter(CALENDAR::isTradingDay)
                    .toList();
            int crossed = 1;
            long expected = trades.stream().filter(today::equals).count();
            for (LocalDate day = today.minusDays(1); crossed < window; day = day.minusDays(1)) {
                if (CALENDAR.isTradingDay(day)) {
                    LocalDate each = day;
                    expected += trades.stream().filter(each::equals).count();
                    crossed++;
                }
            }
            DayTradingRule rule = new DayTradingRule(window, 3, Money.usd("25000"), Optional.empty());
            assertThat(rule.used(trades, today, CALENDAR))
                    .as(today + " " + window)
                    .isEqualTo((int) expected);
        }
    }

    @Test
    void bindsOnlySmallAccountsAndOnlyWhileItLasts() {
        DayTradingRule rule = new DayTradingRule(5, 3, Money.usd("25000"), Optional.of(LocalDate.of(2027, 10, 1)));
        assertThat(rule.applies(TODAY, Money.usd("24999.99"))).isTrue();
        assertThat(rule.applies(TODAY, Money.usd("25000"))).isFalse();
        assertThat(rule.applies(LocalDate.of(2027, 9, 30), Money.usd("600"))).isTrue();
        assertThat(rule.applies(LocalDate.of(2027, 10, 1), Money.usd("600"))).isFalse();
    }

    @Test
    void paysFromSettledCashAloneWithoutMargin() {
        RegimeLimits cash = new RegimeLimits(
                Percent.of("15"),
                Percent.HUNDRED,
                Percent.HUNDRED,
                Optional.empty(),
                Map.of(),
                true,
                Optional.empty(),
                CALENDAR);
        RiskGate gate = new RiskGate(limits("100", "100", cash));
        assertThat(quantity(gate.review(buying("0.50", "25"), settled(Optional.of("149.99")))))
                .isEqualTo(2);
        assertThat(denials(gate.review(buying("0.50", "25"), settled(Optional.of("49.99")))))
                .extracting(Denial::code)
                .contains("insufficient_cash");
        assertThat(denials(gate.review(buying("0.50", "25"), settled(Optional.empty()))))
                .contains(new Denial("cash_unknown", "settled cash is known", "the broker does not tell it"));
        RiskGate margin = new RiskGate(limits("100", "100", RegimeLimits.DEFAULT));
        assertThat(quantity(margin.review(buying("0.50", "25"), settled(Optional.of("49.99")))))
                .isEqualTo(12);
    }

    private static TradingBook settled(Optional<String> cash) {
        return told("600", TODAY, RiskMemory.NONE, cash.map(Money::usd), OptionalInt.empty());
    }
}
