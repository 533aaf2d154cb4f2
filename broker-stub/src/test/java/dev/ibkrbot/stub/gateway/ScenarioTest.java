package dev.ibkrbot.stub.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioTest {
    @Test
    void readsRulesWithAndWithoutMoment() {
        Scenario scenario = Scenario.parse(
                "test",
                List.of(
                        "# a comment",
                        "",
                        "  read-only on",
                        "at 10:30 link down",
                        "at request 12  disconnect",
                        "at +90s farms up"));
        assertThat(scenario.rules())
                .containsExactly(
                        new Scenario.Rule(Moment.AT_ONCE, "read-only", "on"),
                        new Scenario.Rule(new Moment("10:30", Moment.Kind.TIME), "link", "down"),
                        new Scenario.Rule(new Moment("request 12", Moment.Kind.REQUEST), "disconnect", ""),
                        new Scenario.Rule(new Moment("+90s", Moment.Kind.AFTER_START), "farms", "up"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data live",
                "data crossed",
                "reject 3 201 No money",
                "reject off",
                "connect 2-4 client-id-in-use",
                "connect every cut 117",
                "connect 3 deaf 90",
                "master 5",
                "clock led 7",
                "clock real x60",
                "callbacks duplicate 3",
                "commissions late 60",
                "at 2026-06-22T10:00:30 restart 1",
                "send 199|1|x|",
                "server-version 187"
            })
    void acceptsWhatIsDocumented(String rule) {
        assertThat(Scenario.rule(rule).verb()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "datas live",
                "data lively",
                "connect",
                "connect 0x1 silent",
                "server-version 175",
                "server-version 201",
                "at noon link down",
                "at 25:00 link down",
                "reject sometimes 201",
                "lines -1",
                "account U 1"
            })
    void refusesTheRest(String rule) {
        assertThatThrownBy(() -> Scenario.parse("f", List.of("", rule)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("f line 2: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nightly-restart", "rough-day", "reluctant"})
    void bringsExamples(String name) {
        assertThat(Scenario.example(name).rules()).isNotEmpty();
    }

    @Test
    void knowsFaultsByShortNames() {
        assertThat(Scenario.ofFaults("delayed, no-commissions").rules())
                .containsExactly(
                        new Scenario.Rule(Moment.AT_ONCE, "data", "delayed"),
                        new Scenario.Rule(Moment.AT_ONCE, "commissions", "never"));
        assertThatThrownBy(() -> Scenario.ofFaults("gremlins"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there are close, commi".substring(0, 15));
    }

    @Test
    void documentsEveryRuleAndNoOther() throws Exception {
        Set<String> documented = new TreeSet<>();
        List<String> lines = document();
        for (String line :
                lines.subList(lines.indexOf("| rule | effect (first alternative: the default) |"), lines.size())) {
            if (line.startsWith("| `")) {
                documented.add(line.substring(3).split("[` ]")[0]);
            }
        }
        assertThat(documented).isEqualTo(new TreeSet<>(Scenario.VERBS.keySet()));
    }

    @Test
    void documentsEveryShortNameAndNoOther() throws Exception {
        String names = document().stream()
                .filter(it -> it.startsWith("Short names"))
                .map(it -> it.replaceAll("^.*`([^`]+)`\\.$", "$1"))
                .findFirst()
                .orElseThrow();
        assertThat(names.split(" "))
                .containsExactlyInAnyOrder(Scenario.SHORT.keySet().toArray(String[]::new));
    }

    private static List<String> document() throws Exception {
        Path root = Path.of(System.getProperty("project.root", ".."));
        return Files.readAllLines(root.resolve("docs").resolve("gateway-scenarios.md"), StandardCharsets.UTF_8);
    }
}
