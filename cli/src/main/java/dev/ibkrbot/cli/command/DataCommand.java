package dev.ibkrbot.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ibkrbot.cli.output.Answer;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;

/** Makes, fetches, converts, records and checks market data. Confined to the main thread. */
@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        description = "Generate, import, download, record, list or verify market data.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  bot data generate --out data/csv --symbols SPY,QQQ --days 20 --seed 7",
            "  bot data import --from-lean lean --out data/csv --symbols SPY",
            "  bot data download --symbols SPY,QQQ --from 2026-01-02 --out data/ibkr --port 4002",
            "  bot data record --symbols SPY --out data/ibkr --port 4002",
            "  bot data list data/ibkr",
            "  bot data verify data/csv"
        },
        subcommands = {
            DataDownloadCommand.class,
            DataGenerateCommand.class,
            DataImportCommand.class,
            DataListCommand.class,
            DataRecordCommand.class,
            DataVerifyCommand.class
        })
public final class DataCommand implements Runnable {
    @Override
    public void run() {
        throw new CommandFailure(
                ExitCode.USAGE_OR_CONFIGURATION,
                "bot data needs to know what to do",
                "no subcommand was given",
                "say bot data list or bot data verify; the others are generate, import, download and record");
    }

    /** Tells which files were written. */
    static int tell(Terminal terminal, String command, List<Path> files, List<String> warnings) {
        if (terminal.json()) {
            Answer answer = Answer.of(command, ExitCode.OK);
            ArrayNode names = answer.root().putArray("files");
            files.forEach(file -> names.add(file.toString()));
            ArrayNode remarks = answer.root().putArray("warnings");
            warnings.forEach(remarks::add);
            answer.printTo(terminal.out());
        } else {
            warnings.forEach(terminal::warn);
            files.forEach(file -> terminal.sayPlain("wrote " + file));
        }
        return ExitCode.OK.number();
    }
}
