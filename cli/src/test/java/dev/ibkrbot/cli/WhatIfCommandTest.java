package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.Ran.bot;
import static dev.ibkrbot.cli.Ran.items;
import static dev.ibkrbot.cli.Ran.well;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ibkrbot.broker.account.AccountId;
import dev.ibkrbot.cli.wiring.WhatIfPause;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhatIfCommandTest {
    @TempDir
    private Path folder;

    private static BigDecimal money(JsonNode node, String field) {
        return new BigDecimal(node.at("/" + field).asText());
    }

    @Test
    void promisesItsFields() {
        JsonNode answer = well("whatif", "--json").json();

        assertThat(answer.fieldNames()).toIterable().contains("contract", "legs");
        assertThat(answer.at("/contract").asText()).startsWith("SPY 20261120 C ");
        assertThat(items(answer.at("/legs")))
                .extracting(leg -> leg.at("/role").asText())
                .containsExactly("entry", "take_profit", "stop_loss");
        assertThat(answer.at("/legs/0").fieldNames())
                .toIterable()
                .containsExactly(
                        "role",
                        "side",
                        "type",
                        "price",
                        "initMarginBefore",
                        "initMarginChange",
                        "initMarginAfter",
                        "maintMarginBefore",
                        "maintMarginChange",
                        "maintMarginAfter",
                        "equityWithLoanBefore",
                        "equityWithLoanChange",
                        "equityWithLoanAfter",
                        "commission",
                        "minCommission",
                        "maxCommission",
                        "warning");
    }

    @Test
    void findsAnOptionByItsDelta() {
        JsonNode put = well("whatif", "--json", "--right", "P", "--delta", 30, "--days", 45)
                .json();
        assertThat(put.at("/contract").asText()).matches("SPY 20261231 P 5[0-9][0-9]\\.00");
        Ran both = bot("whatif", "--delta", 30, "--strike", 550);
        assertThat(both.code()).isEqualTo(2);
        assertThat(both.told("why")).contains("instead of --strike and --expiry");
        assertThat(bot("whatif", "--delta", "0.3").code()).isEqualTo(2);
    }

    @Test
    void boundsAnEntryByItsPremium() {
        JsonNode entry = well("whatif", "--json", "--quantity", 3, "--limit", "2.00")
                .json()
                .at("/legs/0");

        assertThat(entry.at("/type").asText()).isEqualTo("LMT");
        assertThat(money(entry, "initMarginChange")).isEqualByComparingTo("600");
        assertThat(money(entry, "commission")).isPositive();
    }

    @Test
    void showsEquityBeforeTheEntryAndItsChange() {
        JsonNode embedded = well("whatif", "--json").json().at("/legs/0");
        try (SimulatedGateway simulated = new SimulatedGateway()) {
            JsonNode wire = simulated
                    .bot(folder, "whatif", "--json", "--broker", "ibkr")
                    .json()
                    .at("/legs/0");
            for (JsonNode entry : List.of(embedded, wire)) {
                assertThat(money(entry, "equityWithLoanBefore")).isEqualByComparingTo("100000");
                assertThat(money(entry, "equityWithLoanChange"))
                        .isEqualByComparingTo(money(entry, "commission").negate());
                assertThat(money(entry, "equityWithLoanAfter"))
                        .isEqualByComparingTo(
                                money(entry, "equityWithLoanBefore").add(money(entry, "equityWithLoanChange")));
            }
        }
    }

    @Test
    void roundsExitsNeverMoreAggressively() {
        // 1.11 + 30 % = 1.443 up to 1.45; 1.11 - 20 % = 0.888 down to 0.88.
        JsonNode legs = well("whatif", "--json", "--limit", "1.11", "--take-profit", "30%", "--stop-loss", "20%")
                .json()
                .at("/legs");

        assertThat(legs.at("/1/price").asText()).isEqualTo("1.45");
        assertThat(legs.at("/1/type").asText()).isEqualTo("LMT");
        assertThat(legs.at("/2/price").asText()).isEqualTo("0.88");
        assertThat(legs.at("/2/type").asText()).isEqualTo("STP");
    }

    @Test
    void showsFeesOnlyForExitsOfWhatIsNotHeld() {
        JsonNode legs = well("whatif", "--json").json().at("/legs");

        for (int i = 1; i <= 2; i++) {
            JsonNode exit = legs.get(i);
            assertThat(exit.at("/side").asText()).isEqualTo("SELL");
            assertThat(exit.at("/initMarginChange").isNull()).isTrue();
            assertThat(exit.at("/equityWithLoanAfter").isNull()).isTrue();
            assertThat(money(exit, "commission")).isPositive();
        }
    }

    @Test
    void previewsTheStockItself() {
        JsonNode answer = well("whatif", "--json", "--stock", "--quantity", 10, "--limit", "500")
                .json();

        assertThat(answer.at("/contract").asText()).isEqualTo("SPY");
        assertThat(money(answer.at("/legs/0"), "initMarginChange")).isEqualByComparingTo("5000");
    }

    @Test
    void refusesWhatTheAccountCannotCarry() {
        Ran ran = bot("whatif", "--quantity", 1000, "--limit", "3.00");

        assertThat(ran.code()).isEqualTo(7);
        assertThat(ran.told("error")).isEqualTo("the account cannot carry the entry");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --strike=551.5      | lists no strike 551.50
                    --expiry=20261121   | lists no expiration 2026-11-21; the next are 2026-11-27
                    --expiry=soon       | --expiry 'soon'
                    --right=X           | neither C nor P
                    --quantity=0        | not a whole number
                    --limit=1.234       | not on the price steps
                    --limit=-1          | not above zero
                    --stop-loss=100%    | stop loss is outside
                    --take-profit=often | 'often' has no percent sign
                    --take-profit=0.3   | '0.3' has no percent sign
                    --symbol=spy        | --symbol 'spy'
                    --date=2026-11-26   | the exchange is closed
                    """)
    void saysWhatIsWrong(String flag, String why) {
        Ran ran = bot("whatif", flag);

        assertThat(ran.code()).as(ran.err()).isEqualTo(2);
        assertThat(ran.told("why")).contains(why);
        assertThat(ran.told("fix")).isNotEmpty();
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void leavesNoOrderAtAGateway() {
        try (SimulatedGateway simulated = new SimulatedGateway()) {
            Ran ran =
                    simulated.bot(folder, "whatif", "--json", "--broker", "ibkr", "--quantity", "2", "--limit", "2.00");
            JsonNode answer = ran.json();

            assertThat(ran.code()).as(ran.out()).isZero();
            assertThat(answer.at("/contract").asText())
                    .as("by the gateway's date")
                    .startsWith("SPY 20261120 C ");
            assertThat(money(answer.at("/legs/0"), "initMarginChange")).isEqualByComparingTo("400");
            assertThat(items(answer.at("/legs")))
                    .allSatisfy(leg -> assertThat(money(leg, "commission")).isPositive());
            assertThat(answer.at("/ordersLeft").asInt()).isZero();
            assertThat(simulated.gateway.requests())
                    .filteredOn(line -> line.contains(" what-if "))
                    .hasSizeGreaterThanOrEqualTo(3);
            assertThat(simulated.ordersPlaced()).isEmpty();
            assertThat(simulated.gateway.openOrders()).isZero();
        }
    }

    @Test
    void readsPreviewsInTheirTwoMessageForm() {
        try (SimulatedGateway simulated = new SimulatedGateway("what-if two-step")) {
            JsonNode entry = simulated
                    .bot(folder, "whatif", "--json", "--broker", "ibkr", "--limit", "2.00")
                    .json()
                    .at("/legs/0");

            assertThat(money(entry, "initMarginChange")).isEqualByComparingTo("200");
        }
    }

    @Test
    void tellsAReadOnlyGateway() {
        try (SimulatedGateway simulated = new SimulatedGateway("read-only on")) {
            Ran ran = simulated.bot(folder, "whatif", "--broker", "ibkr");

            assertThat(ran.code()).isEqualTo(5);
            assertThat(ran.told("fix")).contains("Read-Only API");
        }
    }

    @Test
    void keepsPreviewsOfAnAccountAMinuteApart() {
        Instant first = Instant.parse("2026-11-18T15:00:00Z");
        WhatIfPause pause = new WhatIfPause(folder, new AccountId("DU1234567"));
        assertThat(pause.left(first)).isZero();

        pause.begin(first);

        assertThat(pause.left(first.plusSeconds(12))).isEqualTo(Duration.ofSeconds(48));
        assertThat(pause.left(first.plusSeconds(60))).isZero();
        assertThat(pause.left(first.minusSeconds(1)))
                .as("a clock that was set back")
                .isZero();
        assertThat(new WhatIfPause(folder, new AccountId("DU7654321")).left(first))
                .isZero();
    }

    @Test
    void countsNoPreviewOfWhatDoesNotExist() {
        try (SimulatedGateway simulated = new SimulatedGateway()) {
            Ran ran = simulated.bot(folder, "whatif", "--broker", "ibkr", "--symbol", "ZZZZ");

            assertThat(ran.told("error")).isEqualTo("nothing was previewed");
            assertThat(folder.resolve("whatif-001")).doesNotExist();
        }
    }

    @Test
    void notesWhenAPreviewOverAGatewayBegan() {
        try (SimulatedGateway simulated = new SimulatedGateway()) {
            assertThat(simulated.bot(folder, "whatif", "--broker", "ibkr").code())
                    .isZero();

            assertThat(folder.resolve("whatif-001")).exists();
            assertThat(bot("whatif", "--state-dir", folder).err())
                    .as("the embedded exchange has no limit")
                    .isEmpty();
        }
    }
}
