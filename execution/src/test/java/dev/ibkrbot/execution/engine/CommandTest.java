package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.execution.control.Command;
import dev.ibkrbot.execution.control.Command.Action;
import dev.ibkrbot.stub.StubBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person asks of a running engine, and that a restart forgets none of it. */
class CommandTest {
    private static final Instant ASKED = Instant.parse("2026-11-18T15:00:00Z");

    private final List<String> answers = new ArrayList<>();
    private EngineScene scene = new EngineScene().start();
    private int commands;

    private void ask(Action action, String target) {
        commands++;
        Command command = new Command("c" + commands, action, target, "max", ASKED, "lunch");
        scene.handle(new EngineEvent.Commanded(command, answers::add));
    }

    private void restart() {
        scene = new EngineScene(StubBroker.withFixedAnswers(), scene.journal).start();
    }

    private String lastSkip() {
        scene.cycle();
        return scene.skips().isEmpty() ? "" : scene.skips().get(scene.skips().size() - 1);
    }

    @Test
    void pauseKeepsEntriesOutAndLetsExitsGoOn() {
        scene.enter();
        ask(Action.PAUSE, "");
        assertThat(scene.engine.status().state()).isEqualTo(EngineState.PAUSED);
        assertThat(scene.engine.status().haltReason()).isEqualTo("lunch (max, 2026-11-18T15:00:00Z)");

        scene.fill(OrderRole.TAKE_PROFIT, 10, "3.25");
        scene.advance(Duration.ofMinutes(10));
        assertThat(lastSkip()).isEqualTo("paused");
        assertThat(scene.bodies("exit")).hasSize(1);

        ask(Action.RESUME, "");
        scene.advance(Duration.ofMinutes(10));
        scene.proposes("2.50");
        scene.cycle();
        assertThat(scene.count(OrderRole.ENTRY)).isEqualTo(2);
        assertThat(answers).containsExactly("no entries until resumed; exits go on", "entries are allowed again");
    }

    @Test
    void pauseAndHaltOutliveARestartUntilResumed() {
        for (Action action : List.of(Action.PAUSE, Action.HALT)) {
            ask(action, "");
            restart();
            scene.proposes("2.50");
            assertThat(lastSkip()).isEqualTo(action == Action.PAUSE ? "paused" : "halted");
            ask(Action.RESUME, "");
            restart();
            assertThat(scene.engine.status().state()).isEqualTo(EngineState.TRADING);
        }
    }

    @Test
    void haltCancelsWorkingEntriesAndKeepsProtection() {
        scene.proposes("2.50");
        scene.cycle();
        ask(Action.HALT, "");
        assertThat(scene.bodies("cancel")).hasSize(1);
        assertThat(scene.bodies("control"))
                .containsExactly(
                        "{'id':'c1','action':'halt','target':'','by':'max','asked_at':'2026-11-18T15:00:00Z',"
                                + "'reason':'lunch','outcome':'no entries until resumed; working entries are canceled, exits go on'}");

        scene = new EngineScene().start();
        scene.enter();
        ask(Action.HALT, "");
        assertThat(scene.bodies("cancel")).isEmpty();
    }

    @Test
    void flattenClosesWhatIsMeantAfterItsChildrenAreGone() {
        scene.enter();
        ask(Action.FLATTEN, "QQQ");
        assertThat(scene.bodies("cancel")).isEmpty();
        ask(Action.FLATTEN, "SPY");
        assertThat(scene.bodies("cancel")).hasSize(2).allMatch(body -> body.contains("'requested'"));
        scene.cancelAtBroker(scene.last(OrderRole.TAKE_PROFIT).id());
        scene.cancelAtBroker(scene.last(OrderRole.STOP_LOSS).id());
        scene.advance(Duration.ofSeconds(5));
        scene.fill(OrderRole.CLOSE, 10, "2.45");
        scene.advance(Duration.ofMinutes(10));

        assertThat(scene.bodies("exit")).singleElement().asString().contains("'reason':'requested'");
        assertThat(answers).containsExactly("the bot holds nothing of QQQ", "1 trade is being closed");
    }

    @Test
    void flattenWhileTheMarketIsClosedLeavesProtectionUntilItOpens() {
        scene.enter();
        scene.advanceTo(Instant.parse("2026-11-18T21:30:00Z"));
        ask(Action.FLATTEN, Command.ALL);
        scene.advance(Duration.ofSeconds(5));
        assertThat(answers).containsExactly("1 trade is being closed, once the market opens");
        assertThat(scene.broker.cancelRequests()).isEmpty();

        scene.advanceTo(Instant.parse("2026-11-19T14:30:01Z"));
        assertThat(scene.broker.cancelRequests()).hasSize(2);
        scene.cancelAtBroker(scene.last(OrderRole.TAKE_PROFIT).id());
        scene.cancelAtBroker(scene.last(OrderRole.STOP_LOSS).id());
        scene.advance(Duration.ofSeconds(5));
        assertThat(scene.count(OrderRole.CLOSE)).isEqualTo(1);
    }

    @Test
    void haltCancelsWhatIsLeftOfAnEntryAndSizesItsExits() {
        scene.proposes("2.50");
        scene.cycle();
        scene.fill(OrderRole.ENTRY, 4, "2.50");
        ask(Action.HALT, "");
        assertThat(scene.broker.cancelRequests())
                .startsWith(scene.last(OrderRole.ENTRY).id());
        assertThat(scene.last(OrderRole.STOP_LOSS).quantity().toString()).isEqualTo("4");
    }

    @Test
    void resumeSaysWhenThereIsNothingToResume() {
        ask(Action.RESUME, "");
        ask(Action.PAUSE, "");
        ask(Action.RESUME, "");
        assertThat(answers)
                .containsExactly(
                        "nothing was paused or halted",
                        "no entries until resumed; exits go on",
                        "entries are allowed again");
    }

    @Test
    void cancelTakesEntriesByNameAndNoProtection() {
        scene.proposes("2.50");
        scene.cycle();
        String entry = scene.last(OrderRole.ENTRY).ref().value();
        String stop = scene.last(OrderRole.STOP_LOSS).ref().value();
        ask(Action.CANCEL, stop);
        assertThat(scene.bodies("cancel")).isEmpty();
        ask(Action.CANCEL, entry);
        assertThat(scene.bodies("cancel")).singleElement().asString().contains(entry);
        assertThat(answers.get(0)).startsWith("not done: no working entry is called " + stop);
        assertThat(answers.get(1)).isEqualTo("1 entry is canceled");
    }

    @Test
    void cancelAllSaysWhenNoEntryWorks() {
        ask(Action.CANCEL, Command.ALL);
        assertThat(answers).containsExactly("not done: no entry is working");
    }
}
