package dev.ibkrbot.cli.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.config.ConfigLoader;
import dev.ibkrbot.cli.config.ConfigResult;
import dev.ibkrbot.cli.config.ConfigSources;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.execution.journal.JsonObject;
import dev.ibkrbot.execution.journal.MemoryJournal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsOfTheDayTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 18);
    private static final Instant NOON = Instant.parse("2026-11-18T17:00:00Z");

    private final MemoryJournal journal = MemoryJournal.keepingRecords();

    private static BotConfig with(String key, String value) {
        ConfigSources.FlagValue flag = new ConfigSources.FlagValue("--param", key, value);
        return ConfigLoader.load(ConfigSources.in(Path.of("no such folder")).withFlags(List.of(flag)))
                .match(ConfigResult.Valid::effective, invalid -> {
                    throw new AssertionError(invalid.problems());
                })
                .config();
    }

    private void start(String key, String value, LocalDate date, boolean acknowledged) {
        new LimitsOfTheDay(with(key, value)).require(journal, date, acknowledged, NOON);
    }

    private String refusal(String key, String value) {
        CommandFailure refused = catchThrowableOfType(CommandFailure.class, () -> start(key, value, DAY, false));
        assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED_BY_RISK);
        return refused.why();
    }

    private List<JsonObject> journaled() {
        List<JsonObject> bodies = new ArrayList<>();
        journal.read(1, entry -> bodies.add(entry.record().parsedBody()));
        return bodies;
    }

    @ParameterizedTest
    @Tag("S19")
    @CsvSource({
        "risk.max_risk_pct_per_trade, 0.01, 0.011",
        "risk.max_daily_loss_pct, 0.05, 0.06",
        "risk.max_position_pct, 0.1, 0.2",
        "risk.max_open_positions, 3, 4",
        "risk.max_orders_per_minute, 6, 7",
        "risk.price_collar_pct, 0.02, 0.03",
        "risk.max_quote_age_seconds, 5, 6",
        "risk.max_weekly_loss_pct, 0.1, 0.15",
        "risk.max_exposure_pct, 0.5, 0.6",
        "risk.max_symbol_exposure_pct, 0.5, 0.6",
        "risk.account_type, margin, cash",
        "risk.pdt, on, auto",
        "risk.pdt, auto, off",
        "risk.pdt_window, 5, 4",
        "risk.pdt_max, 2, 3",
        "risk.pdt_equity_threshold, 25000, 2000",
        "risk.pdt_ends_on, 2027-10-20, 2026-01-01",
        "broker.delayed_data, false, true",
        "writing.max_collateral_pct, 0.4, 0.5"
    })
    void tightensAndDoesNotLoosenWithinADate(String key, String strict, String loose) {
        start(key, loose, DAY, false);
        start(key, strict, DAY, false);
        assertThat(refusal(key, loose)).contains(key + " ");
        assertThat(journaled()).hasSize(2);
        start(key, strict, DAY, false);
        start(key, loose, DAY.plusDays(1), false);
    }

    @Test
    @Tag("S19")
    void writesDownThatLooserLimitsWereAskedFor() {
        start("risk.max_daily_loss_pct", "0.05", DAY, true);
        start("risk.max_daily_loss_pct", "0.06", DAY, true);
        assertThat(journaled())
                .extracting(body -> body.requiredText("risk.max_daily_loss_pct") + body.requiredFlag("acknowledged"))
                .containsExactly("0.05false", "0.06true");
        assertThat(refusal("risk.max_daily_loss_pct", "0.07")).contains("risk.max_daily_loss_pct 0.06 -> 0.07");
    }
}
