package dev.ibkrbot.cli.gameplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.RiskMemory;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.execution.engine.Gate;
import dev.ibkrbot.risk.RiskLimits;
import dev.ibkrbot.strategy.gameplan.HardLimits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A plan takes from what the account allows and never adds to it. */
class PlanLimitsTest {
    private static final Instant NOW = Instant.parse("2026-02-26T15:00:00Z");
    private static final LocalDate TODAY = GameplanTexts.TODAY;

    private static HardLimits plan(String... replacements) {
        String text = GameplanTexts.WHOLE;
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(text).contains(replacements[i]);
            text = text.replace(replacements[i], replacements[i + 1]);
        }
        return GameplanFile.read(text.getBytes(StandardCharsets.UTF_8), GameplanTexts.RULES)
                .plan()
                .limits();
    }

    @Test
    void takesTheStricterOfEachLimit() {
        RiskLimits stricter = PlanLimits.narrowed(RiskLimits.defaults(), plan());
        assertThat(stricter.maxDailyLoss()).isEqualTo(Percent.of("10"));
        assertThat(stricter.regime().maxPositionCost()).hasValue(Money.usd("100"));
        RiskLimits looser = PlanLimits.narrowed(
                RiskLimits.defaults(),
                plan("\"max_daily_loss_pct\": 0.10", "\"max_daily_loss_pct\": 1", "pct\": 0.15}", "pct\": 1}"));
        assertThat(looser.maxDailyLoss()).isEqualTo(RiskLimits.defaults().maxDailyLoss());
        assertThat(looser.regime().maxWeeklyLoss())
                .isEqualTo(RiskLimits.defaults().regime().maxWeeklyLoss());
    }

    @Test
    void takesALimitOfNothingForTheLeastThereIs() {
        RiskLimits none = PlanLimits.narrowed(
                RiskLimits.defaults(),
                plan("\"max_daily_loss_pct\": 0.10", "\"max_daily_loss_pct\": 0", "pct\": 0.15}", "pct\": 0}"));
        assertThat(none.maxDailyLoss()).isEqualTo(Percent.of("0.0001"));
        assertThat(none.regime().maxWeeklyLoss()).isEqualTo(Percent.of("0.0001"));
    }

    private static Optional<Denial> denial(int left, int done, int open) {
        HardLimits day = new HardLimits(Percent.of("10"), left, false, 2, Optional.empty(), 1, Optional.empty());
        return PlanLimits.dayTrades(day, book(done, open));
    }

    private static TradingBook book(int done, int open) {
        List<LocalDate> trades = Stream.of(TODAY.minusDays(1), TODAY, TODAY, TODAY)
                .limit(done + 1L)
                .toList();
        return new TradingBook(
                NOW,
                TODAY,
                TradingMode.PAPER,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                0,
                new RiskMemory(trades, open, Optional.empty(), List.of()));
    }

    @Test
    void keepsTheEngineFromAFourthDayTrade() {
        FollowedGameplan followed = new FollowedGameplan(
                date -> GameplanFile.read(GameplanTexts.WHOLE.getBytes(StandardCharsets.UTF_8), GameplanTexts.RULES),
                MarketCalendar.nyse(),
                NOW,
                line -> {});
        Gate gate = GameplanDay.gate(followed, RiskLimits.defaults());
        assertThat(gate.standing(book(1, 1))).extracting(Denial::code).doesNotContain("pdt_limit_reached");
        assertThat(gate.standing(book(2, 1))).extracting(Denial::code).contains("pdt_limit_reached");
    }

    @Test
    void takesWhatWasOpenedTodayFromTheDayTradesThatThePlanLeaves() {
        assertThat(denial(1, 0, 0)).isEmpty();
        assertThat(denial(1, 0, 1)).isPresent();
        assertThat(denial(1, 1, 0)).isPresent();
        assertThat(denial(3, 1, 1)).isEmpty();
        assertThat(denial(3, 2, 1))
                .hasValue(new Denial(
                        "pdt_limit_reached",
                        "3 day trades left by the gameplan",
                        "2 day trades today, 1 open since today"));
        assertThat(denial(0, 0, 0)).isPresent();
    }
}
