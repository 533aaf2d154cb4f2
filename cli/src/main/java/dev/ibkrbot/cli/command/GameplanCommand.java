package dev.ibkrbot.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.gameplan.GameplanFile;
import dev.ibkrbot.cli.gameplan.GameplanFolder;
import dev.ibkrbot.cli.gameplan.GameplanProblem;
import dev.ibkrbot.cli.gameplan.GameplanReading;
import dev.ibkrbot.cli.gameplan.GameplanRules;
import dev.ibkrbot.cli.output.Answer;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import dev.ibkrbot.cli.wiring.SystemTime;
import dev.ibkrbot.strategy.gameplan.Gameplan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks the plan of a day before the bot goes by it. Confined to the main thread. */
@Command(
        name = "gameplan",
        mixinStandardHelpOptions = true,
        description = "Check a day's gameplan, or print its JSON Schema for an editor.",
        footer = {
            "",
            "Examples:",
            "  bot gameplan validate plan.json",
            "  bot gameplan validate plans                a folder: each file belongs to the date it says",
            "  bot gameplan schema > gameplan.schema.json"
        },
        subcommands = {GameplanCommand.Validate.class, GameplanCommand.Schema.class})
public final class GameplanCommand implements Runnable {
    @Override
    public void run() {
        throw new CommandFailure(
                ExitCode.USAGE_OR_CONFIGURATION,
                "bot gameplan needs to know what to do",
                "no subcommand was given",
                "say bot gameplan validate PATH or bot gameplan schema");
    }

    @Command(
            name = "validate",
            mixinStandardHelpOptions = true,
            description =
                    "Say every problem of a gameplan at once; exit 2 when the bot would enter nothing because of it.")
    static final class Validate implements Callable<Integer> {
        @Mixin
        private CommonOptions common = new CommonOptions();

        @Parameters(paramLabel = "PATH", description = "The gameplan, a JSON file, or a folder of them.")
        private Path file = Path.of("");

        @Option(names = "--date", paramLabel = "DATE", description = "Trading date; default: today in New York.")
        private Optional<LocalDate> date = Optional.empty();

        @Option(
                names = "--operator",
                paramLabel = "NAME",
                description = "Accept only this operator; repeatable. Default: gameplan.operators, else anybody.")
        private List<String> operators = List.of();

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            LocalDate today = date.orElseGet(() -> MarketCalendar.nyse().tradingDate(SystemTime.CLOCK.instant()));
            BotConfig.Gameplan allowed = common.configuration(List.of(), common.terminal(spec))
                    .config()
                    .gameplan();
            List<String> accepted = operators.isEmpty() ? allowed.operators() : operators;
            GameplanRules rules = new GameplanRules(today, Set.copyOf(accepted), Set.copyOf(allowed.symbols()));
            Terminal terminal = common.terminal(spec);
            if (date.isEmpty() && Files.isDirectory(file)) {
                return all(new GameplanFolder(file, rules).all(), terminal);
            }
            GameplanReading reading = Files.isDirectory(file)
                    ? new GameplanFolder(file, rules).of(today)
                    : GameplanFile.read(file, rules);
            if (reading.refusal().isPresent()) {
                throw refused(reading);
            }
            reading.problems().stream().map(GameplanProblem::line).forEach(terminal::warn);
            Gameplan plan = reading.plan();
            if (terminal.json()) {
                Answer answer = Answer.of("gameplan validate", ExitCode.OK);
                answer.root()
                        .put("date", plan.date().toString())
                        .put("strategy", plan.strategy().name())
                        .put("regime", plan.regime())
                        .put("size", plan.size().asFraction())
                        .put("checksum", reading.checksum());
                ArrayNode symbols = answer.root().putArray("symbols");
                plan.symbols().forEach(symbol -> symbols.add(symbol.value()));
                ArrayNode warnings = answer.root().putArray("warnings");
                reading.problems().forEach(problem -> warnings.add(problem.line()));
                answer.printTo(terminal.out());
            } else {
                terminal.sayPlain("usable: strategy " + plan.strategy() + " on " + plan.date() + ", "
                        + (plan.symbols().isEmpty() ? "no symbols" : plan.symbols()) + ", size " + plan.size());
            }
            return ExitCode.OK.number();
        }

        /** Tells of each plan of a folder; those that are refused make it fail. */
        private int all(List<GameplanFolder.Dated> plans, Terminal terminal) {
            List<GameplanFolder.Dated> refused = plans.stream()
                    .filter(it -> it.reading().refusal().isPresent())
                    .toList();
            plans.stream().filter(it -> it.reading().refusal().isEmpty()).forEach(it -> terminal.sayPlain(it.line()));
            if (!refused.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.USAGE_OR_CONFIGURATION,
                        refused.size() + " of " + plans.size() + " gameplans are refused",
                        refused.stream().map(GameplanFolder.Dated::line).collect(Collectors.joining("; ")),
                        "correct them and check again; until then the bot enters nothing on their dates");
            }
            if (terminal.json()) {
                Answer answer = Answer.of("gameplan validate", ExitCode.OK);
                ArrayNode all = answer.root().putArray("plans");
                plans.forEach(it -> all.addObject()
                        .put("date", it.of())
                        .put("strategy", it.reading().plan().strategy().name())
                        .put("checksum", it.reading().checksum()));
                answer.printTo(terminal.out());
            }
            return ExitCode.OK.number();
        }

        private CommandFailure refused(GameplanReading reading) {
            String why = reading.problems().stream()
                    .filter(GameplanProblem::fatal)
                    .map(GameplanProblem::line)
                    .collect(Collectors.joining("; "));
            return new CommandFailure(
                    ExitCode.USAGE_OR_CONFIGURATION,
                    "the gameplan is refused: " + reading.refusal().orElseThrow(),
                    file + ": " + why,
                    "correct it and check again; until then the bot enters nothing by it");
        }
    }

    @Command(name = "schema", mixinStandardHelpOptions = true, description = "Print the JSON Schema of a gameplan.")
    static final class Schema implements Callable<Integer> {
        private static final String RESOURCE = "/dev/ibkrbot/cli/gameplan/gameplan.schema.json";

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            try (InputStream in = GameplanCommand.class.getResourceAsStream(RESOURCE)) {
                if (in == null) {
                    throw new IllegalStateException("the schema is not in the program");
                }
                spec.commandLine().getOut().print(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                spec.commandLine().getOut().flush();
            }
            return ExitCode.OK.number();
        }
    }
}
