package dev.ibkrbot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ibkrbot.cli.wiring.InstanceLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The bot over a gateway whose time passes by itself, a minute a second. */
@Timeout(60)
class RealTimeRunTest {
    /** By almost two seconds, in which a busy machine gets ready. */
    private static final LocalTime BEFORE_A_SIGNAL = LocalTime.of(10, 3, 10);

    @TempDir
    private Path folder;

    private static SimulatedGateway gateway(String... more) {
        List<String> scenario = new ArrayList<>(List.of(more));
        scenario.add("clock real x60");
        return new SimulatedGateway(BEFORE_A_SIGNAL, scenario.toArray(String[]::new));
    }

    private Ran once(SimulatedGateway simulated, String... more) throws IOException {
        Path config = Files.writeString(folder.resolve("bot.yaml"), "risk: {max_quote_age_seconds: 60}\n");
        List<Object> args = new ArrayList<>(List.of("run", "--broker", "ibkr", "--speed", "60", "--once"));
        args.addAll(List.of("--symbols", "SPY", "-c", config, "--state-dir", folder.resolve("state")));
        args.addAll(List.of(more));
        return simulated.bot(args.toArray());
    }

    private Path journal() {
        return folder.resolve("state/paper/001/journal.db");
    }

    private String told() {
        return Ran.bot("journal", "export", "--format", "jsonl", journal()).out();
    }

    @Test
    void tradesInOneJournalOfModeAndAccount() throws IOException {
        try (SimulatedGateway simulated = gateway()) {
            Ran ran = once(simulated, "--mode", "paper", "--json");
            JsonNode answer = ran.json();

            assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
            assertThat(answer.at("/account").asText()).isEqualTo("***001");
            assertThat(answer.at("/ended").asText()).isEqualTo("cycles done: 1");
            assertThat(answer.at("/orders/submitted").asInt()).as(told()).isPositive();
            assertThat(simulated.ordersPlaced()).isNotEmpty();
            assertThat(simulated.gateway.openLines()).isZero();
            assertThat(Path.of(answer.at("/journal").asText())).isEqualTo(journal());
            assertThat(Ran.bot("journal", "verify", journal()).code()).isZero();
            Object[] state = {"--state-dir", folder.resolve("state")};
            Ran latest = Ran.well("status", "--json", state[0], state[1]);
            assertThat(latest.json().at("/mode").asText()).isEqualTo("paper");
            assertThat(Ran.well("status", "--json", "--mode", "paper", "--account", "001", state[0], state[1]))
                    .isEqualTo(latest);
            assertThat(Ran.well("explain", "--mode", "paper", state[0], state[1])
                            .out())
                    .contains("scalp");
            assertThat(Ran.bot("status", "--mode", "live", state[0], state[1]).code())
                    .isEqualTo(9);
            assertThat(latest.json().at("/running").booleanValue()).isFalse();
        }
    }

    @Test
    void goesOnWhenTheFirstListNeverEnds() throws IOException {
        try (SimulatedGateway simulated = gateway("ends off")) {
            Ran ran = once(simulated, "--mode", "paper", "--json");

            assertThat(ran.json().at("/ended").asText()).isEqualTo("cycles done: 1");
        }
    }

    @Test
    void sendsNothingInADryRun() throws IOException {
        try (SimulatedGateway simulated = gateway()) {
            Ran ran = once(simulated, "--json");

            assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
            assertThat(ran.json().at("/mode").asText()).isEqualTo("dry-run");
            assertThat(ran.json().at("/orders/reported").asInt()).isPositive();
            assertThat(simulated.ordersPlaced()).isEmpty();
        }
    }

    @Test
    @Tag("C23")
    void refusesAnotherAccountThanTheFirst() throws IOException {
        try (SimulatedGateway first = gateway("account DU1111001")) {
            assertThat(once(first, "--mode", "paper").code()).isZero();
        }
        for (String other : List.of("DU2222002", "DU2222001")) {
            try (SimulatedGateway second = gateway("account " + other)) {
                Ran ran = once(second, "--mode", "paper");

                assertThat(ran.code()).as(other + ran.out()).isEqualTo(5);
                assertThat(ran.told("why")).contains("***").doesNotContain("2222");
                assertThat(second.ordersPlaced()).isEmpty();
            }
        }
    }

    @Test
    @Tag("C23")
    void doesNotLookAtRealMoneyThatNobodyNamed() throws IOException {
        try (SimulatedGateway simulated = gateway("account U1234567")) {
            Ran ran = once(simulated);

            assertThat(ran.code()).isEqualTo(5);
            assertThat(ran.told("fix")).contains("broker.account");
        }
    }

    @Test
    void takesRealMoneyOnlyWhenTheCommandLineSaysSoToo() throws IOException {
        Path live = Files.writeString(
                folder.resolve("live.yaml"),
                "trading: {mode: live}\nbroker: {kind: ibkr, account: U1234567, port: 4001}\n");

        Ran ran = Ran.bot("run", "-c", live, "--state-dir", folder.resolve("state"));

        assertThat(ran.code()).isEqualTo(5);
        assertThat(ran.told("fix")).contains("--mode live");
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    @Tag("C23")
    void tradesLiveOnlyTheAccountThatIsNamed() throws IOException {
        Path live = Files.writeString(
                folder.resolve("live.yaml"),
                "trading: {mode: live}\nbroker: {account: U1234567}\nrisk: {max_quote_age_seconds: 60}\n");
        try (SimulatedGateway simulated = gateway("account U1234567")) {
            Ran ran = once(simulated, "--mode", "live", "--json", "-c", live.toString());

            assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
            assertThat(ran.json().at("/account").asText()).isEqualTo("***567");
            assertThat(simulated.ordersPlaced()).isNotEmpty();
        }
        try (SimulatedGateway other = gateway("account U7654321")) {
            Ran ran = once(other, "--mode", "live", "-c", live.toString());

            assertThat(ran.code()).as(ran.out()).isEqualTo(5);
            assertThat(other.ordersPlaced()).isEmpty();
        }
    }

    @Test
    @Tag("C27")
    void leavesAFolderAloneThatAnotherBotHolds() throws IOException {
        try (SimulatedGateway simulated = gateway()) {
            assertThat(once(simulated, "--mode", "paper").code()).isZero();
            long before = simulated.gateway.requestCount();
            try (InstanceLock held = InstanceLock.of(journal().getParent())) {
                assertThat(held).isNotNull();
                assertThat(InstanceLock.isHeld(journal().getParent())).isTrue();
                assertThat(once(simulated, "--mode", "paper").code()).isEqualTo(11);
            }
            assertThat(simulated.gateway.requestCount()).isEqualTo(before);
        }
    }
}
