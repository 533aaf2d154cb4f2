package dev.ibkrbot.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ibkrbot.cli.config.ConfigLoader;
import dev.ibkrbot.cli.config.ConfigResult;
import dev.ibkrbot.cli.config.ConfigSchema;
import dev.ibkrbot.cli.config.ConfigTemplate;
import dev.ibkrbot.cli.config.EffectiveConfig;
import dev.ibkrbot.cli.config.Problem;
import dev.ibkrbot.cli.output.Answer;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import dev.ibkrbot.cli.output.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bot config}: writes, shows, checks and describes the configuration. Confined to the main thread. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Write, show, check and describe the configuration.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Examples:", "  bot config init", "  bot config validate -c bot.yaml -c live.yaml"})
public final class ConfigCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "init", mixinStandardHelpOptions = true, description = "Write a commented file with all defaults.")
    int init(
            @Mixin CommonOptions common,
            @Parameters(
                            arity = "0..1",
                            paramLabel = "FILE",
                            defaultValue = ConfigLoader.DEFAULT_FILE,
                            description = "The file to write (default: ${DEFAULT-VALUE}).")
                    Path file,
            @Option(names = "--force", description = "Replace the file if there is one.") boolean force) {
        Terminal terminal = common.terminal(spec);
        write(file, force);
        if (terminal.json()) {
            Answer answer = Answer.of("config init", ExitCode.OK);
            answer.root().put("file", file.toString());
            answer.printTo(terminal.out());
        }
        terminal.sayPlain("wrote " + file + "; check it with 'bot config validate -c " + file + "'");
        return ExitCode.OK.number();
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show every effective value and where it comes from; secrets are masked.")
    int show(@Mixin CommonOptions common) {
        Terminal terminal = common.terminal(spec);
        return load(common).match(valid -> show(terminal, valid.effective()), bad -> refuse(terminal, "show", bad));
    }

    @Command(
            name = "validate",
            mixinStandardHelpOptions = true,
            description = "Check the configuration and list every problem with its place and its fix.")
    int validate(@Mixin CommonOptions common) {
        Terminal terminal = common.terminal(spec);
        return load(common)
                .match(valid -> accept(terminal, valid.effective()), bad -> refuse(terminal, "validate", bad));
    }

    @Command(
            name = "schema",
            mixinStandardHelpOptions = true,
            description = "Print the JSON Schema of the file, for editors; with --json inside the usual answer.")
    int schema(@Mixin CommonOptions common) {
        Terminal terminal = common.terminal(spec);
        if (terminal.json()) {
            Answer answer = Answer.of("config schema", ExitCode.OK);
            answer.root().set("jsonSchema", ConfigSchema.document());
            answer.printTo(terminal.out());
        } else {
            terminal.sayPlain(ConfigSchema.document().toPrettyString());
        }
        return ExitCode.OK.number();
    }

    private static ConfigResult load(CommonOptions common) {
        return common.load(List.of());
    }

    private static int show(Terminal terminal, EffectiveConfig effective) {
        if (terminal.json()) {
            Answer answer = Answer.of("config show", ExitCode.OK);
            ArrayNode values = answer.root().put("digest", effective.digest()).putArray("values");
            effective.values().forEach(value -> {
                ObjectNode entry = values.addObject().put("key", value.key());
                entry.put("value", value.text().isEmpty() ? null : value.text());
                entry.put("origin", value.origin().toString());
            });
            addProblems(answer, effective.warnings());
            answer.printTo(terminal.out());
            return ExitCode.OK.number();
        }
        TextTable table = new TextTable("key", "value", "from");
        effective.values().forEach(value -> table.row(value.key(), value.text(), value.origin()));
        terminal.say(table);
        effective.warnings().forEach(warning -> terminal.warn(warning.line()));
        return ExitCode.OK.number();
    }

    private static int accept(Terminal terminal, EffectiveConfig effective) {
        if (terminal.json()) {
            Answer answer = Answer.of("config validate", ExitCode.OK);
            addProblems(answer, effective.warnings());
            answer.printTo(terminal.out());
            return ExitCode.OK.number();
        }
        effective.warnings().forEach(warning -> terminal.warn(warning.line()));
        terminal.sayPlain("the configuration is valid");
        return ExitCode.OK.number();
    }

    private static int refuse(Terminal terminal, String command, ConfigResult.Invalid invalid) {
        CommandFailure failure = ConfigFailures.of(invalid);
        if (terminal.json()) {
            Answer answer = Answer.failed("config " + command, failure);
            addProblems(answer, invalid.problems());
            answer.printTo(terminal.out());
        } else {
            terminal.tell("config " + command, failure);
        }
        return failure.exitCode().number();
    }

    private static void addProblems(Answer answer, List<Problem> problems) {
        ArrayNode list = answer.root().putArray("problems");
        problems.forEach(problem -> {
            Integer line = problem.origin().line() > 0 ? problem.origin().line() : null;
            Integer column = problem.origin().column() > 0 ? problem.origin().column() : null;
            list.addObject()
                    .put("severity", problem.severity().name().toLowerCase(Locale.ROOT))
                    .put("key", problem.key().isEmpty() ? null : problem.key())
                    .put("origin", problem.origin().toString())
                    .put("file", problem.origin().file().orElse(null))
                    .put("line", line)
                    .put("column", column)
                    .put("what", problem.what())
                    .put("fix", problem.fix());
        });
    }

    private static void write(Path file, boolean force) {
        if (Files.exists(file) && !force) {
            throw new CommandFailure(
                    ExitCode.USAGE_OR_CONFIGURATION,
                    "nothing was written",
                    file + " exists already",
                    "name another file, or replace it with --force");
        }
        try {
            Path folder = file.toAbsolutePath().getParent();
            // A temporary file is readable by its owner only, which suits a file that may come to hold secrets.
            Path draft = Files.createTempFile(folder, ".config", ".yaml");
            Files.writeString(draft, ConfigTemplate.text());
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE_OR_CONFIGURATION,
                    file + " cannot be written",
                    e.getClass().getSimpleName() + ": " + e.getMessage(),
                    "name a file in a folder that exists and is writable",
                    e);
        }
    }
}
