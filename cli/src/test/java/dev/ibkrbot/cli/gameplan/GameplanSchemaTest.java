package dev.ibkrbot.cli.gameplan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The schema that editors use against the reader, over every member of a whole plan and values that do not belong. */
class GameplanSchemaTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
            .getSchema(GameplanSchemaTest.class.getResourceAsStream("/dev/ibkrbot/cli/gameplan/gameplan.schema.json"));

    /** Without numbers beyond a double and lines after a text: there the checker is not exact, and the reader has tests. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-0",
            "-1",
            "-0.0001",
            "0.5",
            "1",
            "1.0",
            "1.5",
            "2",
            "3",
            "150",
            "151",
            "1e9",
            "0.123456789",
            "123456789012345678901234567890",
            "\"\"",
            "\" \"",
            "\"1\"",
            "\"foo\"",
            "\"a\\nb\"",
            "\"atm\"",
            "\"OTMP1\"",
            "\"A\"",
            "\"09:60\"",
            "\"24:00\"",
            "\"9:30\"",
            "\"09:30\"",
            "\"09:30:00\"",
            "\"2026-02-30\"",
            "\"2026-02-26\"",
            "\"2026-02-26T08:55:00\"",
            "\"2026-02-26T08:55:00Z\"",
            "\"2026-02-26T25:00:00Z\"",
            "\"gauntlet_20260226_0900\"",
            "\"gauntlet_2026022_0900\"",
            "[]",
            "{}",
            "[1]",
            "[\"SPY\"]",
            "[\"spy\"]",
            "[\"SPY\", \"SPY\"]",
            "[\"SPY\", \"QQQ\", \"IWM\"]",
            "{\"extra\": 1}");

    /** Rules between members, and of the configuration: the reader's alone. */
    private static final Set<String> RULES_OF_THE_READER = Set.of(
            "symbols",
            "operator_id",
            "entry_window_end",
            "strategy_parameters.entry_window_end",
            "max_risk_ceiling",
            "strategy_parameters.ema_fast",
            "strategy_parameters.ema_slow",
            "strategy_parameters.rsi_min",
            "strategy_parameters.rsi_max",
            "strategy_parameters.min_dte");

    private final List<String> differences = new ArrayList<>();
    private int compared;
    private int refused;

    @Test
    void acceptsWhatTheReaderAccepts() throws JsonProcessingException {
        JsonNode whole = JSON.readTree(GameplanTexts.WHOLE);
        compare("whole", whole);
        mutate(whole, whole, JsonPointer.empty());

        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(1_500);
        assertThat(refused).isBetween(compared / 2, compared - 200);
    }

    private void mutate(JsonNode whole, JsonNode at, JsonPointer path) throws JsonProcessingException {
        ObjectNode extended = whole.deepCopy();
        ((ObjectNode) extended.at(path)).put("nobody_knows_me", 1);
        compare(path + " with an unknown member", extended);
        List<String> names = new ArrayList<>();
        at.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            ObjectNode without = whole.deepCopy();
            ((ObjectNode) without.at(path)).remove(name);
            compare(path + " without " + name, without);
            for (String value : VALUES) {
                ObjectNode changed = whole.deepCopy();
                ((ObjectNode) changed.at(path)).set(name, JSON.readTree(value));
                compare(path + "/" + name + " = " + value, changed);
            }
            if (at.get(name).isObject()) {
                mutate(whole, at.get(name), path.appendProperty(name));
            }
        }
    }

    private void compare(String what, JsonNode plan) throws JsonProcessingException {
        boolean bySchema = SCHEMA.validate(plan).isEmpty();
        GameplanReading reading =
                GameplanFile.read(JSON.writeValueAsString(plan).getBytes(StandardCharsets.UTF_8), GameplanTexts.RULES);
        boolean byReader = reading.refusal().filter("schema_violation"::equals).isEmpty();
        compared++;
        refused += byReader ? 0 : 1;
        boolean ownRule = reading.problems().stream()
                .filter(GameplanProblem::fatal)
                .allMatch(it -> RULES_OF_THE_READER.contains(it.field())
                        || it.what().contains("more than eight decimal places"));
        if (bySchema != byReader && !(bySchema && ownRule)) {
            differences.add(what + ": schema " + bySchema + ", reader " + byReader + " " + reading.problems());
        }
    }
}
