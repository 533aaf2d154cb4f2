package dev.ibkrbot.cli.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.cli.wiring.RunFolder;
import dev.ibkrbot.execution.control.Command;
import dev.ibkrbot.execution.control.Command.Action;
import dev.ibkrbot.execution.control.CommandJson;
import dev.ibkrbot.execution.engine.EngineEvent;
import dev.ibkrbot.execution.journal.MemoryJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of the files in a control folder reach the engine, and in which order. */
class CommandWatchTest {
    private static final Instant NOW = Instant.parse("2026-11-18T15:30:00Z");

    @TempDir
    private Path state;

    private ControlFolder folder;
    private CommandWatch watch;
    private Instant machine = NOW;
    private final MemoryJournal journal = MemoryJournal.keepingRecords();
    private final List<String> log = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        folder = new ControlFolder(new RunFolder(state));
        folder.create();
        watch = new CommandWatch(folder, journal, () -> NOW, () -> machine, log::add);
    }

    /** Asked at a time by the machine's clock, as a command does it. */
    private String ask(Action action, Instant at) throws IOException {
        return ask(folder.nextMoment(at), action, at);
    }

    private String ask(long moment, Action action, Instant at) throws IOException {
        String id = moment + "-" + action.word() + "-0000000a";
        String target = action == Action.FLATTEN || action == Action.CANCEL ? Command.ALL : "";
        String user = Files.getOwner(state).getName();
        folder.leave(new Command(id, action, target, user, at, ""));
        return id;
    }

    private void look() {
        watch.look(event -> {
            if (event instanceof EngineEvent.Commanded it) {
                taken.add(it.command().action().word());
                it.answer().accept("done");
            } else if (event instanceof EngineEvent.Answered it) {
                it.continuation().run();
            }
        });
    }

    private List<String> outcomes() {
        List<String> outcomes = new ArrayList<>();
        journal.read(1, entry -> {
            if (entry.record().type().equals(CommandJson.CONTROL)) {
                outcomes.add(entry.record().parsedBody().requiredText("outcome"));
            }
        });
        return outcomes;
    }

    @Test
    void takesWhatWasAskedLastAsTheLastThoughTheClockWasSetBack() throws IOException {
        ask(Action.RESUME, NOW);
        ask(Action.HALT, NOW.minus(Duration.ofHours(1)));
        look();
        assertThat(taken).containsExactly("resume", "halt");
    }

    @Test
    void isNotLedAstrayByTheNameOfAFileThatIsNone() throws IOException {
        Files.writeString(folder.path().resolve("9999999999999-pause-0000000a.command"), "junk");
        ask(Action.HALT, NOW);
        look();
        assertThat(taken).containsExactly("halt");
    }

    @Test
    void takesTheMoreCarefulOfTwoOfOneMomentLast() throws IOException {
        for (Action action : List.of(Action.RESUME, Action.PAUSE, Action.HALT)) {
            ask(NOW.toEpochMilli(), action, NOW);
        }
        look();
        assertThat(taken).containsExactly("resume", "halt", "pause");
    }

    @Test
    @Tag("T07")
    void closesAndCancelsNothingThatWasAskedBeforeTheMachineSlept() throws IOException {
        String flatten = ask(Action.FLATTEN, NOW);
        ask(Action.CANCEL, NOW);
        ask(Action.PAUSE, NOW);
        machine = NOW.plus(Duration.ofHours(14));
        look();
        assertThat(taken).containsExactly("pause");
        assertThat(outcomes())
                .hasSize(2)
                .allMatch(it -> it.startsWith("not done: asked at 2026-11-18T15:30:00Z, and it is 2026-11-19"));
        assertThat(folder.takeAnswer(flatten).orElseThrow()).startsWith("not done");
        assertThat(folder.waiting()).isEmpty();
    }

    @Test
    void keepsNoCommandWaitingForAFileThatCannotBePutAside() throws IOException {
        Path stuck = Files.createDirectory(folder.path().resolve("0.command"));
        Files.createDirectories(folder.path().resolve("0.command.rejected/full"));
        ask(Action.PAUSE, NOW);
        look();
        look();
        assertThat(taken).containsExactly("pause");
        assertThat(stuck).exists();
        assertThat(log.stream().filter(line -> line.contains("0.command"))).hasSize(1);
    }

    @Test
    void sweepsAnswersThatNobodyReadAndDraftsThatNobodyFinished() throws IOException {
        folder.answer("0000000000001-pause-0000000a", "done");
        Path draft = Files.writeString(folder.path().resolve("x.new"), "half");
        Files.setLastModifiedTime(draft, FileTime.from(NOW.minus(Duration.ofDays(1))));
        machine = NOW.plus(Duration.ofDays(3650));
        watch.takeWaiting();
        try (var files = Files.list(folder.path())) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void answersWhileABotWaitsForItsGatewayAndLeavesTheRestToItsStart() throws IOException {
        String pause = ask(Action.PAUSE, NOW);
        String flatten = ask(Action.FLATTEN, NOW);
        EarlyAnswers early = new EarlyAnswers(log::add);
        early.look(folder);
        early.look(folder);
        assertThat(log).hasSize(2);
        assertThat(folder.takeAnswer(pause)).contains("taken once the gateway is ready");
        assertThat(folder.takeAnswer(flatten)).contains("not done: the bot is starting and waits for its gateway");
        watch.takeWaiting();
        assertThat(outcomes()).containsExactly("taken at the start", "not done: asked before the bot was ready");
    }

    @Test
    void neverTakesWordsThatATerminalWouldObey() throws IOException {
        String id = ask(Action.PAUSE, NOW);
        Path file = folder.path().resolve(id + ".command");
        Files.writeString(file, Files.readString(file).replace("\"reason\":\"\"", "\"reason\":\"\\u001b[2J\""));
        look();
        assertThat(taken).isEmpty();
        assertThat(folder.path().resolve(id + ".command.rejected")).exists();
    }
}
