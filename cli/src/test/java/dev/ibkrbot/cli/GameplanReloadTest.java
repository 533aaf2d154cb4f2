package dev.ibkrbot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A gameplan that changes while the bot runs in real time. */
@Timeout(60)
class GameplanReloadTest {
    @TempDir
    private Path folder;

    private static String plan(String strategy) {
        return """
                {"date": "2026-11-18", "session_id": "gauntlet_20261118_0900", "regime": "normal",
                 "strategy": "%s", "symbols": ["SPY"], "operator_id": "desk",
                 "data_quality": {"quarantine_active": false, "last_verified": null},
                 "hard_limits": {"max_daily_loss_pct": 0.10, "pdt_trades_remaining": 3,
                   "weekly_drawdown_governor_active": false, "max_intraday_pivots": 2}}
                """.formatted(strategy);
    }

    /** Puts the next plan in place when the first one is in force. */
    private final class Replacing extends StringWriter {
        private boolean replaced;

        @Override
        public void write(String text, int from, int length) {
            super.write(text, from, length);
            if (!replaced && text.contains("strategy A on 2026-11-18: accepted")) {
                replaced = true;
                replace();
            }
        }

        private void replace() {
            try {
                Path next = Files.writeString(folder.resolve("next.json"), plan("C"));
                Files.move(next, folder.resolve("plan.json"), StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void takesEffectWithTheNextCycleAndCountsAsAChangeOfTheDay() throws IOException {
        Path config = Files.writeString(folder.resolve("bot.yaml"), "schedule: {interval_seconds: 60}\n");
        Files.writeString(folder.resolve("plan.json"), plan("A"));
        Replacing out = new Replacing();
        try (SimulatedGateway gateway = new SimulatedGateway(LocalTime.of(9, 30, 30), "clock real x60")) {
            List<Object> args = List.of(
                    "run",
                    "--broker",
                    "ibkr",
                    "--speed",
                    "60",
                    "--symbols",
                    "SPY",
                    "--cycles",
                    "6",
                    "-c",
                    config,
                    "--gameplan",
                    folder.resolve("plan.json"),
                    "--state-dir",
                    folder.resolve("state"),
                    "--port",
                    gateway.gateway.port());
            int code = CompletableFuture.supplyAsync(() -> Bot.commandLine()
                            .setOut(new PrintWriter(out))
                            .execute(args.stream().map(String::valueOf).toArray(String[]::new)))
                    .join();
            assertThat(code).as(out.toString()).isZero();
        }
        Path journal = folder.resolve("state/dry-run/001/journal.db");
        List<String> told = Ran.well("journal", "export", "--format", "jsonl", journal)
                .out()
                .lines()
                .filter(line -> line.matches(".*\"type\":\"(gameplan|pivot|signal|exit_rules)\".*"))
                .map(line -> line.replaceAll(".*\"type\":\"([a-z]+)\".*\"strategy\":\"([a-zA-Z]+)\".*", "$1 $2")
                        .replaceAll(
                                ".*\"exit_rules\".*\"reason\":\"([a-z_]+)\",\"close_at_dte\":([0-9]+).*",
                                "exits $1 at $2 days")
                        .replaceAll(".*\"pivot\".*\"from\":\"(.)\".*\"to\":\"(.)\".*", "pivot $1 to $2"))
                .distinct()
                .toList();

        assertThat(told)
                .as(out.toString())
                .hasSize(7)
                .containsSubsequence(
                        "gameplan A",
                        "exits strategy_a at 1 days",
                        "signal momentum",
                        "gameplan C",
                        "exits strategy_c at 3 days",
                        "signal gameplan")
                .containsSubsequence("gameplan C", "pivot A to C", "signal gameplan");
    }
}
