package dev.ibkrbot.cli.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.ibkr.session.GatewayException;
import dev.ibkrbot.ibkr.session.GatewayFault;
import dev.ibkrbot.ibkr.session.SessionStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutageAlertsTest {
    private static final Instant NOW = Instant.parse("2026-11-18T15:00:00Z");

    private final List<String> told = new ArrayList<>();
    private final OutageAlerts alerts =
            new OutageAlerts(alert -> told.add(alert.level() + " " + alert.title()), () -> NOW, Optional.empty());

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            alerts.failed(
                    new GatewayException(GatewayFault.UNREACHABLE, "nobody listens"),
                    Optional.of(Duration.ofSeconds(5)));
        }
    }

    @Test
    void tellsTheThirdAndTheTenthFailureAndOnceThatItIsOver() {
        fail(12);
        alerts.passed(SessionStep.HANDSHAKE, Duration.ZERO, "");
        alerts.passed(SessionStep.ACCOUNT, Duration.ZERO, "***001");
        fail(2);
        alerts.passed(SessionStep.ACCOUNT, Duration.ZERO, "***001");
        alerts.failed(new GatewayException(GatewayFault.WRONG_ACCOUNT, "account ***002"), Optional.empty());

        assertThat(told)
                .containsExactly(
                        "WARNING the gateway is not ready after 3 tries",
                        "CRITICAL the gateway is not ready after 10 tries",
                        "INFO the gateway is back",
                        "CRITICAL the gateway is given up");
    }
}
