package dev.ibkrbot.strategy.marathon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.strategy.wheel.Offer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerificationTest {
    private static final MarketCalendar NYSE = MarketCalendar.nyse();
    private static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");

    @ParameterizedTest
    @Tag("VF")
    @CsvSource({
        "PUT,140,150,true",
        "PUT,140,140,true",
        "PUT,140,139.99,false",
        "CALL,140,150,false",
        "CALL,140,140,true",
        "CALL,140,139.99,true"
    })
    void winsWhereTheOptionWouldBeLeftAlone(Right right, String strike, String price, boolean won) {
        assertThat(Verification.won(right, Price.of(strike), Price.of(price))).isEqualTo(won);
    }

    @ParameterizedTest
    // 30 days later: a Wednesday; a Saturday; a Sunday; Friday the 3rd of July 2026, a holiday
    @CsvSource({"2026-06-15,2026-07-15", "2026-06-18,2026-07-17", "2026-06-19,2026-07-20", "2026-06-03,2026-07-02"})
    void judgesOnTheTradingDayNearestToTheThirtieth(LocalDate noted, LocalDate due) {
        assertThat(Verification.dueOn(noted, NYSE)).isEqualTo(due);
    }

    @Test
    void judgesByTheCloseOfThatDayHoweverLateItIsAsked() {
        BarSeries days = days(LocalDate.parse("2026-06-10"), LocalDate.parse("2026-08-20"), "150", "never");

        Verification verdict = Verification.of(noted(LocalDate.parse("2026-06-15")), days, NYSE, NOW)
                .orElseThrow();

        assertThat(verdict)
                .isEqualTo(new Verification(
                        "pred_A_2026-06-15_cash_secured_put_140.00",
                        LocalDate.parse("2026-07-15"),
                        Price.of("150"),
                        true,
                        OptionalDouble.of(0),
                        NOW));
    }

    @Test
    void leavesOpenWhatHasNoCloseYetOrASplitSince() {
        LocalDate noted = LocalDate.parse("2026-06-15");

        assertThat(Verification.of(noted(noted), days(noted, LocalDate.parse("2026-07-14"), "150", "never"), NYSE, NOW))
                .isEmpty();
        assertThat(Verification.of(
                        noted(noted), days(noted, LocalDate.parse("2026-07-20"), "150", "2026-07-01"), NYSE, NOW))
                .isEmpty();
    }

    @Test
    void looksAt0930And1530OnTradingDaysAsFarAsTheSessionReaches() {
        MarathonSchedule schedule = new MarathonSchedule(NYSE);

        assertThat(schedule.on(LocalDate.parse("2026-06-15")))
                .containsExactly(Instant.parse("2026-06-15T13:30:00Z"), Instant.parse("2026-06-15T19:30:00Z"));
        assertThat(schedule.on(LocalDate.parse("2026-11-27"))).containsExactly(Instant.parse("2026-11-27T14:30:00Z"));
        assertThat(schedule.on(LocalDate.parse("2026-11-26"))).isEmpty();
        assertThat(schedule.after(Instant.parse("2026-11-25T20:30:00Z")))
                .contains(Instant.parse("2026-11-27T14:30:00Z"));
        assertThat(schedule.after(Instant.parse("2026-06-15T19:29:59Z")))
                .contains(Instant.parse("2026-06-15T19:30:00Z"));
    }

    @Test
    void ranksVolatilityAmongTheYearBeforeItFromTwentyDaysOn() {
        LocalDate today = LocalDate.parse("2026-06-15");
        TreeMap<LocalDate, Double> known = new TreeMap<>();
        known.put(today.minusDays(366), 0.9);
        for (int i = 1; i < 20; i++) {
            known.put(today.minusDays(i), i == 7 ? 0.1 : 0.2);
        }
        known.put(today, 0.8);
        assertThat(new VolatilityHistory(known).rank(0.3, today)).isEmpty();

        known.put(today.minusDays(365), 0.5);
        assertThat(new VolatilityHistory(known).rank(0.3, today)).hasValue(50);
        assertThat(new VolatilityHistory(known).rank(0.6, today)).hasValue(100);
    }

    @Test
    void takesVolatilityFromTheNearestStrikeOfTheExpirationNearestToThirtyDays() {
        LocalDate today = LocalDate.parse("2026-06-15");
        List<OptionQuote> quotes = List.of(
                quote("2026-06-26", "100", Right.CALL, OptionalDouble.of(0.9)),
                quote("2026-07-17", "95", Right.CALL, OptionalDouble.of(0.8)),
                quote("2026-07-17", "100", Right.CALL, OptionalDouble.of(0.3)),
                quote("2026-07-17", "100", Right.PUT, OptionalDouble.of(0.4)),
                quote("2026-07-10", "100", Right.PUT, OptionalDouble.empty()));

        assertThat(MoneyVolatility.of(quotes, Price.of("101"), today).orElseThrow())
                .isCloseTo(0.35, within(1e-12));
        assertThat(MoneyVolatility.of(quotes.subList(4, 5), Price.of("101"), today))
                .isEmpty();
    }

    private static OptionQuote quote(String expiration, String strike, Right right, OptionalDouble vol) {
        OptionContract contract =
                OptionContract.equity(new Symbol("A"), LocalDate.parse(expiration), Price.of(strike), right);
        Quote quote = new Quote(
                contract,
                Optional.of(Price.of("1")),
                Optional.of(Price.of("1.10")),
                Optional.empty(),
                OptionalLong.empty(),
                NOW,
                DataQuality.LIVE);
        return new OptionQuote(contract, quote, OptionalLong.empty(), vol, Optional.empty());
    }

    private static Opportunity noted(LocalDate date) {
        return new Opportunity(
                date.atTime(15, 30).atZone(NYSE.zone()).toInstant(),
                date,
                new Symbol("A"),
                Offer.Kind.CASH_SECURED_PUT,
                date.plusDays(18),
                Price.of("140"),
                Price.of("1.35"),
                Price.of("148"),
                60,
                List.of(),
                75);
    }

    /** Days at one close; at half of it from a date on, if that is one. */
    private static BarSeries days(LocalDate first, LocalDate last, String close, String halfFrom) {
        BarSeries.Builder days = BarSeries.builder(BarSize.ONE_DAY);
        for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
            if (NYSE.isTradingDay(date)) {
                boolean half = !halfFrom.equals("never") && !date.isBefore(LocalDate.parse(halfFrom));
                long units = Price.of(close).units() / (half ? 2 : 1);
                days.add(NYSE.session(date).orElseThrow().open().getEpochSecond(), units, units, units, units, 1);
            }
        }
        return days.build();
    }
}
