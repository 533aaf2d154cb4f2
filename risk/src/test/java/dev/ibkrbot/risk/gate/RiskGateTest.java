package dev.ibkrbot.risk.gate;

import static dev.ibkrbot.risk.RiskFixtures.CALL;
import static dev.ibkrbot.risk.RiskFixtures.NOW;
import static dev.ibkrbot.risk.RiskFixtures.TODAY;
import static dev.ibkrbot.risk.RiskFixtures.account;
import static dev.ibkrbot.risk.RiskFixtures.book;
import static dev.ibkrbot.risk.RiskFixtures.entriesInLastMinute;
import static dev.ibkrbot.risk.RiskFixtures.entry;
import static dev.ibkrbot.risk.RiskFixtures.holding;
import static dev.ibkrbot.risk.RiskFixtures.mode;
import static dev.ibkrbot.risk.RiskFixtures.option;
import static dev.ibkrbot.risk.RiskFixtures.order;
import static dev.ibkrbot.risk.RiskFixtures.proposal;
import static dev.ibkrbot.risk.RiskFixtures.quote;
import static dev.ibkrbot.risk.RiskFixtures.working;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.order.ApprovalDigest;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.RiskReview;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.risk.RiskLimits;
import dev.ibkrbot.risk.WritingLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RiskGateTest {
    private static final RiskLimits LIMITS = RiskLimits.defaults();
    private static final RiskGate GATE = new RiskGate(LIMITS);
    private static final RiskGate NAKED =
            new RiskGate(LIMITS.withWriting(new WritingLimits(WritingLimits.Allowed.NAKED, Percent.HUNDRED)));

    @Test
    @Tag("PS1")
    void approvesTheSizeWithEvidenceAndExpiry() {
        RiskReview review = GATE.review(proposal(), book());

        assertThat(review)
                .isEqualTo(new RiskReview.Approved(
                        proposal(), Quantity.of(20), digest(proposal(), 20), NOW.plusSeconds(5)));
    }

    @Test
    @Tag("DL4")
    void deniesWhileTheEquityIsUnknown() {
        TradingBook noStart = book(Optional.of(account("100000", "100000")), Optional.empty());
        TradingBook noAccount = book(Optional.empty(), Optional.of(Money.usd("100000")));
        String known = "account and start-of-day equity known";

        assertThat(denials(proposal(), noStart))
                .containsExactly(new Denial("equity_unknown", known, "start of 2026-11-20 unknown"));
        assertThat(denials(proposal(), noAccount))
                .containsExactly(new Denial("equity_unknown", known, "account unknown"));
    }

    @ParameterizedTest
    @CsvSource({"300, 0, true", "300, 1, false", "-1, 0, false"})
    void wantsARecentAccount(long ageSeconds, int nanos, boolean approved) {
        TradingBook book = book(
                Optional.of(account(
                        Money.usd("100000"),
                        Money.usd("100000"),
                        NOW.minusSeconds(ageSeconds).minusNanos(nanos))),
                Optional.of(Money.usd("100000")));

        assertThat(isApproved(proposal(), book)).isEqualTo(approved);
    }

    @Test
    void writesTheAgeOfAStaleAccountInSeconds() {
        TradingBook book = book(
                Optional.of(account(Money.usd("100000"), Money.usd("100000"), NOW.minusMillis(300_250))),
                Optional.of(Money.usd("100000")));

        assertThat(denials(proposal(), book)).containsExactly(new Denial("account_stale", "300 s", "300.25 s"));
    }

    @Test
    void deniesAnotherBaseCurrency() {
        Currency euro = new Currency("EUR");
        TradingBook book = book(
                Optional.of(account(Money.of("100000", euro), Money.of("100000", euro), NOW)),
                Optional.of(Money.of("100000", euro)));

        assertThat(denials(proposal(), book))
                .containsExactly(new Denial("currency", "USD", "EUR, exchange rate unknown"));
    }

    @Test
    @Tag("DL1")
    void deniesOnceTheDayHasLostItsLimit() {
        Optional<Money> start = Optional.of(Money.usd("100000"));

        assertThat(denials(proposal(), book(Optional.of(account("85000", "85000")), start)))
                .containsExactly(new Denial("daily_loss", "below 15% of 100000.00 USD", "15% (15000.00 USD)"));
        assertThat(isApproved(proposal(), book(Optional.of(account("85000.01", "85000")), start)))
                .isTrue();
    }

    @Test
    void deniesASecondPositionOnTheUnderlying() {
        assertThat(denials(proposal(), holding(option("SPY", "105"))))
                .containsExactly(new Denial("duplicate_position", "no position on SPY", "1 of SPY 20261127 C 105.00"));
        assertThat(denials(proposal(), holding(Stock.of("SPY"))))
                .containsExactly(new Denial("duplicate_position", "no position on SPY", "1 of SPY"));
        assertThat(isApproved(proposal(), holding(option("QQQ", "105")))).isTrue();
    }

    @Test
    void deniesWhileAnOrderOnTheUnderlyingWorks() {
        assertThat(denials(proposal(), working(entry(option("SPY", "105"), 2, "1.25"))))
                .containsExactly(
                        new Denial("working_order", "no working order on SPY", "BUY 2 SPY 20261127 C 105.00 LMT 1.25"));
        assertThat(isApproved(proposal(), working(entry(option("QQQ", "105"), 2, "1.25"))))
                .isTrue();
    }

    @Test
    void deniesTheOtherSideOfAWorkingOrder() {
        TradingBook book = working(order(OrderRole.CLOSE, Side.SELL, CALL, 3, new OrderTerms.Stop(Price.of("2")), 0));
        String sell = "SELL 3 SPY 20261127 C 100.00 STP 2.00";

        assertThat(denials(proposal(), book))
                .containsExactly(
                        new Denial("working_order", "no working order on SPY", sell),
                        new Denial("opposing_order", "no SELL order on SPY 20261127 C 100.00", sell));
    }

    @Test
    void countsWorkingEntriesAsOpenPositions() {
        RiskGate gate = new RiskGate(with(2, 6));
        TradingBook twoElsewhere = new TradingBook(
                NOW,
                TODAY,
                TradingMode.PAPER,
                book().account(),
                book().startOfDayEquity(),
                List.of(new Position(option("QQQ", "50"), Quantity.ONE, Price.of("1"))),
                List.of(
                        entry(option("IWM", "50"), 1, "1"),
                        order(
                                OrderRole.TAKE_PROFIT,
                                Side.SELL,
                                option("QQQ", "50"),
                                1,
                                new OrderTerms.Limit(Price.of("2")),
                                0)),
                0);

        assertThat(gate.review(proposal(), twoElsewhere))
                .isEqualTo(new RiskReview.Denied(
                        proposal(), List.of(new Denial("max_open_positions", "2 positions", "3 positions"))));
        assertThat(gate.review(proposal(), holding(option("QQQ", "50")))).isInstanceOf(RiskReview.Approved.class);
    }

    @Test
    void deniesTooManyEntriesInAMinute() {
        assertThat(denials(proposal(), entriesInLastMinute(6)))
                .containsExactly(new Denial("order_rate", "6 entries per minute", "7 entries per minute"));
        assertThat(isApproved(proposal(), entriesInLastMinute(5))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "5000,  0, '',            '',     ''",
        "5000,  1, stale_quote,   5 s,    5.001 s",
        "-250,  0, future_quote,  0 s,    -0.25 s",
    })
    void wantsAFreshQuote(long ageMillis, long nanos, String code, String limit, String actual) {
        TradeProposal proposal = proposal(
                Side.BUY,
                "2.50",
                Optional.of("20"),
                quote(
                        Optional.of("2.45"),
                        Optional.of("2.55"),
                        NOW.minusMillis(ageMillis).minusNanos(nanos),
                        DataQuality.LIVE));

        assertThat(code.isEmpty() ? List.of() : List.of(new Denial(code, limit, actual)))
                .isEqualTo(denials(proposal, book()));
    }

    @Test
    void takesMinuteOldQuotesOfRecordedMarkets() {
        RiskGate recorded = new RiskGate(LIMITS.withMaxQuoteAge(Duration.ofSeconds(60)));
        TradeProposal proposal = proposal(
                Side.BUY,
                "2.50",
                Optional.of("20"),
                quote(Optional.of("2.45"), Optional.of("2.55"), NOW.minusSeconds(60), DataQuality.LIVE));

        assertThat(recorded.review(proposal, book())).isInstanceOf(RiskReview.Approved.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'',   2.55, one_sided_quote, 'bid none, ask 2.55'",
        "2.45, '',   one_sided_quote, 'bid 2.45, ask none'",
        "2.56, 2.55, crossed_quote,   'bid 2.56, ask 2.55'",
    })
    void wantsBothSides(String bid, String ask, String code, String actual) {
        TradeProposal proposal = proposal(
                Side.BUY,
                "2.50",
                Optional.of("20"),
                quote(
                        Optional.of(bid).filter(it -> !it.isEmpty()),
                        Optional.of(ask).filter(it -> !it.isEmpty()),
                        NOW,
                        DataQuality.LIVE));

        assertThat(denials(proposal, book()))
                .containsExactly(new Denial(code, "bid and ask, bid not above ask", actual));
    }

    @ParameterizedTest
    @EnumSource(TradingMode.class)
    void takesDelayedQuotesOnlyWhereAllowedAndNeverLive(TradingMode mode) {
        RiskGate allowing = new RiskGate(allowingDelayed());
        TradeProposal delayed = withQuality(DataQuality.DELAYED);
        TradeProposal frozen = withQuality(DataQuality.FROZEN);

        assertThat(denials(delayed, mode(mode)))
                .containsExactly(new Denial("data_quality", "LIVE data", "DELAYED data"));
        assertThat(allowing.review(delayed, mode(mode)) instanceof RiskReview.Approved)
                .isEqualTo(mode != TradingMode.LIVE);
        assertThat(allowing.review(frozen, mode(mode))).isInstanceOf(RiskReview.Denied.class);
    }

    @Test
    void keepsLimitsWithinTheCollar() {
        // 2 % above 2.55 is 2.601; 2 % below 2.45 is 2.401
        assertThat(isApproved(proposal(Side.BUY, "2.60", Optional.of("20"), quote()), book()))
                .isTrue();
        assertThat(denials(proposal(Side.BUY, "2.61", Optional.of("20"), quote()), book()))
                .containsExactly(new Denial("price_collar", "at most 2.601 a share", "2.61 a share"));
        assertThat(NAKED.review(proposal(Side.SELL, "2.41", Optional.of("20"), quote()), book()))
                .isInstanceOf(RiskReview.Approved.class);
        assertThat(denials(NAKED.review(proposal(Side.SELL, "2.40", Optional.of("20"), quote()), book())))
                .containsExactly(new Denial("price_collar", "at least 2.401 a share", "2.40 a share"));
    }

    @Test
    void risksTheWholePremiumWithoutStop() {
        TradeProposal noStop = proposal(Side.BUY, "2.50", Optional.empty(), quote());

        assertThat(GATE.review(noStop, book()))
                .isEqualTo(new RiskReview.Approved(noStop, Quantity.of(4), digest(noStop, 4), NOW.plusSeconds(5)));
    }

    @Test
    @Tag("PS2")
    void deniesASizeOfZero() {
        TradingBook small = book(Optional.of(account("1000", "1000")), Optional.of(Money.usd("1000")));

        assertThat(denials(proposal(), small))
                .containsExactly(new Denial("size_zero", "10.00 USD at risk", "50.00 USD at risk for one"));
    }

    @Test
    void deniesWhatWorkingEntriesLeaveNoCashFor() {
        TradingBook spent = new TradingBook(
                NOW,
                TODAY,
                TradingMode.PAPER,
                Optional.of(account("100000", "1000")),
                Optional.of(Money.usd("100000")),
                List.of(),
                List.of(order(
                        OrderRole.ENTRY, Side.BUY, option("QQQ", "50"), 4, new OrderTerms.Limit(Price.of("2.49")), 1)),
                0);

        // 1000 less three unfilled at 249 and a dollar each leaves 250; one costs 250 and its fee
        assertThat(denials(proposal(), spent))
                .containsExactly(
                        new Denial("insufficient_cash", "250.00 USD to spend", "251.00 USD for one with its fee"));
    }

    @Test
    void deniesWhileAWorkingEntryHasNoPrice() {
        TradingBook book =
                working(order(OrderRole.ENTRY, Side.BUY, option("QQQ", "50"), 1, new OrderTerms.Market(), 0));

        assertThat(denials(proposal(), book))
                .containsExactly(new Denial(
                        "cash_unknown", "working entries have a limit price in USD", "a working entry has none"));
    }

    @Test
    @Tag("RE2")
    void listsAllFailingChecksTogetherInOrder() {
        TradingBook book = new TradingBook(
                NOW,
                TODAY,
                TradingMode.LIVE,
                Optional.of(account(Money.usd("800"), Money.usd("100"), NOW.minusSeconds(999))),
                Optional.of(Money.usd("1000")),
                List.of(new Position(CALL, Quantity.ONE, Price.of("2"))),
                List.of(order(OrderRole.STOP_LOSS, Side.SELL, CALL, 1, new OrderTerms.Stop(Price.of("1")), 0)),
                6);
        TradeProposal proposal = proposal(
                Side.BUY,
                "2.70",
                Optional.of("20"),
                quote(Optional.empty(), Optional.of("2.55"), NOW.minusSeconds(6), DataQuality.DELAYED));
        RiskReview review = new RiskGate(with(1, 6)).review(proposal, book);

        assertThat(codes(review))
                .containsExactly(
                        "account_stale",
                        "daily_loss",
                        "duplicate_position",
                        "working_order",
                        "opposing_order",
                        "order_rate",
                        "one_sided_quote",
                        "stale_quote",
                        "data_quality",
                        "price_collar",
                        "size_zero",
                        "insufficient_cash");
    }

    private static List<String> codes(RiskReview review) {
        return review.match(
                approved -> List.of(),
                denied -> denied.denials().stream().map(Denial::code).toList());
    }

    private static List<Denial> denials(TradeProposal proposal, TradingBook book) {
        return denials(GATE.review(proposal, book));
    }

    private static List<Denial> denials(RiskReview review) {
        return review.match(approved -> List.of(), RiskReview.Denied::denials);
    }

    private static boolean isApproved(TradeProposal proposal, TradingBook book) {
        return GATE.review(proposal, book) instanceof RiskReview.Approved;
    }

    private static ApprovalDigest digest(TradeProposal proposal, long quantity) {
        return ApprovalText.of(proposal, Quantity.of(quantity), NOW.plusSeconds(5))
                .digest();
    }

    private static TradeProposal withQuality(DataQuality quality) {
        return proposal(
                Side.BUY, "2.50", Optional.of("20"), quote(Optional.of("2.45"), Optional.of("2.55"), NOW, quality));
    }

    private static RiskLimits with(int maxOpenPositions, int maxEntriesPerMinute) {
        return limits(maxOpenPositions, maxEntriesPerMinute, false);
    }

    private static RiskLimits allowingDelayed() {
        return limits(10, 6, true);
    }

    private static RiskLimits limits(int maxOpenPositions, int maxEntriesPerMinute, boolean allowDelayed) {
        return new RiskLimits(
                LIMITS.maxRiskPerTrade(),
                LIMITS.maxDailyLoss(),
                LIMITS.maxPosition(),
                LIMITS.maxContracts(),
                maxOpenPositions,
                maxEntriesPerMinute,
                LIMITS.maxQuoteAge(),
                LIMITS.maxAccountAge(),
                LIMITS.priceCollar(),
                LIMITS.minCashReserve(),
                LIMITS.feePerContract(),
                allowDelayed,
                LIMITS.approvalTtl());
    }
}
