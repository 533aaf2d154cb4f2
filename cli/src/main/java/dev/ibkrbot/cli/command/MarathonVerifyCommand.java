package dev.ibkrbot.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.cli.config.EffectiveConfig;
import dev.ibkrbot.cli.gateway.BrokerSession;
import dev.ibkrbot.cli.gateway.Diagnosis;
import dev.ibkrbot.cli.marathon.MarathonPass;
import dev.ibkrbot.cli.marathon.MarathonState;
import dev.ibkrbot.cli.output.Answer;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import dev.ibkrbot.strategy.marathon.Opportunity;
import dev.ibkrbot.strategy.marathon.Verification;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Judges what was noted a month ago. Confined to the main thread. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Judge what was noted 30 days ago by the close of the trading day nearest to that: a put wins at or"
                        + " above its strike, a call at or below. Later runs judge by the same close.",
        footer = {
            "",
            "What has no such close yet, or a jump since that looks like a split, stays open.",
            "",
            "As a scheduled job over a gateway, at 06:00 in New York:",
            "  bot marathon verify --broker ibkr --port 4002 --json"
        })
final class MarathonVerifyCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private MarathonOptions source = new MarathonOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Terminal terminal = common.terminal(spec);
        EffectiveConfig config = source.configuration(common, terminal);
        MarketCalendar calendar = MarketCalendar.nyse();
        String origin = source.source(config.config());
        try (MarathonState state = MarathonState.writing(common.stateFolder(), origin)) {
            List<Symbol> symbols =
                    state.open().stream().map(Opportunity::symbol).distinct().toList();
            List<Verification> judged = List.of();
            if (!symbols.isEmpty()) {
                Instant close = calendar.session(source.date())
                        .map(TradingSession::close)
                        .orElseGet(() ->
                                source.date().atStartOfDay(calendar.zone()).toInstant());
                try (BrokerSession session = source.open(config, symbols, close)) {
                    judged = MarathonPass.verify(session, state, calendar);
                }
            }
            tell(terminal, origin, judged, state.open().size());
            return ExitCode.OK.number();
        } catch (BrokerException e) {
            throw Diagnosis.of(e).failure("nothing was judged");
        }
    }

    private static void tell(Terminal terminal, String origin, List<Verification> judged, int open) {
        if (terminal.json()) {
            Answer answer = Answer.of("marathon verify", ExitCode.OK);
            answer.root().put("source", origin).put("open", open);
            ArrayNode all = answer.root().putArray("judged");
            judged.forEach(it -> put(all.addObject(), it));
            answer.printTo(terminal.out());
            return;
        }
        judged.forEach(it -> terminal.sayPlain(
                it.id() + ": " + (it.success() ? "won" : "lost") + ", " + it.price() + " on " + it.date()));
        terminal.sayPlain(judged.size() + " judged, " + open + " open");
    }

    /** The verdict's figures. */
    static void put(ObjectNode node, Verification it) {
        node.put("id", it.id())
                .put("date", it.date().toString())
                .put("price", it.price().toString())
                .put("success", it.success())
                .put("evaluatedAt", it.evaluatedAt().toString());
        if (it.volatility().isPresent()) {
            node.put("volatility", it.volatility().getAsDouble());
        } else {
            node.putNull("volatility");
        }
    }
}
