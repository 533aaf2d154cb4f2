package dev.ibkrbot.cli.command;

import dev.ibkrbot.cli.output.Answer;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import dev.ibkrbot.cli.wiring.JournalExport;
import dev.ibkrbot.cli.wiring.Journals;
import dev.ibkrbot.execution.journal.JournalVerification;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks at a journal without changing it. Confined to the main thread. */
@Command(
        name = "journal",
        mixinStandardHelpOptions = true,
        description = "Verify or export a journal.",
        footer = {"", "Examples:", "  bot journal verify", "  bot journal export --format csv --out trades.csv"},
        subcommands = {JournalCommand.Verify.class, JournalCommand.Export.class})
public final class JournalCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandFailure(
                ExitCode.USAGE_OR_CONFIGURATION,
                "bot journal needs to know what to do",
                "no subcommand was given",
                "say bot journal verify or bot journal export");
    }

    /** Proves the hash chain from the first record to the head. Confined to the main thread. */
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Check every record and the chain between them; changes nothing. Exit 9 when damaged.")
    static final class Verify implements Callable<Integer> {
        @Mixin
        private CommonOptions common = new CommonOptions();

        @Mixin
        private JournalChoice chosen = new JournalChoice();

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            Path journal = chosen.in(common);
            JournalVerification verdict = Journals.verify(journal, entry -> {});
            if (!verdict.isSound()) {
                JournalVerification.Damage damage = verdict.damage().orElseThrow();
                throw new CommandFailure(
                        ExitCode.DATA_MISSING_OR_CORRUPT,
                        "the journal is damaged",
                        journal + (damage.sequence() > 0 ? ", record " + damage.sequence() : "") + ": " + damage.what(),
                        verdict.provenRecords() + " records before it are proven; restore a backup, do not edit it");
            }
            Terminal terminal = common.terminal(spec);
            if (common.json()) {
                Answer answer = Answer.of("journal verify", ExitCode.OK);
                answer.root()
                        .put("file", journal.toString())
                        .put("sound", true)
                        .put("records", verdict.provenRecords())
                        .put("journalHash", verdict.head().hash());
                answer.printTo(terminal.out());
            }
            terminal.sayPlain(journal + ": sound, " + verdict.provenRecords() + " records");
            terminal.sayPlain("journalHash " + verdict.head().hash());
            return ExitCode.OK.number();
        }
    }

    /** Writes a journal out as CSV or JSON lines. Confined to the main thread. */
    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Write trades as CSV (the classic header) or every record as JSON lines.")
    static final class Export implements Callable<Integer> {
        @Mixin
        private CommonOptions common = new CommonOptions();

        @Mixin
        private JournalChoice chosen = new JournalChoice();

        @Option(names = "--format", defaultValue = "csv", description = "${COMPLETION-CANDIDATES} (default: csv)")
        private JournalExport.Format format = JournalExport.Format.CSV;

        @Option(names = "--out", paramLabel = "FILE", description = "Where to; default: standard output.")
        private Optional<Path> out = Optional.empty();

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            Path journal = chosen.in(common);
            if (out.isEmpty()) {
                PrintWriter writer = spec.commandLine().getOut();
                JournalExport.write(journal, format, writer);
                writer.flush();
                return ExitCode.OK.number();
            }
            long records = JournalExport.writeFile(journal, format, out.get());
            Terminal terminal = common.terminal(spec);
            if (common.json()) {
                Answer answer = Answer.of("journal export", ExitCode.OK);
                answer.root().put("file", out.get().toString()).put("rows", records);
                answer.printTo(terminal.out());
            }
            terminal.sayPlain(out.get() + ": " + records + " rows");
            return ExitCode.OK.number();
        }
    }
}
