package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.execution.order.JournalReplay;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OvernightTest {
    private final EngineScene scene = new EngineScene();

    private void hold(OptionalInt forceCloseDte) {
        scene.with(defaults -> new EngineSettings(
                defaults.mode(),
                defaults.symbols(),
                defaults.lastEntryBeforeClose(),
                Optional.empty(),
                forceCloseDte,
                defaults.cooldown(),
                Optional.empty(),
                defaults.exits(),
                defaults.recording(),
                1));
        scene.start().enter();
    }

    @Test
    @Tag("O25")
    void keepsAPositionAndItsExitsOverNight() {
        hold(OptionalInt.empty());

        scene.advanceTo(Instant.parse("2026-11-19T15:00:00Z"));

        assertThat(scene.broker.cancelRequests()).isEmpty();
        assertThat(scene.engine.snapshot(EngineScene.START).positions()).hasSize(1);
    }

    @Test
    void closesACarriedOptionOneDayBeforeItsExpiration() {
        hold(OptionalInt.of(1));

        scene.advanceTo(Instant.parse("2026-11-19T14:29:59Z"));
        assertThat(scene.broker.cancelRequests()).isEmpty();
        scene.advanceTo(Instant.parse("2026-11-19T14:30:00Z"));

        assertThat(scene.broker.cancelRequests()).containsExactly(new OrderId(2), new OrderId(3));
        assertThat(scene.count(OrderRole.CLOSE)).isEqualTo(1);
        assertThat(scene.bodies("cancel")).allMatch(body -> body.contains("'reason':'dte_force_close'"));
    }

    @Test
    void doesNotCloseWhatItEnteredTodayForItsExpiration() {
        hold(OptionalInt.of(5));

        scene.advanceTo(Instant.parse("2026-11-18T20:59:00Z"));

        assertThat(scene.broker.cancelRequests()).isEmpty();
    }

    @Test
    void givesUpWhatIsStillOpenAfterItsExpirationAlsoAfterARestart() {
        hold(OptionalInt.empty());

        scene.advanceTo(Instant.parse("2026-11-23T15:00:00Z"));

        assertThat(scene.alerts()).containsExactly("expired");
        assertThat(scene.broker.cancelRequests()).containsExactly(new OrderId(2), new OrderId(3));
        assertThat(scene.engine.snapshot(EngineScene.START).positions()).isEmpty();
        assertThat(JournalReplay.fold(scene.journal).trades()).isEmpty();
    }
}
