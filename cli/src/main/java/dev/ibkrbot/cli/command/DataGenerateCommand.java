package dev.ibkrbot.cli.command;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.cli.bars.BarSources;
import dev.ibkrbot.cli.bars.DateSpan;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes generated bars as csv files. Confined to the main thread. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = {
            "Write generated one-minute bars, one csv file for each symbol. The same flags give the same bytes."
        },
        footer = {"", "Example:", "  bot data generate --out data/csv --symbols SPY --from 2026-11-02 --days 5"})
final class DataGenerateCommand implements Callable<Integer> {
    private static final int USUAL_DAYS = 10;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--out", paramLabel = "FOLDER", required = true, description = "Where the files go.")
    private Path out = Path.of("");

    @Option(
            names = "--symbols",
            paramLabel = "LIST",
            defaultValue = "SPY,QQQ",
            description = "Such as SPY,QQQ (default: ${DEFAULT-VALUE}).")
    private String symbols = "SPY,QQQ";

    @Option(
            names = "--from",
            paramLabel = "YYYY-MM-DD",
            defaultValue = "2026-11-02",
            description = "First date (default: ${DEFAULT-VALUE}).")
    private LocalDate from = LocalDate.of(2026, 11, 2);

    @Option(names = "--to", paramLabel = "YYYY-MM-DD", description = "Last date, instead of --days.")
    private Optional<LocalDate> to = Optional.empty();

    @Option(names = "--days", paramLabel = "N", description = "How many sessions (default: " + USUAL_DAYS + ").")
    private Optional<Integer> days = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Another seed, another market (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--force", description = "Replace files that are there.")
    private boolean force;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        MarketCalendar calendar = MarketCalendar.nyse();
        List<Symbol> wanted = BarSources.symbols(symbols);
        DateSpan span = DateSpan.of(calendar, from, to, days, USUAL_DAYS);
        List<Path> files = BarSources.generate(out, calendar, seed, wanted, span, force);
        return DataCommand.tell(common.terminal(spec), "data generate", files, List.of());
    }
}
