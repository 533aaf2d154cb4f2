package dev.ibkrbot.cli.command;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.cli.bars.BarDownload;
import dev.ibkrbot.cli.bars.BarFiles;
import dev.ibkrbot.cli.bars.BarSources;
import dev.ibkrbot.cli.bars.DateSpan;
import dev.ibkrbot.cli.bars.DownloadAnswer;
import dev.ibkrbot.cli.bars.Downloaded;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.gateway.GatewayBars;
import dev.ibkrbot.cli.gateway.MarketFailures;
import dev.ibkrbot.cli.gateway.MarketSession;
import dev.ibkrbot.cli.output.Answer;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import dev.ibkrbot.stub.history.DayFiles;
import java.nio.file.Path;
import java.time.LocalDate;
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

/** Fetches recorded minutes from a gateway. Confined to the main thread. */
@Command(
        name = "download",
        mixinStandardHelpOptions = true,
        description = {
            "Download one-minute bars of regular hours from IB Gateway or TWS, one csv file for each symbol and day, for bot"
                    + " backtest --data. It keeps to the gateway's pacing and can be stopped at any time: the same command"
                    + " goes on where it stopped."
        },
        footer = {
            "",
            "A session that has not ended is left out. Prices are as the gateway tells them: adjusted for splits known today,",
            "not for dividends. BID_ASK gives the spreads of a backtest, TRADES its bars.",
            "",
            "Examples:",
            "  bot data download --symbols SPY,QQQ --from 2026-01-02 --out data/ibkr --port 4002",
            "  bot data download --symbols SPY --from 2026-11-02 --to 2026-11-20 --show TRADES,BID_ASK --out data/ibkr"
        })
final class DataDownloadCommand implements Callable<Integer> {
    private static final String MINUTE = "1m";
    private static final int LINES = 1;
    private static final String NOTHING = "nothing was downloaded";

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Option(names = "--symbols", paramLabel = "LIST", required = true, description = "Such as SPY,QQQ.")
    private String symbols = "";

    @Option(names = "--from", paramLabel = "YYYY-MM-DD", required = true, description = "First date.")
    private LocalDate from = LocalDate.MIN;

    @Option(names = "--to", paramLabel = "YYYY-MM-DD", description = "Last date; default: today.")
    private Optional<LocalDate> to = Optional.empty();

    @Option(
            names = "--bar-size",
            paramLabel = "SIZE",
            defaultValue = MINUTE,
            description = "1m, of which longer bars are made (default: ${DEFAULT-VALUE}).")
    private String barSize = MINUTE;

    @Option(
            names = "--show",
            paramLabel = "KINDS",
            defaultValue = "TRADES",
            description = "TRADES, MIDPOINT, BID_ASK or several of them (default: ${DEFAULT-VALUE}).")
    private String show = "TRADES";

    @Option(names = "--out", paramLabel = "FOLDER", required = true, description = "Where the files go.")
    private Path out = Path.of("");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Terminal terminal = common.terminal(spec);
        BotConfig config =
                common.configuration(gateway.asking("data download"), terminal).config();
        List<Symbol> wanted = BarSources.symbols(symbols);
        List<DayFiles.Kind> kinds = kinds();
        requireMinutes();
        MarketCalendar calendar = MarketCalendar.nyse();
        List<Downloaded> all = new ArrayList<>();
        try (ProgressLine progress = new ProgressLine(spec, terminal.json());
                MarketSession session = MarketSession.open(gateway.of(config), LINES)) {
            BarFiles.requireWritable(out);
            DateSpan span = DateSpan.between(from, to.orElseGet(() -> calendar.tradingDate(session.instant())));
            BarDownload download = new BarDownload(new GatewayBars(session), calendar, out, progress::show, line -> {
                progress.clear();
                terminal.warn(line);
            });
            for (Symbol symbol : wanted) {
                fetch(download, symbol, kinds, span, all);
            }
        } catch (BrokerException e) {
            throw MarketFailures.of(e, all.isEmpty() ? NOTHING : "the download ended early");
        }
        return tell(terminal, all);
    }

    /** Every kind of one symbol, unless it turns out that there is no such symbol. */
    private static void fetch(
            BarDownload download, Symbol symbol, List<DayFiles.Kind> kinds, DateSpan span, List<Downloaded> all) {
        boolean known = true;
        for (int i = 0; known && i < kinds.size(); i++) {
            Downloaded downloaded = download.fetch(symbol, kinds.get(i), span);
            all.add(downloaded);
            known = downloaded.failure().isEmpty();
        }
    }

    private static int tell(Terminal terminal, List<Downloaded> all) {
        List<String> failures =
                all.stream().flatMap(it -> it.failure().stream()).toList();
        Optional<CommandFailure> failure = failures.isEmpty()
                ? Optional.empty()
                : Optional.of(new CommandFailure(
                        ExitCode.DATA_MISSING_OR_CORRUPT,
                        failures.size() == 1 ? "a symbol has no data" : failures.size() + " symbols have no data",
                        String.join("\n       ", failures),
                        "check the spelling; stocks and funds of the United States are served"));
        if (terminal.json()) {
            Answer answer = failure.map(it -> Answer.failed("data download", it))
                    .orElseGet(() -> Answer.of("data download", ExitCode.OK));
            DownloadAnswer.addTo(answer.root(), all);
            answer.printTo(terminal.out());
        } else {
            terminal.say(DownloadAnswer.table(all));
            DownloadAnswer.remarks(all).forEach(terminal::warn);
            failure.ifPresent(it -> terminal.tell("data download", it));
        }
        return failure.map(CommandFailure::exitCode).orElse(ExitCode.OK).number();
    }

    private List<DayFiles.Kind> kinds() {
        List<DayFiles.Kind> kinds = new ArrayList<>();
        for (String word : show.split(",", -1)) {
            try {
                kinds.add(DayFiles.Kind.valueOf(word.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new CommandFailure(
                        ExitCode.USAGE_OR_CONFIGURATION,
                        NOTHING,
                        "--show '" + word + "' is not TRADES, MIDPOINT or BID_ASK",
                        "name one of them, or several with commas",
                        e);
            }
        }
        return kinds.stream().distinct().toList();
    }

    private void requireMinutes() {
        if (!barSize.equals(MINUTE)) {
            throw new CommandFailure(
                    ExitCode.USAGE_OR_CONFIGURATION,
                    NOTHING,
                    "--bar-size '" + barSize + "' is not 1m",
                    "leave it out: longer bars are made of minutes by every command that needs them");
        }
    }
}
