package dev.ibkrbot.ibkr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.account.AccountId;
import dev.ibkrbot.broker.account.AccountSnapshot;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.ibkr.wire.AccountMessage;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the gateway's account summary says beside worth and funds, which not every account has. */
class AccountFiguresTest {
    private final Bench bench = Bench.paper();
    private final Map<String, String> told =
            new LinkedHashMap<>(Map.of("NetLiquidation", "600", "AvailableFunds", "500"));

    private AccountSnapshot snapshot() {
        bench.gateway.whenAsked = (line, fields) -> {
            if (fields.get(0).equals("62")) {
                int request = Integer.parseInt(fields.get(2));
                List<String> asked = List.of(fields.get(4).split(","));
                told.forEach((tag, value) -> {
                    if (asked.contains(tag)) {
                        String currency = tag.equals("DayTradesRemaining") ? "" : "USD";
                        line.send(new AccountMessage.Summary(request, Bench.ACCOUNT, tag, value, currency));
                    }
                });
                line.send(new AccountMessage.SummaryEnd(request));
            } else if (fields.get(0).equals("92")) {
                line.send(new AccountMessage.ProfitAndLoss(
                        Integer.parseInt(fields.get(1)),
                        Optional.of(BigDecimal.ZERO),
                        Optional.of(BigDecimal.ZERO),
                        Optional.of(BigDecimal.ZERO)));
            }
        };
        CompletableFuture<AccountSnapshot> answer =
                bench.broker.accounts().snapshot().toCompletableFuture();
        bench.pass(1);
        return answer.join();
    }

    private static AccountSnapshot with(AccountSnapshot like, Optional<Money> settled, OptionalInt left) {
        return new AccountSnapshot(
                new AccountId(Bench.ACCOUNT),
                Money.usd("600"),
                Money.usd("500"),
                Money.usd("0"),
                settled,
                left,
                like.asOf());
    }

    @Test
    void knowsNeitherSettledCashNorDayTradesOfAnAccountThatDoesNotTell() {
        AccountSnapshot account = snapshot();
        assertThat(account).isEqualTo(with(account, Optional.empty(), OptionalInt.empty()));
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "0, 0", "-1, ", "2147483647, ", "-2, 0", "some, 0", "1.5, 0", "'', 0"})
    void takesTheDayTradesThatAreLeftAndNoneWhereTheyCannotBeRead(String value, Integer left) {
        told.put("DayTradesRemaining", value);
        AccountSnapshot account = snapshot();
        OptionalInt expected = left == null ? OptionalInt.empty() : OptionalInt.of(left);
        assertThat(account).isEqualTo(with(account, Optional.empty(), expected));
    }

    @ParameterizedTest
    @CsvSource({"250.10, 250.10", "-5, -5", "'', ", "n/a, "})
    void takesSettledCashWhereItCanBeRead(String value, String settled) {
        told.put("SettledCash", value);
        AccountSnapshot account = snapshot();
        assertThat(account).isEqualTo(with(account, Optional.ofNullable(settled).map(Money::usd), OptionalInt.empty()));
    }
}
