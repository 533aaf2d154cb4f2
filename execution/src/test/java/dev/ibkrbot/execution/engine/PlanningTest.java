package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.trade.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PlanningTest {
    private final EngineScene scene = new EngineScene();

    @Test
    @Tag("SCH3")
    void opensTheBreakerAfterThreeFailedCyclesAndProbesOnce() {
        scene.start();
        List<Instant> asked = new ArrayList<>();
        CompletableFuture<Plan> broken =
                CompletableFuture.failedFuture(new BrokerException("no chain", Recovery.RECONNECT));
        scene.planner = symbol -> {
            asked.add(scene.broker.timeline().instant());
            return broken;
        };
        for (int i = 0; i < 3; i++) {
            scene.cycle();
            scene.advance(Duration.ofSeconds(60));
        }
        Instant opened = EngineScene.START.plusSeconds(120);
        assertThat(asked).hasSize(3);

        scene.advanceTo(opened.plusSeconds(299));
        scene.cycle();
        assertThat(asked).hasSize(3);
        scene.advanceTo(opened.plusSeconds(300));
        scene.planner = symbol -> {
            asked.add(scene.broker.timeline().instant());
            return CompletableFuture.completedFuture(scene.hold());
        };
        scene.cycle();
        scene.cycle();

        assertThat(asked).hasSize(5);
        assertThat(scene.skips()).containsExactly("plan_failed", "plan_failed", "plan_failed", "breaker_open");
        assertThat(scene.bodies("circuit_breaker_open"))
                .containsExactly(
                        "{'symbol':'SPY','until':'2026-11-18T15:37:00Z','reason':'no chain'}",
                        "{'until':'2026-11-18T15:37:00Z','reason':'no chain'}");
    }

    @Test
    void triesAPlanAgainAfterFiveAndFifteenSeconds() {
        scene.start();
        List<Instant> asked = new ArrayList<>();
        scene.planner = symbol -> {
            asked.add(scene.broker.timeline().instant());
            return CompletableFuture.failedFuture(new BrokerException("late", Recovery.RETRY_LATER));
        };

        scene.cycle();
        for (int i = 0; i < 30; i++) {
            scene.advance(Duration.ofSeconds(1));
        }

        assertThat(asked)
                .containsExactly(
                        EngineScene.START, EngineScene.START.plusSeconds(5), EngineScene.START.plusSeconds(20));
        assertThat(scene.skips()).containsExactly("plan_failed");
    }

    @Test
    void takesAPlanThatComesLater() {
        scene.start();
        CompletableFuture<Plan> later = new CompletableFuture<>();
        scene.planner = symbol -> later;
        scene.cycle();
        scene.cycle();
        assertThat(scene.skips()).containsExactly("planning");

        later.complete(scene.proposal("2.50"));
        scene.drain();

        assertThat(scene.count(OrderRole.ENTRY)).isEqualTo(1);
    }
}
