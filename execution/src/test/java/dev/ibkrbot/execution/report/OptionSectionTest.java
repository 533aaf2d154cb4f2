package dev.ibkrbot.execution.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.option.OptionMoment;
import dev.ibkrbot.execution.option.OptionRecorder;
import dev.ibkrbot.execution.order.ClosedTrade;
import dev.ibkrbot.execution.order.ExitReason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OptionSectionTest {
    private static final Instant MONDAY = Instant.parse("2026-06-15T14:00:00Z");
    private static final Symbol SPY = new Symbol("SPY");

    private final OptionRecorder recorder = new OptionRecorder(SampleRun.NEW_YORK);

    @Test
    void showsOnlyWhatThereWas() {
        recorder.add(written(0, "590", "4.00", "1.50", ExitReason.TAKE_PROFIT));

        assertThat(headings())
                .containsExactly(
                        "Premium, USD",
                        "Where the P&amp;L came from",
                        "Win rate by days to expiration",
                        "Win rate by delta");
        assertThat(rows())
                .startsWith("writing: collected, then paid back|1|400.00|150.00|1.30|+248.70|")
                .contains("8 to 14 days|writing|1|1|100.00%|+248.70|", "not recorded|writing|1|1|100.00%|+248.70|")
                .contains("Delta: prices of the underlyings|0.00|", "Not explained|+250.00|", "Commissions|−1.30|")
                .contains("Together|+248.70|");
        assertThat(page()).contains("Greeks were never known while 1 of 1 trades were held");
    }

    @Test
    void showsRollsDeliveriesAndWhatIsOwed() {
        recorder.observe(new OptionMoment(
                MONDAY, List.of(), 1, Optional.of(Money.usd("11800")), Optional.of(Money.usd("59000"))));
        recorder.observe(new OptionMoment(
                MONDAY.plusSeconds(300), List.of(), 1, Optional.empty(), Optional.of(Money.usd("59000"))));
        ClosedTrade first = written(0, "590", "4.00", "5.00", ExitReason.ROLLED);
        ClosedTrade second = written(60, "580", "5.60", "0", ExitReason.ASSIGNED);
        recorder.rolled(second.signalId(), first.signalId());
        recorder.add(first);
        recorder.add(second);

        assertThat(headings())
                .endsWith("Rolls", "Assignments and exercises", "Margin and obligation of written options");
        assertThat(rows())
                .contains(
                        "SPY 20260626 P 590.00 → SPY 20260626 P 580.00|2026-06-15 10:00|1|+60.00|+457.40|",
                        "SPY 20260626 P 580.00|assigned|2026-06-15 10:02|1|+558.70|");
        assertThat(Pattern.compile("aria-label=\"(Cash owed[^\"]*|Margin[^\"]*)\"")
                        .matcher(page())
                        .results()
                        .map(found -> found.group(1))
                        .toList())
                .containsExactly(
                        "Cash owed if every written put is assigned", "Margin to keep the positions, by Regulation T");
        assertThat(page())
                .contains("At 1 moment a price was missing")
                .contains("At 2 moments the greeks of something held were not known");
    }

    private String page() {
        Html out = new Html();
        new OptionSection(recorder.performance().orElseThrow(), SampleRun.NEW_YORK).write(out);
        return out.toString();
    }

    private List<String> headings() {
        return all("<h3>([^<]*)</h3>");
    }

    private List<String> rows() {
        return all("<tr>(<th scope=\"row\">.*?)</tr>").stream()
                .map(row -> row.replaceAll("</t[hd]>", "|").replaceAll("<[^>]*>", ""))
                .toList();
    }

    private List<String> all(String pattern) {
        return Pattern.compile(pattern)
                .matcher(page())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** One put written and left a minute later, with fees of 1.30. */
    private static ClosedTrade written(int seconds, String strike, String in, String out, ExitReason why) {
        Signal signal = new Signal("wheel", SignalAction.SELL, Percent.of("50"), "x", MONDAY.plusSeconds(seconds));
        return new ClosedTrade(
                SignalId.of(SPY, signal),
                signal,
                SPY,
                OptionContract.equity(SPY, LocalDate.parse("2026-06-26"), Price.of(strike), Right.PUT),
                Side.SELL,
                Quantity.ONE,
                MONDAY.plusSeconds(seconds),
                MONDAY.plusSeconds(seconds + 60),
                Price.of(in),
                Price.of(out),
                Price.of(in).minus(Price.of(out)).times(100, Quantity.ONE, Currency.USD),
                Money.usd("1.30"),
                why);
    }
}
