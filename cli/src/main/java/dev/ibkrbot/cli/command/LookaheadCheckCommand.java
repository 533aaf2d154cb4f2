package dev.ibkrbot.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ibkrbot.cli.config.EffectiveConfig;
import dev.ibkrbot.cli.output.Answer;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import dev.ibkrbot.cli.trust.LookAhead;
import dev.ibkrbot.execution.journal.JournalRecord;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a backtest on data that end early, and reports what it then did otherwise. Confined to the main thread. */
@Command(
        name = "lookahead-check",
        mixinStandardHelpOptions = true,
        description =
                "Run a backtest again on data cut at its decisions, and report any that change. Exit 1 if one does.",
        footer = {
            "",
            "Example:",
            "  bot lookahead-check --data lean --symbols SPY --from 2013-10-04 --to 2013-10-11 --cuts 20"
        })
public final class LookaheadCheckCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private BacktestOptions options = new BacktestOptions();

    @Option(
            names = "--cuts",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int cuts = 10;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (cuts < 1) {
            throw new CommandFailure(
                    ExitCode.USAGE_OR_CONFIGURATION,
                    "nothing was checked",
                    "--cuts " + cuts + " is not 1 or more",
                    "give a positive number");
        }
        Terminal terminal = common.terminal(spec);
        EffectiveConfig effective = options.configuration(common, terminal, List.of());
        LookAhead result = LookAhead.check(options.request(), effective, cuts);
        ExitCode code = result.differences().isEmpty() ? ExitCode.OK : ExitCode.INTERNAL_ERROR;
        if (terminal.json()) {
            tell(Answer.of("lookahead-check", code), result).printTo(terminal.out());
        } else {
            tell(terminal, result);
        }
        return code.number();
    }

    private static Answer tell(Answer answer, LookAhead result) {
        ObjectNode root = answer.root().put("decisions", result.decisions());
        ArrayNode moments = root.putArray("cuts");
        result.moments().forEach(moment -> moments.add(moment.toString()));
        ArrayNode differences = root.putArray("differences");
        result.differences().forEach(it -> {
            ObjectNode node = differences.addObject().put("cut", it.moment().toString());
            node.put("whole", it.whole().map(JournalRecord::toString).orElse(null));
            node.put("cutData", it.cut().map(JournalRecord::toString).orElse(null));
        });
        return answer;
    }

    private static void tell(Terminal terminal, LookAhead result) {
        if (result.moments().isEmpty()) {
            terminal.sayPlain("nothing to check: the run came to no decision");
            return;
        }
        result.differences().forEach(it -> {
            terminal.sayPlain("cut at " + it.moment() + " it did something else:");
            terminal.sayPlain(
                    "  whole  " + it.whole().map(JournalRecord::toString).orElse("nothing more"));
            terminal.sayPlain(
                    "  cut    " + it.cut().map(JournalRecord::toString).orElse("nothing more"));
        });
        terminal.sayPlain(
                result.differences().isEmpty()
                        ? "no look-ahead found: the same in " + result.moments().size() + " runs on data cut at one of "
                                + result.decisions() + " decisions"
                        : result.differences().size() + " of "
                                + result.moments().size() + " runs on cut data differ");
    }
}
