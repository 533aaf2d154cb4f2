package dev.ibkrbot.cli.command;

import dev.ibkrbot.cli.config.ConfigLoader;
import dev.ibkrbot.cli.config.ConfigResult;
import dev.ibkrbot.cli.config.ConfigSources;
import dev.ibkrbot.cli.config.EffectiveConfig;
import dev.ibkrbot.cli.config.Problem;
import dev.ibkrbot.cli.output.Terminal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The flags every command has. Filled by picocli; confined to the main thread. */
public final class CommonOptions {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Configuration file; repeatable, the last wins. Default: bot.yaml if there is one.")
    private List<Path> configFiles = new ArrayList<>();

    @Option(names = "--json", description = "Print one JSON object on standard output and nothing else there.")
    private boolean json;

    @Option(names = "--no-color", description = "No colour, as with NO_COLOR in the environment.")
    private boolean noColor;

    @Option(
            names = {"-v", "--verbose"},
            description = "More detail; -vv prints stack traces of errors.")
    private boolean[] verbosity = new boolean[0];

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "Where journals and reports are kept. Default: journal.state_dir, which is state.")
    private Optional<Path> stateFolder = Optional.empty();

    public boolean json() {
        return json;
    }

    /** Whether more detail was asked for. */
    public boolean verbose() {
        return verbosity.length > 0;
    }

    /** The result of loading defaults, files, environment and the given flags, in this order of strength. */
    public ConfigResult load(List<ConfigSources.FlagValue> flags) {
        List<ConfigSources.FlagValue> all = new ArrayList<>(flags);
        stateFolder.ifPresent(
                it -> all.add(new ConfigSources.FlagValue("--state-dir", "journal.state_dir", it.toString())));
        return ConfigLoader.load(ConfigSources.in(Path.of(""))
                .withEnvironment(System.getenv())
                .withFiles(configFiles)
                .withFlags(all));
    }

    /** The configuration to run with, its warnings told; a failure with every problem when it cannot be used. */
    public EffectiveConfig configuration(List<ConfigSources.FlagValue> flags, Terminal terminal) {
        EffectiveConfig effective = load(flags).match(ConfigResult.Valid::effective, invalid -> {
            throw ConfigFailures.of(invalid);
        });
        effective.warnings().stream().map(Problem::line).forEach(terminal::warn);
        return effective;
    }

    /** The folder given with --state-dir, else the configured one. */
    public Path stateFolder() {
        return stateFolder.orElseGet(() -> load(List.of())
                .match(valid -> valid.effective().config().journal().stateDir(), invalid -> {
                    throw ConfigFailures.of(invalid);
                }));
    }

    /** The terminal of a command, with colour as asked for. */
    public Terminal terminal(CommandSpec spec) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Ansi ansi = noColor ? Ansi.OFF : spec.commandLine().getColorScheme().ansi();
        return new Terminal(out, err, ansi, json);
    }
}
