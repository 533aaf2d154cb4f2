package dev.ibkrbot.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ibkrbot.cli.marathon.MarathonState;
import dev.ibkrbot.cli.output.Answer;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import dev.ibkrbot.cli.output.TextTable;
import dev.ibkrbot.strategy.marathon.Opportunity;
import dev.ibkrbot.strategy.marathon.TrackRecord;
import dev.ibkrbot.strategy.marathon.Verification;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what was noted and what became of it. Confined to the main thread. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description = "Tell what was noted and what became of it; changes nothing. Exit 9 when the record is damaged.",
        footer = {"", "Example:", "  bot marathon record --of ibkr"})
final class MarathonRecordCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--of",
            paramLabel = "SOURCE",
            defaultValue = MarathonOptions.SIMULATED,
            description = "simulated, recorded or ibkr (default: ${DEFAULT-VALUE}).")
    private String origin = MarathonOptions.SIMULATED;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Terminal terminal = common.terminal(spec);
        if (!List.of(MarathonOptions.SIMULATED, MarathonOptions.RECORDED, MarathonOptions.GATEWAY)
                .contains(origin)) {
            throw MarathonOptions.wrong("--of '" + origin + "' is none", "say simulated, recorded or ibkr");
        }
        try (MarathonState state = MarathonState.reading(common.stateFolder(), origin)) {
            Map<String, Verification> judged = state.verifications().stream()
                    .collect(Collectors.toMap(Verification::id, Function.identity(), (a, b) -> b));
            tell(terminal, state, judged);
        }
        return ExitCode.OK.number();
    }

    private void tell(Terminal terminal, MarathonState state, Map<String, Verification> judged) {
        TrackRecord.Tally all = state.record().all();
        if (terminal.json()) {
            Answer answer = Answer.of("marathon record", ExitCode.OK);
            answer.root().put("source", origin).put("judged", all.judged()).put("won", all.won());
            ArrayNode rows = answer.root().putArray("opportunities");
            for (Opportunity it : state.opportunities()) {
                ObjectNode row = rows.addObject();
                MarathonRunCommand.put(row, it);
                Optional.ofNullable(judged.get(it.id()))
                        .ifPresent(verdict -> MarathonVerifyCommand.put(row.putObject("verification"), verdict));
            }
            answer.printTo(terminal.out());
            return;
        }
        TextTable table = new TextTable("noted", "sell", "premium", "score", "rank", "outcome");
        for (Opportunity it : state.opportunities()) {
            table.row(
                    it.date(),
                    it.symbol() + " " + it.expiration() + " " + it.right() + " " + it.strike(),
                    it.premium(),
                    it.score(),
                    it.ivRank(),
                    Optional.ofNullable(judged.get(it.id()))
                            .map(verdict -> (verdict.success() ? "won at " : "lost at ") + verdict.price())
                            .orElse("open"));
        }
        if (table.isEmpty()) {
            terminal.sayPlain("nothing was noted");
            return;
        }
        table.lines().forEach(terminal::sayPlain);
        terminal.sayPlain(all.won() + " of " + all.judged() + " judged ones won");
    }
}
