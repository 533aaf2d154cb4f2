package dev.ibkrbot.cli.command;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.gateway.BracketPreview;
import dev.ibkrbot.cli.gateway.BracketRequest;
import dev.ibkrbot.cli.gateway.BrokerSession;
import dev.ibkrbot.cli.gateway.Diagnosis;
import dev.ibkrbot.cli.gateway.PreviewAnswer;
import dev.ibkrbot.cli.output.Answer;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import dev.ibkrbot.cli.wiring.SystemTime;
import dev.ibkrbot.cli.wiring.WhatIfPause;
import dev.ibkrbot.strategy.selection.DeltaTarget;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Previews a bracket without leaving an order. Confined to the main thread. */
@Command(
        name = "whatif",
        mixinStandardHelpOptions = true,
        description = "Preview a bracket: margins and commission of each leg. Leaves no order.",
        footer = {
            "",
            "Exit legs show fees only, unless the position exists.",
            "",
            "Examples:",
            "  bot whatif --symbol SPY --right C --expiry weekly --strike atm --quantity 2",
            "  bot whatif --symbol SPY --right P --delta 30 --days 45",
            "  bot whatif --symbol SPY --stock --quantity 100 --limit 550.10",
            "  bot whatif --broker ibkr --port 4002 --symbol SPY --right P --json"
        })
public final class WhatIfCommand implements Callable<Integer> {
    private static final String DEFAULT_SYMBOL = "SPY";
    private static final DateTimeFormatter COMPACT = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private AskedBroker broker = new AskedBroker();

    @Option(names = "--symbol", paramLabel = "SYMBOL", defaultValue = DEFAULT_SYMBOL, description = "Default: SPY.")
    private String symbol = DEFAULT_SYMBOL;

    @Option(names = "--stock", description = "The stock itself instead of an option.")
    private boolean stock;

    @Option(names = "--right", paramLabel = "C|P", defaultValue = "C", description = "Call or put (default: C).")
    private String right = "C";

    @Option(
            names = "--expiry",
            paramLabel = "DATE",
            defaultValue = "weekly",
            description = "weekly, or YYYYMMDD (default: weekly).")
    private String expiry = "weekly";

    @Option(
            names = "--strike",
            paramLabel = "PRICE",
            defaultValue = "atm",
            description = "atm, or a listed strike (default: atm).")
    private String strike = "atm";

    @Option(
            names = "--delta",
            paramLabel = "N",
            description = "The option nearest to this delta instead of --strike: 30 is a 30-delta call or put.")
    private Optional<String> delta = Optional.empty();

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "With --delta: calendar days to the expiration, the nearest listed one (default: 45).")
    private Optional<String> days = Optional.empty();

    @Option(
            names = "--quantity",
            paramLabel = "N",
            defaultValue = "1",
            description = "Contracts or shares (default: 1).")
    private String quantity = "1";

    @Option(
            names = "--limit",
            paramLabel = "PRICE",
            defaultValue = "mid",
            description = "mid, or the entry's limit (default: mid).")
    private String limit = "mid";

    @Option(names = "--take-profit", paramLabel = "PERCENT", description = "Such as 30%%. Default: as configured.")
    private Optional<String> takeProfit = Optional.empty();

    @Option(names = "--stop-loss", paramLabel = "PERCENT", description = "Such as 20%%. Default: as configured.")
    private Optional<String> stopLoss = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Terminal terminal = common.terminal(spec);
        BotConfig config = common.configuration(broker.flags(), terminal).config();
        BracketRequest request = request(config);
        try (BrokerSession session = broker.open(config, List.of(request.symbol()))) {
            BooleanSupplier turn = config.broker().kind() == BotConfig.BrokerKind.IBKR
                    ? () -> pause(
                            terminal,
                            new WhatIfPause(
                                    config.journal().stateDir(),
                                    session.broker().accounts().account()))
                    : () -> false;
            BracketPreview.Result result = BracketPreview.of(session, request, turn);
            return tell(terminal, result).number();
        } catch (BrokerException e) {
            throw Diagnosis.of(e).failure("nothing was previewed");
        }
    }

    /** A broker takes it amiss when it is asked too often. True if that took waiting. */
    private static boolean pause(Terminal terminal, WhatIfPause pause) {
        Duration left = pause.left(SystemTime.CLOCK.instant());
        if (!left.isZero()) {
            terminal.warn("waiting " + (left.toSeconds() + 1) + " s: at most one what-if a minute and account");
            try {
                new CountDownLatch(1).await(left.toMillis() + 1, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CommandFailure(
                        ExitCode.INTERRUPTED, "interrupted", "the pause was not over", "run the command again", e);
            }
        }
        pause.begin(SystemTime.CLOCK.instant());
        return !left.isZero();
    }

    private BracketRequest request(BotConfig config) {
        ExitPlan exits = parsed(
                "--take-profit and --stop-loss",
                "percentages such as 30%",
                "",
                it -> new ExitPlan(
                        Optional.of(takeProfit
                                .map(WhatIfCommand::percent)
                                .orElse(config.risk().takeProfit())),
                        Optional.of(stopLoss.map(WhatIfCommand::percent)
                                .orElse(config.risk().stopLoss()))));
        Quantity wanted = parsed("--quantity", "a whole number from 1", quantity, WhatIfCommand::wholeQuantity);
        Optional<Price> price = limit.equals("mid")
                ? Optional.empty()
                : Optional.of(parsed("--limit", "mid, or a price such as 1.25", limit, WhatIfCommand::positive));
        Symbol underlying = parsed("--symbol", "a ticker in capitals, such as SPY", symbol, Symbol::new);
        return new BracketRequest(
                underlying, stock ? Optional.empty() : Optional.of(option(config)), wanted, price, exits);
    }

    private Optional<DeltaTarget> target() {
        if (delta.isEmpty() && days.isPresent() || delta.isPresent() && !(strike + expiry).equals("atmweekly")) {
            throw new CommandFailure(
                    ExitCode.USAGE_OR_CONFIGURATION,
                    "nothing was previewed",
                    "--delta and --days go together, instead of --strike and --expiry",
                    "say --delta 30 --days 45, or --strike and --expiry");
        }
        return delta.map(text -> {
            int points = parsed("--delta", "a whole number from 1 to 99", text, it -> within(it, 1, 99));
            int wanted = parsed("--days", "0 to 1000", days.orElse("45"), it -> within(it, 0, 1_000));
            return new DeltaTarget(points / 100.0, wanted);
        });
    }

    private static int within(String text, int least, int most) {
        int number = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw new IllegalArgumentException("not from " + least + " to " + most);
        }
        return number;
    }

    private BracketRequest.WantedOption option(BotConfig config) {
        return new BracketRequest.WantedOption(
                parsed("--right", "C or P", right, WhatIfCommand::right),
                expiry.equals("weekly")
                        ? Optional.empty()
                        : Optional.of(
                                parsed("--expiry", "weekly, or a date such as 20261120", expiry, WhatIfCommand::day)),
                strike.equals("atm")
                        ? Optional.empty()
                        : Optional.of(
                                parsed("--strike", "atm, or a price such as 550", strike, WhatIfCommand::positive)),
                config.options().minDaysToExpiry(),
                target());
    }

    /** With its sign, because elsewhere shares are written as fractions. */
    private static Percent percent(String text) {
        if (!text.endsWith("%")) {
            throw new IllegalArgumentException("'" + text + "' has no percent sign");
        }
        return Percent.of(text.substring(0, text.length() - 1).strip());
    }

    private static Right right(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "C", "CALL" -> Right.CALL;
            case "P", "PUT" -> Right.PUT;
            default -> throw new IllegalArgumentException("neither C nor P");
        };
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text.replace("-", ""), COMPACT);
    }

    private static Price positive(String text) {
        Price price = Price.of(text);
        if (!price.isPositive()) {
            throw new IllegalArgumentException("not above zero");
        }
        return price;
    }

    private static Quantity wholeQuantity(String text) {
        if (!text.matches("[1-9][0-9]{0,6}")) {
            throw new IllegalArgumentException("not a whole number from 1 to 9999999");
        }
        return Quantity.of(text);
    }

    private static <T> T parsed(String flag, String wanted, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new CommandFailure(
                    ExitCode.USAGE_OR_CONFIGURATION,
                    "nothing was previewed",
                    flag + (text.isEmpty() ? "" : " '" + text + "'") + ": " + CommandErrors.oneLine(e.getMessage()),
                    "give " + wanted,
                    e);
        }
    }

    private static ExitCode tell(Terminal terminal, BracketPreview.Result result) {
        ExitCode code = result.code();
        if (terminal.json()) {
            Answer answer = Answer.of("whatif", code);
            PreviewAnswer.addTo(answer.root(), result);
            answer.printTo(terminal.out());
            return code;
        }
        terminal.sayPlain(result.instrument() + ", "
                + result.quote().bid().map(Price::toString).orElse("no bid") + " x "
                + result.quote().ask().map(Price::toString).orElse("no ask"));
        PreviewAnswer.lines(result).forEach(terminal::sayPlain);
        PreviewAnswer.remarks(result).forEach(terminal::warn);
        if (result.ordersLeft() > 0) {
            throw new CommandFailure(
                    code,
                    result.ordersLeft() + " orders were left at the broker",
                    "a what-if was taken for an order",
                    "cancel them in the gateway's window, and report this");
        }
        terminal.sayPlain("no order was left");
        if (code != ExitCode.OK) {
            throw new CommandFailure(
                    code,
                    "the account cannot carry the entry",
                    "its initial margin would be above equity with loan value",
                    "lower --quantity");
        }
        return code;
    }
}
