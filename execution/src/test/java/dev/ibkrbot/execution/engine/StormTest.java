package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.RiskReview;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A broker that says of every entry that it was canceled, while it really fills. */
class StormTest {
    private final EngineScene scene = new EngineScene();
    private final ListedBroker broker = new ListedBroker(scene.broker);
    private final List<Position> held = new ArrayList<>();

    /** A cycle each ten seconds, and no audit in sight: the position is found before the next entry, or never. */
    @Test
    @Tag("O19")
    void entersOnceThoughEveryEntryIsCalledCanceled() {
        scene.wrapped = Optional.of(broker);
        broker.positions = real -> CompletableFuture.completedFuture(List.copyOf(held));
        scene.gate = (proposal, book) -> book.positions().isEmpty()
                ? EngineScene.approve(proposal, 1)
                : new RiskReview.Denied(proposal, List.of(new Denial("duplicate_position", "none", "one")));
        scene.with(defaults -> new EngineSettings(
                defaults.mode(),
                defaults.symbols(),
                defaults.lastEntryBeforeClose(),
                Optional.empty(),
                OptionalInt.empty(),
                Duration.ofSeconds(10),
                Optional.of(Duration.ofHours(1)),
                defaults.exits(),
                defaults.recording(),
                1));
        scene.start().proposes("2.50");
        int seen = 0;
        for (int cycle = 0; cycle < 30; cycle++) {
            scene.cycle();
            List<Order> entries = scene.orders().stream()
                    .filter(order -> order.role() == OrderRole.ENTRY)
                    .toList();
            for (Order entry : entries.subList(seen, entries.size())) {
                held.add(new Position(entry.instrument(), Quantity.ONE, Price.of("2.50")));
                Instant now = scene.broker.timeline().instant();
                scene.broker.report(new OrderEvent.Canceled(entry.id(), entry.ref(), "code 2109", now));
                scene.drain();
            }
            seen = entries.size();
            scene.advance(Duration.ofSeconds(10));
        }

        assertThat(scene.count(OrderRole.ENTRY)).isEqualTo(1);
        assertThat(scene.bodies("freeze")).hasSize(1);
    }
}
