package dev.ibkrbot.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.gateway.BrokerSession;
import dev.ibkrbot.cli.gateway.Diagnosis;
import dev.ibkrbot.cli.gateway.OptionScan;
import dev.ibkrbot.cli.output.Answer;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import dev.ibkrbot.cli.output.TextTable;
import dev.ibkrbot.strategy.analytics.DteWindow;
import dev.ibkrbot.strategy.wheel.Offer;
import dev.ibkrbot.strategy.wheel.ScanResult;
import dev.ibkrbot.strategy.wheel.ScanSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Ranks what could be sold against shares and cash; sends nothing. Confined to the main thread. */
@Command(
        name = "scan",
        mixinStandardHelpOptions = true,
        description = "Rank calls to sell against shares and puts to sell against cash. Sends no order.",
        footer = {
            "",
            "A premium is the middle of a two-sided quote; what the feed does not tell is left empty.",
            "",
            "Examples:",
            "  bot scan --symbols AAPL,MSFT --window three-weeks",
            "  bot scan --broker ibkr --port 4002 --top 5 --json"
        })
public final class ScanCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private AskedBroker broker = new AskedBroker();

    @Option(
            names = "--symbols",
            paramLabel = "LIST",
            description = "Where puts may be sold; default: seven large companies.")
    private Optional<String> symbols = Optional.empty();

    @Option(
            names = "--window",
            paramLabel = "WINDOW",
            defaultValue = "three-weeks",
            description = "one-week to five-weeks to the expiration (default: ${DEFAULT-VALUE}).")
    private String window = "three-weeks";

    @Option(
            names = "--cash",
            paramLabel = "DOLLARS",
            description = "For one put; default: the account's available funds.")
    private Optional<String> cash = Optional.empty();

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int top = 3;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Terminal terminal = common.terminal(spec);
        BotConfig config = common.configuration(broker.flags(), terminal).config();
        ScanSettings settings = settings();
        Optional<Money> limit = cash.map(it -> parsed("--cash", it, () -> Money.usd(it)));
        try (BrokerSession session = broker.open(config, settings.watchlist())) {
            tell(terminal, OptionScan.of(session, settings, limit));
            return ExitCode.OK.number();
        } catch (BrokerException e) {
            throw Diagnosis.of(e).failure("nothing was scanned");
        }
    }

    private ScanSettings settings() {
        DteWindow wanted = DteWindow.named(window)
                .orElseThrow(() -> wrong("--window '" + window + "' is none", "say one-week to five-weeks"));
        if (top < 1) {
            throw wrong("--top " + top + " is not 1 or more", "give a positive number");
        }
        List<Symbol> list = symbols.map(text -> Arrays.stream(text.split(",", -1))
                        .map(name -> parsed("--symbols", name, () -> new Symbol(name)))
                        .distinct()
                        .toList())
                .orElse(ScanSettings.DEFAULT.watchlist());
        return new ScanSettings(list, wanted, top);
    }

    private static <T> T parsed(String flag, String text, Supplier<T> parser) {
        try {
            return parser.get();
        } catch (IllegalArgumentException e) {
            throw wrong(flag + " '" + text + "': " + CommandErrors.oneLine(e.getMessage()), "correct it");
        }
    }

    private static CommandFailure wrong(String why, String fix) {
        return new CommandFailure(ExitCode.USAGE_OR_CONFIGURATION, "nothing was scanned", why, fix);
    }

    private static void tell(Terminal terminal, OptionScan.Found found) {
        ScanResult result = found.result();
        if (terminal.json()) {
            Answer answer = Answer.of("scan", ExitCode.OK);
            answer.root().put("cash", found.cash().amount());
            ArrayNode offers = answer.root().putArray("offers");
            result.offers().forEach(offer -> add(offers.addObject(), offer));
            ArrayNode rejections = answer.root().putArray("rejections");
            result.rejections()
                    .forEach(it -> rejections
                            .addObject()
                            .put("symbol", it.symbol().value())
                            .put("kind", word(it.kind()))
                            .put("reason", it.code())
                            .put("detail", it.detail()));
            answer.printTo(terminal.out());
            return;
        }
        if (result.offers().isEmpty()) {
            terminal.sayPlain("nothing to sell");
        } else {
            TextTable table = new TextTable("sell", "premium", "days", "yield", "win", "collateral", "against");
            result.offers()
                    .forEach(it -> table.row(
                            it.contract(),
                            it.premium(),
                            it.days(),
                            percent(OptionalDouble.of(it.yieldPercent())),
                            percent(it.winProbabilityPercent()),
                            it.collateral().amount(),
                            it.kind() == Offer.Kind.COVERED_CALL ? "shares" : "cash"));
            table.lines().forEach(terminal::sayPlain);
        }
        result.rejections()
                .forEach(it -> terminal.sayPlain(
                        "not " + it.symbol() + " (" + word(it.kind()).replace('_', ' ') + "): "
                                + it.code().replace('_', ' ') + ", " + it.detail()));
    }

    private static void add(ObjectNode node, Offer offer) {
        node.put("kind", word(offer.kind()))
                .put("contract", offer.contract().toString())
                .put("premium", offer.premium().toString())
                .put("underlying", offer.underlying().toString())
                .put("days", offer.days())
                .put("collateral", offer.collateral().amount())
                .put("annualizedYieldPercent", offer.yieldPercent());
        putOrNull(node, "winProbabilityPercent", offer.winProbabilityPercent());
        putOrNull(node, "impliedVol", offer.impliedVol());
    }

    private static void putOrNull(ObjectNode node, String name, OptionalDouble value) {
        if (value.isPresent()) {
            node.put(name, value.getAsDouble());
        } else {
            node.putNull(name);
        }
    }

    private static String percent(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.1f%%", value.getAsDouble()) : "";
    }

    private static String word(Offer.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
