package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.value.Price;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Flattening before the close when the market does not help. */
class DayEndTest {
    private static final Instant FLATTEN = Instant.parse("2026-11-18T20:55:00Z");
    private static final Instant CLOSE = Instant.parse("2026-11-18T21:00:00Z");

    private final EngineScene scene = new EngineScene().start();

    private void bid(Optional<Price> bid) {
        Instant now = scene.broker.timeline().instant();
        scene.broker.quote(new Quote(
                EngineScene.CALL,
                bid,
                Optional.of(Price.of("2.55")),
                Optional.empty(),
                OptionalLong.empty(),
                now,
                DataQuality.LIVE));
    }

    private void superviseUntil(Instant end) {
        while (scene.broker.timeline().instant().isBefore(end)) {
            scene.advance(Duration.ofSeconds(5));
        }
    }

    @Test
    @Tag("R11")
    @Tag("D05")
    void leavesProtectionWhileNobodyBidsAndClosesWhenSomebodyDoes() {
        scene.enter();
        bid(Optional.empty());
        scene.advanceTo(FLATTEN);
        superviseUntil(FLATTEN.plusSeconds(210));
        assertThat(scene.broker.cancelRequests()).isEmpty();
        assertThat(scene.alerts()).containsExactly("close_no_quote");

        bid(Optional.of(Price.of("2.20")));
        superviseUntil(FLATTEN.plusSeconds(235));
        assertThat(scene.broker.cancelRequests()).hasSize(2);
        assertThat(scene.last(OrderRole.CLOSE).terms().limitPrice()).contains(Price.of("2.20"));
    }

    @Test
    void keepsItsExitsOverNightWhenNobodyBidsAtAll() {
        scene.enter();
        bid(Optional.empty());
        scene.advanceTo(FLATTEN);
        superviseUntil(CLOSE.plusSeconds(60));
        assertThat(scene.broker.cancelRequests()).isEmpty();
        assertThat(scene.alerts()).containsExactly("close_no_quote", "not_flat");
    }

    @Test
    void flattensWhatItFindsWhenItStartsShortlyBeforeTheClose() {
        scene.enter();
        scene.broker.becomes(ConnectionState.DISCONNECTED);
        scene.broker.timeline().advanceTo(CLOSE.minusSeconds(200));
        scene.inbox = new SteppedInbox();
        scene.build(scene.journal);
        scene.broker.becomes(ConnectionState.READY);
        scene.settle();
        scene.settle();
        scene.fill(OrderRole.CLOSE, 10, "2.45");
        scene.advance(Duration.ofMinutes(1));
        assertThat(scene.bodies("exit")).singleElement().asString().contains("'reason':'end_of_day'");
    }
}
