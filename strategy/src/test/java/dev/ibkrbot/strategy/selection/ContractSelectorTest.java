package dev.ibkrbot.strategy.selection;

import static dev.ibkrbot.strategy.selection.Options.call;
import static dev.ibkrbot.strategy.selection.Options.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.instrument.OptionChain;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.trade.SelectionFunnel;
import dev.ibkrbot.broker.trade.SelectionFunnel.Candidate;
import dev.ibkrbot.broker.trade.SelectionFunnel.Rejection;
import dev.ibkrbot.broker.value.Price;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContractSelectorTest {
    private static final OptionChain CHAIN = Options.chain("450", "455", "460");

    private final ContractSelector selector = new ContractSelector(SelectionCriteria.DEFAULT);

    @ParameterizedTest
    @Tag("OP6")
    @EnumSource(Right.class)
    void takesTheNearestOfEquallyLiquidStrikes(Right right) {
        Selection selection = choose(CHAIN, right, "453", contract -> Options.quote(contract, "2.45", "2.55", 5000));

        OptionContract expected = right == Right.CALL ? call("455") : put("455");
        assertThat(selection.chosen().orElseThrow().contract()).isEqualTo(expected);
    }

    @Test
    @Tag("OP7")
    void findsNothingAmongIlliquidOnes() {
        Selection selection = choose(CHAIN, Right.CALL, "455", contract -> Options.quote(contract, "2.0", "5.0", 10));

        assertThat(selection.chosen()).isEmpty();
        assertThat(selection.funnel().rejectedBy("volume")).hasSize(3);
    }

    @Test
    @Tag("OP7")
    void findsNothingInAnEmptyChain() {
        Selection selection = choose(Options.chain(), Right.CALL, "455", contract -> {
            throw new AssertionError("nothing to quote");
        });

        assertThat(selection).isEqualTo(new Selection(Optional.empty(), SelectionFunnel.EMPTY));
    }

    @Test
    @Tag("OP8")
    void takesTheTightestSpreadAndTellsTheFateOfEveryCall() {
        OptionQuote tight = Options.quote(call("450"), "2.44", "2.46", 5000);
        Selection selection = choose(
                Options.chain("440", "450", "460"),
                Right.CALL,
                "455",
                contract -> contract.equals(call("450")) ? tight : Options.quote(contract, "2.50", "2.60", 5000));

        assertThat(selection)
                .isEqualTo(new Selection(
                        Optional.of(tight),
                        new SelectionFunnel(List.of(
                                new Candidate(call("450"), Optional.empty()),
                                rejected(call("440"), "wider_spread", "0.8163%", "3.9216%"),
                                rejected(call("460"), "wider_spread", "0.8163%", "3.9216%")))));
    }

    @Test
    @Tag("OP9")
    void takesTheOnlyLiquidOne() {
        Selection selection = choose(
                CHAIN,
                Right.CALL,
                "450",
                contract -> contract.equals(call("455"))
                        ? Options.quote(contract, "2.45", "2.55", 5000)
                        : Options.quote(contract, "2.0", "5.0", 10));

        assertThat(selection.chosen().orElseThrow().contract()).isEqualTo(call("455"));
    }

    @Test
    void quotesOnlyTheNearestAndSaysWhyNotTheOthers() {
        OptionChain chain = Options.chain("445", "450", "455", "460", "465", "470");

        Shortlist shortlist = selector.shortlist(chain, Right.PUT, Price.of("456"));

        assertThat(shortlist)
                .isEqualTo(new Shortlist(
                        List.of(put("455"), put("450"), put("460")),
                        List.of(
                                rejected(put("445"), "not_near", "nearest 3 to 455.00", "10.00 away"),
                                rejected(put("465"), "not_near", "nearest 3 to 455.00", "10.00 away"),
                                rejected(put("470"), "not_near", "nearest 3 to 455.00", "15.00 away"))));
    }

    @Test
    void leavesAdjustedContractsOut() {
        OptionContract plain = call("450");
        OptionContract adjusted = new OptionContract(
                plain.underlying(),
                plain.expiration(),
                plain.strike(),
                plain.right(),
                150,
                "SPY1",
                plain.style(),
                plain.settlement(),
                plain.currency());
        OptionChain chain = new OptionChain(Options.SPY, Options.EXPIRATION, List.of(plain, adjusted));

        Shortlist shortlist = selector.shortlist(chain, Right.CALL, Price.of("450"));

        assertThat(shortlist)
                .isEqualTo(new Shortlist(List.of(plain), List.of(rejected(adjusted, "trading_class", "SPY", "SPY1"))));
    }

    @Test
    void saysThatNoStrikeLiesWhereItAims() {
        ContractSelector outOfTheMoney =
                new ContractSelector(new SelectionCriteria(Moneyness.OTM_1, 3, LiquidityRule.DEFAULT));

        Shortlist shortlist = outOfTheMoney.shortlist(Options.chain("450"), Right.CALL, Price.of("450"));

        assertThat(shortlist)
                .isEqualTo(new Shortlist(
                        List.of(),
                        List.of(rejected(call("450"), "no_target", "a strike otmp1 of 450.00", "1 strikes"))));
    }

    @Test
    void refusesAnswersToAnotherShortlist() {
        Shortlist shortlist = selector.shortlist(CHAIN, Right.CALL, Price.of("455"));

        assertThatThrownBy(() -> selector.select(shortlist, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private Selection choose(
            OptionChain chain, Right right, String underlying, Function<OptionContract, OptionQuote> quotes) {
        Shortlist shortlist = selector.shortlist(chain, right, Price.of(underlying));
        return selector.select(
                shortlist,
                shortlist.contracts().stream().map(quotes).map(QuoteAnswer::of).toList());
    }

    private static Candidate rejected(OptionContract contract, String rule, String limit, String actual) {
        return new Candidate(contract, Optional.of(new Rejection(rule, limit, actual)));
    }
}
