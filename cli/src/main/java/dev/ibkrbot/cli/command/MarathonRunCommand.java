package dev.ibkrbot.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.cli.config.EffectiveConfig;
import dev.ibkrbot.cli.gateway.BrokerSession;
import dev.ibkrbot.cli.gateway.Diagnosis;
import dev.ibkrbot.cli.marathon.MarathonPass;
import dev.ibkrbot.cli.marathon.MarathonState;
import dev.ibkrbot.cli.output.Answer;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import dev.ibkrbot.cli.wiring.SystemTime;
import dev.ibkrbot.strategy.analytics.DteWindow;
import dev.ibkrbot.strategy.analytics.RiskLevel;
import dev.ibkrbot.strategy.marathon.Marathon;
import dev.ibkrbot.strategy.marathon.MarathonSchedule;
import dev.ibkrbot.strategy.marathon.Opportunity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks and notes. Confined to the main thread. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Look and note. A gateway is asked if a look is due, that is within 30 minutes of its time; the"
                + " simulated exchange and recorded days are looked at twice, a minute after each time.",
        footer = {
            "",
            "As a scheduled job over a gateway, at 09:31 and 15:31 in New York:",
            "  bot marathon run --broker ibkr --port 4002 --iv-history data/ibkr --json"
        })
final class MarathonRunCommand implements Callable<Integer> {
    private static final Duration DUE_FOR = Duration.ofMinutes(30);
    private static final Duration FIRST_PRICE = Duration.ofMinutes(1);

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private MarathonOptions source = new MarathonOptions();

    @Option(
            names = "--risk",
            paramLabel = "LEVEL",
            defaultValue = "moderate",
            description = "aggressive, moderate or conservative (default: ${DEFAULT-VALUE}).")
    private String risk = "moderate";

    @Option(
            names = "--window",
            paramLabel = "WINDOW",
            defaultValue = "three-weeks",
            description = "one-week to five-weeks to the expiration (default: ${DEFAULT-VALUE}).")
    private String window = "three-weeks";

    @Option(
            names = "--iv-history",
            paramLabel = "DIR",
            description = "Archives of bot data record, for volatilities of past days beside those the record keeps.")
    private Optional<Path> archives = Optional.empty();

    @Option(names = "--now", description = "Ask the gateway now, whether a look is due or not.")
    private boolean now;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Terminal terminal = common.terminal(spec);
        RiskLevel level = RiskLevel.named(risk)
                .orElseThrow(() -> MarathonOptions.wrong(
                        "--risk '" + risk + "' is none", "say aggressive, moderate or conservative"));
        DteWindow days = DteWindow.named(window)
                .orElseThrow(
                        () -> MarathonOptions.wrong("--window '" + window + "' is none", "say one-week to five-weeks"));
        EffectiveConfig config = source.configuration(common, terminal);
        MarketCalendar calendar = MarketCalendar.nyse();
        String origin = source.source(config.config());
        MarathonPass pass = new MarathonPass(source.symbols(), days, level, archives);
        List<MarathonPass.Outcome> outcomes = new ArrayList<>();
        List<Instant> moments = moments(origin, new MarathonSchedule(calendar));
        try (MarathonState state = MarathonState.writing(common.stateFolder(), origin)) {
            for (Instant moment : moments) {
                try (BrokerSession session = source.open(config, pass.symbols(), moment)) {
                    requireOpen(session, calendar);
                    outcomes.add(pass.run(session, state, calendar));
                }
            }
        } catch (BrokerException e) {
            throw Diagnosis.of(e).failure("the marathon could not look; nothing was noted by this look");
        }
        tell(terminal, origin, outcomes);
        return ExitCode.OK.number();
    }

    /** A closed market shows yesterday's prices. */
    private static void requireOpen(BrokerSession session, MarketCalendar calendar) {
        Instant at = session.clock().instant();
        if (!calendar.isOpen(at)) {
            throw MarathonOptions.wrong("the exchange is closed at " + at, "look between 09:30 and the close");
        }
    }

    /** When to look; none when nothing is due. */
    private List<Instant> moments(String origin, MarathonSchedule schedule) {
        if (!origin.equals(MarathonOptions.GATEWAY)) {
            return schedule.on(source.date()).stream()
                    .map(at -> at.plus(FIRST_PRICE))
                    .toList();
        }
        Instant present = SystemTime.CLOCK.instant();
        boolean due = schedule.after(present.minus(DUE_FOR))
                .filter(at -> !at.isAfter(present))
                .isPresent();
        return now || due ? List.of(present) : List.of();
    }

    private static void tell(Terminal terminal, String origin, List<MarathonPass.Outcome> outcomes) {
        if (terminal.json()) {
            Answer answer = Answer.of("marathon run", ExitCode.OK);
            answer.root().put("source", origin);
            ArrayNode looks = answer.root().putArray("looks");
            for (MarathonPass.Outcome outcome : outcomes) {
                ObjectNode look = looks.addObject().put("at", outcome.at().toString());
                ArrayNode findings = look.putArray("findings");
                outcome.findings().forEach(it -> add(findings.addObject(), it));
            }
            answer.printTo(terminal.out());
            return;
        }
        if (outcomes.isEmpty()) {
            terminal.sayPlain("no look is due");
        }
        for (MarathonPass.Outcome outcome : outcomes) {
            terminal.sayPlain("look at " + outcome.at());
            outcome.findings().forEach(it -> terminal.sayPlain("  " + line(it)));
        }
    }

    private static String line(Marathon.Finding finding) {
        return finding.opportunity()
                .map(it -> it.symbol() + ": "
                        + it.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        + " " + it.expiration() + " " + it.strike() + " at " + it.premium() + ", score " + it.score()
                        + ", IV rank " + it.ivRank())
                .orElseGet(() -> finding.symbol() + ": " + finding.code().replace('_', ' ') + ", " + finding.detail());
    }

    private static void add(ObjectNode node, Marathon.Finding finding) {
        node.put("symbol", finding.symbol().value())
                .put("outcome", finding.code())
                .put("detail", finding.detail());
        finding.opportunity().ifPresent(it -> put(node.putObject("opportunity"), it));
    }

    /** The opportunity's figures. */
    static void put(ObjectNode node, Opportunity it) {
        node.put("id", it.id())
                .put("at", it.at().toString())
                .put("symbol", it.symbol().value())
                .put("kind", it.kind().name().toLowerCase(Locale.ROOT))
                .put("expiration", it.expiration().toString())
                .put("strike", it.strike().toString())
                .put("premium", it.premium().toString())
                .put("underlying", it.underlying().toString())
                .put("ivRank", it.ivRank())
                .put("score", it.score());
        ArrayNode plays = node.putArray("plays");
        it.plays().forEach(plays::add);
    }
}
