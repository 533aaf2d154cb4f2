package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonBody;
import dev.ibkrbot.execution.order.JournalReplay;
import dev.ibkrbot.execution.order.Records;
import dev.ibkrbot.stub.StubBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No limit is looser after a restart than before it. */
class RestoredLimitsTest {
    private final EngineScene before = new EngineScene();

    private EngineScene restartedAt(Instant moment) {
        StubBroker poorer =
                StubBroker.builder().at(moment).equity(Money.usd("90000")).build();
        return new EngineScene(poorer, before.journal);
    }

    private static TradingBook bookOf(EngineScene scene) {
        List<TradingBook> books = new ArrayList<>();
        scene.gate = (proposal, book) -> {
            books.add(book);
            return EngineScene.approve(proposal, 1);
        };
        scene.start().proposes("2.50");
        scene.cycle();
        assertThat(books).hasSize(1);
        return books.get(0);
    }

    @Test
    @Tag("DL3")
    void keepsTheEquityTheDayBeganWith() {
        before.start();

        EngineScene after = restartedAt(EngineScene.START.plusSeconds(3600));

        assertThat(bookOf(after).startOfDayEquity()).contains(Money.usd("100000"));
        assertThat(after.bodies("day_start")).hasSize(1);
    }

    @Test
    @Tag("DL3")
    void beginsAnewOnAnotherDate() {
        before.start();

        EngineScene after = restartedAt(EngineScene.START.plusSeconds(86_400));

        assertThat(bookOf(after).startOfDayEquity()).contains(Money.usd("90000"));
        assertThat(after.bodies("day_start"))
                .containsExactly(
                        "{'date':'2026-11-18','equity':'100000.00','currency':'USD'}",
                        "{'date':'2026-11-19','equity':'90000.00','currency':'USD'}");
    }

    @Test
    void staysHalted() {
        before.start();
        before.handle(new EngineEvent.HaltRequested("a person said so"));

        EngineScene after = restartedAt(EngineScene.START.plusSeconds(60)).start();
        after.proposes("2.50");
        after.cycle();
        assertThat(after.skips()).containsExactly("halted");

        after.handle(new EngineEvent.ResumeRequested("all is well"));
        after.cycle();
        assertThat(after.broker.submitted()).hasSize(1);
    }

    @Test
    void countsTheEntriesOfTheLastMinute() {
        before.start().proposes("2.50");
        before.cycle();
        before.handle(new EngineEvent.StopRequested("update"));

        EngineScene after = restartedAt(EngineScene.START.plusSeconds(30));

        assertThat(bookOf(after).entriesInLastMinute()).isEqualTo(1);
    }

    @Test
    void countsThemHoweverManyTheyAre() {
        before.with(defaults -> new EngineSettings(
                defaults.mode(),
                defaults.symbols(),
                defaults.lastEntryBeforeClose(),
                defaults.flattenBeforeClose(),
                defaults.forceCloseDte(),
                Duration.ZERO,
                defaults.auditInterval(),
                defaults.exits(),
                defaults.recording(),
                1));
        before.start().proposes("2.50");
        for (int i = 0; i < 130; i++) {
            before.cycle();
            before.orders().stream().skip(3L * i).map(Order::id).forEach(before::cancelAtBroker);
            before.advance(Duration.ofMillis(400));
        }
        assertThat(before.count(OrderRole.ENTRY)).isEqualTo(130);
        before.handle(new EngineEvent.StopRequested("update"));

        EngineScene after = restartedAt(EngineScene.START.plusSeconds(59));

        assertThat(bookOf(after).entriesInLastMinute()).isEqualTo(130);
    }

    @Test
    void refusesAJournalItCannotUnderstand() {
        before.journal.append(JournalRecord.of(
                EngineScene.START,
                Records.CANCEL,
                JsonBody.object().text("ref", "B9-E").number("order_id", 9).text("reason", "x")));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> JournalReplay.fold(before.journal))
                .withMessage("journal record 1 (cancel) cannot be replayed: an order without intent: B9-E");
    }
}
