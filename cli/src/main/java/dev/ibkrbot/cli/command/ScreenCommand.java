package dev.ibkrbot.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.cli.bars.DailyBars;
import dev.ibkrbot.cli.output.Answer;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import dev.ibkrbot.cli.output.TextTable;
import dev.ibkrbot.strategy.screen.DailyHistory;
import dev.ibkrbot.strategy.screen.Recipe;
import dev.ibkrbot.strategy.screen.RecipeScreen;
import dev.ibkrbot.strategy.screen.Recipes;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How prices moved after the days on which recipes would have called for a sale. Confined to the main thread. */
@Command(
        name = "screen",
        mixinStandardHelpOptions = true,
        description = "Screen recipes for selling options on past days. A screen, not a profit and loss.",
        footer = {
            "",
            "DATA is a Lean folder with daily files, or minutes in csv files. A day is won when the price was not more",
            "than 2 % lower after the horizon.",
            "",
            "Example:",
            "  bot screen --data lean --symbols AAPL --horizon 30"
        })
public final class ScreenCommand implements Callable<Integer> {
    private static final String WHAT_IT_IS =
            "A screen, not a profit and loss: how the price moved after such days; no strikes, premiums, fees or overlaps.";

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "Recorded days or minutes.")
    private Path data = Path.of("");

    @Option(
            names = "--symbols",
            paramLabel = "LIST",
            description = "Of these alone; default: every symbol that has a recipe and data.")
    private Optional<String> symbols = Optional.empty();

    @Option(
            names = "--horizon",
            paramLabel = "DAYS",
            defaultValue = "30",
            description = "Trading days until the price is looked at (default: ${DEFAULT-VALUE}).")
    private int horizon = RecipeScreen.HORIZON;

    @Spec
    private CommandSpec spec;

    /** One recipe on the days of its symbol. */
    private record Row(Recipe recipe, RecipeScreen screen, LocalDate first, LocalDate last, boolean holdsAtLast) {}

    @Override
    public Integer call() {
        Terminal terminal = common.terminal(spec);
        if (horizon < 1) {
            throw wrong("--horizon " + horizon + " is not 1 or more", "give a positive number");
        }
        MarketCalendar calendar = MarketCalendar.nyse();
        List<Row> rows = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (Symbol symbol : chosen(calendar)) {
            DailyBars bars = DailyBars.read(data, symbol, calendar);
            warnings.addAll(bars.warnings());
            recipes(symbol).forEach(recipe -> rows.add(row(recipe, bars.days(), calendar)));
        }
        tell(terminal, rows, warnings);
        return ExitCode.OK.number();
    }

    private List<Symbol> chosen(MarketCalendar calendar) {
        if (symbols.isPresent()) {
            List<Symbol> named = Arrays.stream(symbols.get().split(",", -1))
                    .map(ScreenCommand::symbol)
                    .distinct()
                    .toList();
            for (Symbol symbol : named) {
                if (recipes(symbol).isEmpty()) {
                    throw wrong("--symbols: there is no recipe of " + symbol, "name one of " + withRecipe());
                }
            }
            return named;
        }
        List<Symbol> found = withRecipe().stream()
                .filter(symbol -> DailyBars.mayHold(data, symbol, calendar))
                .toList();
        if (found.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.DATA_MISSING_OR_CORRUPT,
                    "nothing was screened",
                    data + " has no days of any symbol with a recipe",
                    "record or import one of " + withRecipe());
        }
        return found;
    }

    private static Symbol symbol(String name) {
        try {
            return new Symbol(name);
        } catch (IllegalArgumentException e) {
            throw wrong("--symbols '" + name + "': " + CommandErrors.oneLine(e.getMessage()), "correct it");
        }
    }

    private static List<Symbol> withRecipe() {
        return Recipes.all().stream().map(Recipe::symbol).distinct().toList();
    }

    private static List<Recipe> recipes(Symbol symbol) {
        return Recipes.all().stream()
                .filter(recipe -> recipe.symbol().equals(symbol))
                .toList();
    }

    private static CommandFailure wrong(String why, String fix) {
        return new CommandFailure(ExitCode.USAGE_OR_CONFIGURATION, "nothing was screened", why, fix);
    }

    private Row row(Recipe recipe, BarSeries days, MarketCalendar calendar) {
        int last = days.size() - 1;
        DailyHistory now = DailyHistory.of(days.slice(0, last), days.closeAsDouble(last));
        return new Row(
                recipe,
                RecipeScreen.of(recipe, days, horizon),
                calendar.tradingDate(days.start(0)),
                calendar.tradingDate(days.start(last)),
                recipe.holds(now));
    }

    private void tell(Terminal terminal, List<Row> rows, List<String> warnings) {
        if (terminal.json()) {
            Answer answer = Answer.of("screen", ExitCode.OK);
            answer.root().put("meaning", WHAT_IT_IS).put("horizonDays", horizon);
            ArrayNode all = answer.root().putArray("recipes");
            rows.forEach(row -> add(all.addObject(), row));
            ArrayNode remarks = answer.root().putArray("warnings");
            warnings.forEach(remarks::add);
            answer.printTo(terminal.out());
            return;
        }
        warnings.forEach(terminal::warn);
        TextTable table =
                new TextTable("recipe", "would sell", "days", "won", "mean", "worst", "from", "to", "last day");
        for (Row row : rows) {
            Recipe recipe = row.recipe();
            table.row(
                    recipe.symbol() + " " + recipe.name(),
                    String.format(Locale.ROOT, "%s %.2f", recipe.right(), recipe.delta()),
                    row.screen().trades(),
                    percent(row.screen().winRate()),
                    percent(row.screen().meanReturn()),
                    percent(row.screen().worstReturn()),
                    row.first(),
                    row.last(),
                    row.holdsAtLast() ? "holds" : "");
        }
        table.lines().forEach(terminal::sayPlain);
        terminal.sayPlain(WHAT_IT_IS);
    }

    private static void add(ObjectNode node, Row row) {
        Recipe recipe = row.recipe();
        node.put("symbol", recipe.symbol().value())
                .put("recipe", recipe.name())
                .put("right", recipe.right().name())
                .put("delta", recipe.delta())
                .put("from", row.first().toString())
                .put("to", row.last().toString())
                .put("days", row.screen().trades());
        put(node, "winRate", row.screen().winRate());
        put(node, "meanReturn", row.screen().meanReturn());
        put(node, "worstReturn", row.screen().worstReturn());
        put(node, "efficiencyScore", row.screen().efficiencyScore());
        node.put("holdsAtLast", row.holdsAtLast());
    }

    private static void put(ObjectNode node, String name, OptionalDouble value) {
        if (value.isPresent()) {
            node.put(name, value.getAsDouble());
        } else {
            node.putNull(name);
        }
    }

    private static String percent(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.1f%%", 100 * value.getAsDouble()) : "";
    }
}
