package dev.ibkrbot.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.execution.order.ExitSettings.CloseStyle;
import dev.ibkrbot.execution.order.ExitSettings.RefusedExits;
import dev.ibkrbot.strategy.gameplan.Tuning;
import dev.ibkrbot.strategy.selection.Moneyness;
import dev.ibkrbot.stub.sim.FillModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultsTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @TempDir
    private Path folder;

    private static BotConfig.Broker broker() {
        return new BotConfig.Broker(
                BotConfig.BrokerKind.SIMULATED,
                "127.0.0.1",
                4002,
                1,
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                new BotConfig.Startup(Duration.ofSeconds(5), 30, Duration.ofSeconds(300), false));
    }

    private static Tuning tuning(String takeProfit, String stopLoss, int minutes, int minDte, String moneyness) {
        return new Tuning(
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.of(Percent.of(takeProfit)),
                Optional.of(Percent.of(stopLoss)),
                Optional.of(Duration.ofMinutes(minutes)),
                OptionalInt.of(minDte),
                Optional.of(moneyness),
                OptionalDouble.empty(),
                Optional.empty());
    }

    private static BotConfig.Writing writing() {
        Percent half = Percent.of("50");
        return new BotConfig.Writing(
                0.3,
                7,
                0.3,
                7,
                List.of(),
                half,
                Optional.empty(),
                Price.of("0.1"),
                2,
                BotConfig.VerticalSide.PUT,
                Price.of("5"),
                half);
    }

    private static BotConfig.Regime regime() {
        return new BotConfig.Regime(
                Percent.of("15"),
                Percent.of("100"),
                Percent.of("100"),
                BotConfig.AccountType.MARGIN,
                BotConfig.DayTrades.AUTO,
                5,
                3,
                Money.usd("25000"),
                LocalDate.of(2027, 10, 20));
    }

    @Test
    @Tag("CF1")
    void hasTheseDefaults() {
        assertThat(Loading.in(folder).config())
                .isEqualTo(new BotConfig(
                        List.of("SPY", "QQQ"),
                        new BotConfig.Trading(BotConfig.Mode.PAPER, List.of()),
                        broker(),
                        new BotConfig.Risk(
                                Percent.of("1"),
                                Percent.of("15"),
                                Percent.of("30"),
                                Percent.of("20"),
                                Percent.of("20"),
                                10,
                                6,
                                Percent.of("2"),
                                Duration.ofSeconds(5),
                                regime(),
                                new BotConfig.Supervision(1, Optional.empty(), Optional.empty())),
                        new BotConfig.Schedule(
                                Duration.ofSeconds(300), LocalTime.of(15, 45), 2, Duration.ofMinutes(10)),
                        new BotConfig.Orders(Duration.ofSeconds(30), 1, CloseStyle.LIMIT, RefusedExits.CLOSE),
                        new BotConfig.Options(BotConfig.Expiry.WEEKLY, Moneyness.ATM, 1, Percent.of("2"), 100, 3, true),
                        new BotConfig.Strategy(
                                BotConfig.StrategyName.SCALP,
                                BotConfig.Merge.NONE,
                                Percent.ZERO,
                                tuning("15", "25", 90, 2, "atm"),
                                tuning("8", "15", 45, 5, "otmp1")),
                        new BotConfig.Whale(120, 1.5, Duration.ofDays(3)),
                        writing(),
                        new BotConfig.Historical(
                                "3600 S",
                                BotConfig.BarLength.ONE_MINUTE,
                                BotConfig.Shows.TRADES,
                                true,
                                Duration.ofSeconds(90)),
                        new BotConfig.Sim(1, Money.usd("100000"), FillModel.cross()),
                        new BotConfig.Journal(Path.of("state")),
                        new BotConfig.Report(Optional.empty()),
                        new BotConfig.Gameplan(Optional.empty(), List.of(), List.of("SPY", "QQQ", "IWM")),
                        new BotConfig.Monitoring(
                                true,
                                Optional.empty(),
                                Optional.empty(),
                                "IBKR Bot",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        new BotConfig.Logging(System.Logger.Level.INFO)));
    }

    @ParameterizedTest
    @CsvSource({"mid, 0%", "cross, 100%", "0, 0%", "0.25, 25%", "1, 100%"})
    void readsTheFillModelAsAPartOfTheHalfSpread(String text, String share) {
        EffectiveConfig effective =
                Loading.in(folder).yaml("sim: {fill_model: \"" + text + "\"}").effective();

        assertThat(effective.config().sim().fillModel().share()).hasToString(share);
        assertThat(effective.values())
                .contains(new EffectiveConfig.Value(
                        "sim.fill_model", "\"" + text + "\"", Origin.file("bot.yaml", 1, 19)));
    }

    @Test
    void writesAFileThatLoadsToTheDefaultsWithoutAWarning() {
        EffectiveConfig bare = Loading.in(folder).effective();

        EffectiveConfig written =
                Loading.in(folder).file("new.yaml", ConfigTemplate.text()).effective("new.yaml");

        assertThat(written.config()).isEqualTo(bare.config());
        assertThat(written.warnings()).isEmpty();
        assertThat(written.digest()).isEqualTo(bare.digest());
    }

    @Test
    void writesAFileThatNamesEveryCurrentKeyAndExplainsIt() {
        assertThat(KeyTable.ALL.stream().filter(KeySpec::isCurrent))
                .allSatisfy(key -> assertThat(ConfigTemplate.text())
                        .containsPattern("(?m)^ *(# )?" + key.name() + ": ")
                        .contains(key.doc().split(" ")[0]));
    }

    @Test
    void itsOptionalExamplesAreUsableWhenUncommented() {
        String all =
                ConfigTemplate.text().replaceAll("(?m)^  # ([a-z_]+: )", "  $1").replace("\"...\"", "\"\"");

        assertThat(Loading.in(folder).yaml(all).errors()).isEmpty();
    }

    @Test
    void theSchemaAcceptsTheWrittenFile() throws IOException {
        assertThat(schema().validate(YAML.readTree(ConfigTemplate.text()))).isEmpty();
    }

    @Test
    void theSchemaItselfIsValid() throws IOException {
        JsonSchema meta = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(meta.validate(ConfigSchema.document())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "broker: {port: 0}",
                "broker: {port: \"4002\"}",
                "risk: {max_daily_loss_pct: 1.5}",
                "risk: {stop_loss_pct: 0}",
                "schedule: {last_entry: 15.45}",
                "schedule: {interval_seconds: 9}",
                "options: {moneyness: foo}",
                "options: {allow_puts: \"no\"}",
                "symbols: []",
                "symbols: SPY",
                "symbols: [spy]",
                "riks: {}",
                "risk: {max_daily_los_pct: 0.1}",
                "trading: {mode: yolo}"
            })
    void theSchemaRefusesWhatTheLoaderRefuses(String yaml) throws IOException {
        assertThat(schema().validate(YAML.readTree(yaml))).hasSize(1);
        assertThat(Loading.in(folder).yaml(yaml).errors()).hasSize(1);
    }

    private static JsonSchema schema() {
        JsonNode document = ConfigSchema.document();
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(document);
    }
}
