package dev.ibkrbot.strategy.marathon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.strategy.analytics.RiskLevel;
import dev.ibkrbot.strategy.wheel.Offer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MarathonTest {
    private static final Instant NOW = Instant.parse("2026-06-15T19:30:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-06-15");
    private static final TrackRecord NO_RECORD = TrackRecord.of(List.of(), List.of());

    @Test
    void takesRanksAbove50() {
        assertThat(symbols(view("A", 51), view("B", 90), view("C", 60), view("D", 50), view("E", 40)))
                .containsExactly("B", "C", "A");
    }

    @Test
    void loosensTo30WhenFewerThanThreeAreAbove50() {
        assertThat(symbols(view("A", 51), view("B", 90), view("C", 31), view("D", 30)))
                .containsExactly("B", "A", "C");
    }

    @Test
    void takesTheThreeHighestWhenFewerThanThreeAreAbove30() {
        assertThat(symbols(view("A", 10), view("B", 90), view("C", 30), view("D", 29)))
                .containsExactly("B", "C", "D");
    }

    @Test
    void leavesOutWhatHasNoRankWhateverPlaysHold() {
        MarketView unknown = new MarketView(
                new Symbol("A"), Price.of("100"), OptionalInt.empty(), OptionalDouble.of(10), OptionalDouble.of(100));

        assertThat(Candidate.among(List.of(unknown))).isEmpty();
    }

    @Test
    void addsSymbolsForWhichAPlayHolds() {
        List<MarketView> views = new ArrayList<>(List.of(view("A", 80), view("B", 80), view("C", 80)));
        views.add(view("RSI", "100", 5, 34.9, 50));
        views.add(view("LOW", "100", 4, 35, 50));
        views.add(view("MA", "95", 3, 50, 100));
        views.add(view("MB", "102", 2, 50, 100));
        views.add(view("MC", "102.1", 1, 50, 100));
        views.add(view("TSLA", "199.99", 1, 50, 50));
        views.add(view("NVDA", "10", 71, 50, 50));

        assertThat(Candidate.among(views))
                .filteredOn(it -> !it.plays().isEmpty())
                .extracting(it -> it.view().symbol() + " " + it.plays().get(0).code() + " " + it.byRank())
                .containsExactly(
                        "NVDA nvda_rich true",
                        "RSI oversold false",
                        "MA near_mean_200 false",
                        "MB near_mean_200 false",
                        "TSLA tsla_below_200 false");
        assertThat(Play.TSLA_BELOW_200.holds(view("TSLA", "200", 1, 50, 50))).isFalse();
        assertThat(Play.NVDA_RICH.holds(view("NVDA", "10", 70, 50, 50))).isFalse();
    }

    @Test
    void scoresByProbabilityRankPlaysAndRecord() {
        assertThat(score(50, 0, 72.4, NO_RECORD)).isEqualTo(72);
        assertThat(score(80, 0, 72.4, NO_RECORD)).isEqualTo(75);
        assertThat(score(0, 1, 72.4, NO_RECORD)).isEqualTo(70);
        assertThat(score(50, 4, 72.4, NO_RECORD)).isEqualTo(78);
        assertThat(score(100, 2, 95, NO_RECORD)).isEqualTo(100);
        // 20 of 20: 20 * 0.5 * 20/40 are 5 more; 0 of 5: 20 * -0.5 * 5/25 are 2 less; 4 are too few to count
        assertThat(score(50, 0, 72, record(20, 20))).isEqualTo(77);
        assertThat(score(50, 0, 72, record(5, 0))).isEqualTo(70);
        assertThat(score(50, 0, 72, record(4, 0))).isEqualTo(72);
    }

    @Test
    void asksForTheThresholdOfTheRiskLevel() {
        for (RiskLevel level : RiskLevel.values()) {
            int needed = level == RiskLevel.AGGRESSIVE ? 55 : level == RiskLevel.MODERATE ? 70 : 85;
            assertThat(code(level, needed, List.of())).isEqualTo("noted");
            assertThat(code(level, needed - 1, List.of())).isEqualTo("low_score");
        }
    }

    @Test
    void notesASymbolAgainAfterADayOrWithAHigherScore() {
        Opportunity before = noted(75, NOW.minusSeconds(86_400));

        assertThat(code(RiskLevel.MODERATE, 75, List.of(before))).isEqualTo("repeated");
        assertThat(code(RiskLevel.MODERATE, 76, List.of(before))).isEqualTo("noted");
        assertThat(code(RiskLevel.MODERATE, 75, List.of(noted(75, NOW.minusSeconds(86_401)))))
                .isEqualTo("noted");
    }

    @Test
    void saysWhyNothingIsNoted() {
        List<Candidate> candidates = List.of(new Candidate(view("A", 50), true, List.of()));
        Marathon marathon = new Marathon(RiskLevel.MODERATE, NO_RECORD, List.of());
        Offer blind = offer(OptionalDouble.empty());

        assertThat(marathon.judge(candidates, List.of(), NOW, TODAY))
                .extracting(Marathon.Finding::code)
                .containsExactly("no_offer");
        assertThat(marathon.judge(candidates, List.of(blind), NOW, TODAY))
                .extracting(Marathon.Finding::code)
                .containsExactly("no_delta");
    }

    @Test
    void notesTheOfferWithItsOwnPremiumAndStrike() {
        Candidate candidate = new Candidate(view("A", 50), true, List.of(Play.OVERSOLD));

        Marathon.Finding finding = new Marathon(RiskLevel.MODERATE, NO_RECORD, List.of())
                .judge(List.of(candidate), List.of(offer(OptionalDouble.of(80))), NOW, TODAY)
                .get(0);

        Opportunity expected = new Opportunity(
                NOW,
                TODAY,
                new Symbol("A"),
                Offer.Kind.CASH_SECURED_PUT,
                LocalDate.parse("2026-07-02"),
                Price.of("95"),
                Price.of("1.35"),
                Price.of("100"),
                50,
                List.of("oversold"),
                83);
        assertThat(finding.opportunity()).isEqualTo(Optional.of(expected));
        assertThat(expected.id()).isEqualTo("pred_A_2026-06-15_cash_secured_put_95.00");
    }

    private static List<String> symbols(MarketView... views) {
        return Candidate.among(List.of(views)).stream()
                .map(it -> it.view().symbol().value())
                .toList();
    }

    private static MarketView view(String symbol, int rank) {
        return view(symbol, "100", rank, 50, 50);
    }

    private static MarketView view(String symbol, String price, int rank, double rsi, double mean) {
        return new MarketView(
                new Symbol(symbol),
                Price.of(price),
                OptionalInt.of(rank),
                OptionalDouble.of(rsi),
                OptionalDouble.of(mean));
    }

    private static int score(int rank, int plays, double probability, TrackRecord record) {
        Candidate candidate =
                new Candidate(view("A", rank), true, List.of(Play.values()).subList(0, plays));
        return Score.of(candidate, offer(OptionalDouble.of(probability)), record)
                .orElseThrow();
    }

    private static String code(RiskLevel level, int score, List<Opportunity> earlier) {
        return new Marathon(level, NO_RECORD, earlier)
                .judge(
                        List.of(new Candidate(view("A", 50), true, List.of())),
                        List.of(offer(OptionalDouble.of(score))),
                        NOW,
                        TODAY)
                .get(0)
                .code();
    }

    private static Offer offer(OptionalDouble probability) {
        return new Offer(
                Offer.Kind.CASH_SECURED_PUT,
                OptionContract.equity(new Symbol("A"), LocalDate.parse("2026-07-02"), Price.of("95"), Right.PUT),
                Price.of("1.35"),
                Price.of("100"),
                17,
                Money.usd("9500"),
                30.5,
                probability,
                OptionalDouble.of(0.3));
    }

    private static Opportunity noted(int score, Instant at) {
        return new Opportunity(
                at,
                TODAY,
                new Symbol("A"),
                Offer.Kind.CASH_SECURED_PUT,
                LocalDate.parse("2026-07-02"),
                Price.of("90"),
                Price.of("1"),
                Price.of("100"),
                50,
                List.of(),
                score);
    }

    private static TrackRecord record(int judged, int won) {
        List<Opportunity> all = new ArrayList<>();
        List<Verification> verdicts = new ArrayList<>();
        for (int i = 0; i < judged; i++) {
            Opportunity one = new Opportunity(
                    NOW,
                    TODAY.minusDays(40 + i),
                    new Symbol("A"),
                    Offer.Kind.CASH_SECURED_PUT,
                    TODAY,
                    Price.of("90"),
                    Price.of("1"),
                    Price.of("100"),
                    50,
                    List.of(),
                    70);
            all.add(one);
            verdicts.add(new Verification(one.id(), TODAY, Price.of("100"), i < won, OptionalDouble.empty(), NOW));
        }
        return TrackRecord.of(all, verdicts);
    }
}
