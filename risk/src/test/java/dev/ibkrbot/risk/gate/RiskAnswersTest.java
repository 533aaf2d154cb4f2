package dev.ibkrbot.risk.gate;

import static dev.ibkrbot.risk.RiskFixtures.NOW;
import static dev.ibkrbot.risk.RiskFixtures.account;
import static dev.ibkrbot.risk.RiskFixtures.book;
import static dev.ibkrbot.risk.RiskFixtures.proposal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.broker.trade.GateAnswer.Verdict;
import dev.ibkrbot.broker.trade.RiskReview;
import dev.ibkrbot.broker.trade.SizeRule;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.risk.RiskLimits;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every check answers, also one that has nothing against the entry. */
class RiskAnswersTest {
    private static final RiskGate GATE = new RiskGate(RiskLimits.defaults());

    @Test
    void tellsWhatEveryCheckAsksForAndFound() {
        assertThat(told(GATE.answers(proposal(), book())))
                .containsExactly(
                        "equity_known PASSED: known (account and start-of-day equity known)",
                        "account_age PASSED: 30 s (300 s)",
                        "currency PASSED: USD (USD)",
                        "daily_loss PASSED: 0% (0.00 USD) (below 15% of 100000.00 USD)",
                        "weekly_loss NOT_ASKED: equity unknown ()",
                        "latches PASSED: none (no limit stands)",
                        "day_trades NOT_ASKED: no such rule ()",
                        "duplicate_position PASSED: none (no position on SPY)",
                        "working_order PASSED: none (no working order on SPY)",
                        "opposing_order PASSED: none (no SELL order on the same contract)",
                        "open_positions PASSED: 1 positions (10 positions)",
                        "order_rate PASSED: 1 entries per minute (6 entries per minute)",
                        "quote_sides PASSED: bid 2.45, ask 2.55 (bid and ask, bid not above ask)",
                        "quote_age PASSED: 1 s (5 s)",
                        "data_quality PASSED: LIVE data (LIVE data)",
                        "data_score PASSED: 0.8 (live, no last, no volume) (data score 0.7)",
                        "price_collar PASSED: 2.50 a share (at most 2% above 2.55)",
                        "writing NOT_ASKED: no option is sold ()",
                        "bounded_loss PASSED: bought (a stop on a short entry)",
                        "cash_known PASSED: known (working entries have a known cost)",
                        "size PASSED: 50.00 USD at risk, 250.00 USD a position, 250.00 USD exposed for one"
                                + " (1000.00 USD at risk, 20000.00 USD a position, 100000.00 USD exposed)",
                        "cash PASSED: 251.00 USD for one with its fee (100000.00 USD to spend)",
                        "quantity PASSED: 20 (20 by risk at 100% of the usual budgets)");
    }

    @Test
    void tellsWhatTheSizeOfThePlanMadeOfTheQuantity() {
        TradeProposal half = proposal().withSize(new SizeRule(Percent.of("50"), true));
        assertThat(told(GATE.answers(half, book())))
                .endsWith("quantity PASSED: 5 (10 by risk at 50% of the usual budgets, then half of it)");
    }

    @Test
    @Tag("RE2")
    void tellsOfADenialEveryReasonInItsPlaceAndWhatPassed() {
        TradingBook poor = book(
                Optional.of(account(Money.usd("800"), Money.usd("100"), NOW.minusSeconds(999))),
                Optional.of(Money.usd("1000")));
        List<GateAnswer> answers = GATE.answers(proposal(), poor);

        RiskReview.Denied denied = (RiskReview.Denied) GATE.review(proposal(), poor);
        assertThat(answers.stream()
                        .filter(it -> it.verdict() == Verdict.FAILED)
                        .map(it -> new Denial(it.code(), it.limit(), it.actual())))
                .containsExactlyElementsOf(denied.denials());
        assertThat(answers)
                .contains(
                        GateAnswer.failed("account_age", "account_stale", "300 s", "999 s"),
                        GateAnswer.failed("daily_loss", "daily_loss", "below 15% of 1000.00 USD", "20% (200.00 USD)"),
                        GateAnswer.passed("quote_age", "5 s", "1 s"),
                        GateAnswer.notAsked("quantity"))
                .hasSize(23);
    }

    private static List<String> told(List<GateAnswer> answers) {
        return answers.stream()
                .map(it -> it.gate() + " " + it.verdict() + ": " + it.actual() + " (" + it.limit() + ")")
                .toList();
    }
}
