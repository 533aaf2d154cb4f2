package dev.ibkrbot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.cli.wiring.InstanceLock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What whoever starts the bot, such as systemd, learns by exit codes alone; see docs/adr/007. */
@Timeout(30)
@Tag("OR1")
class StartOfDayTest {
    private static final String PLAN = """
            {"date": "2026-02-26", "session_id": "gauntlet_20260226_0900", "regime": "normal", "strategy": "A",
             "symbols": ["QQQ"], "operator_id": "desk", "position_size_multiplier": 0.6, "vix_at_analysis": 17.2,
             "vix_source_verified": true, "bias": "bullish", "expected_behavior": "trending", "key_levels": {},
             "catalysts": [], "earnings_blackout": [], "geo_risk": "medium", "alert_message": "",
             "data_quality": {"quarantine_active": %s, "last_verified": "2026-02-26T08:55:00-05:00",
               "stale_fields": [], "discrepancy_count": 0},
             "hard_limits": {"max_daily_loss_pct": 0.10, "max_single_position": 100, "pdt_trades_remaining": 3,
               "force_close_at_dte": 1, "weekly_drawdown_governor_active": false, "max_intraday_pivots": 2},
             "scorecard": {"yesterday_pnl": 0, "weekly_cumulative_pnl": 0, "streak": 0, "regime_accuracy": 0.5},
             "entry_window_start": "10:00", "entry_window_end": "15:30",
             "vix_gate": {"check_time": "09:45", "threshold": 18.5}, "max_risk_per_trade": 100,
             "max_risk_ceiling": 100}
            """;

    @TempDir
    private Path folder;

    private Ran validate(String content) throws IOException {
        Path plan = folder.resolve("plan.json");
        if (!content.isEmpty()) {
            Files.writeString(plan, content);
        }
        return Ran.bot("gameplan", "validate", plan, "--date", "2026-02-26", "--operator", "desk");
    }

    @Test
    void answersZeroToAPlanToTradeByAndTwoToAnyOther() throws IOException {
        assertThat(validate("").told("error")).contains("missing_file");
        assertThat(validate("{").code()).isEqualTo(2);
        assertThat(validate(PLAN.formatted(true)).code()).isEqualTo(2);
        Ran valid = validate(PLAN.formatted(false));
        assertThat(valid.code()).as(valid.err()).isZero();
    }

    private Ran run(int port, int tries) throws IOException {
        Path config = Files.writeString(
                folder.resolve("bot.yaml"),
                "broker: {kind: ibkr, give_up: true, retry_interval_seconds: 1, max_retries: " + tries + "}\n");
        return Ran.bot("run", "--mode", "paper", "-c", config, "--port", port, "--state-dir", folder.resolve("state"));
    }

    private static int nobody() throws IOException {
        try (ServerSocket reserved = listen()) {
            return reserved.getLocalPort();
        }
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @Test
    void endsWithThreeWhenNoGatewayListensAfterASecondTry() throws IOException {
        Ran ran = run(nobody(), 2);
        assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(3);
    }

    @Test
    void endsWithFourWhenTheGatewayStaysUnhealthy() throws IOException {
        try (ServerSocket unhealthy = listen()) {
            Thread closes = new Thread(() -> {
                try {
                    while (true) {
                        Socket caller = unhealthy.accept();
                        caller.close();
                    }
                } catch (IOException e) {
                    // The test is over.
                    return;
                }
            });
            closes.setDaemon(true);
            closes.start();
            Ran ran = run(unhealthy.getLocalPort(), 1);
            assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(4);
            assertThat(ran.told("fix")).contains("Trusted IPs");
        }
    }

    @Test
    void endsWithElevenBesideAnotherBotOfTheAccount() throws IOException {
        Path account = Files.createDirectories(folder.resolve("state/paper/001"));
        Files.createFile(account.resolve("journal.db"));
        try (InstanceLock held = InstanceLock.of(account)) {
            assertThat(held).isNotNull();
            Ran ran = run(nobody(), 30);
            assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(11);
        }
    }
}
