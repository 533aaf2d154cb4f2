package dev.ibkrbot.cli.config;

import static dev.ibkrbot.cli.config.KeySpec.of;
import static dev.ibkrbot.cli.config.KeySpec.optional;
import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.MINUTES;
import static java.time.temporal.ChronoUnit.SECONDS;

import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.execution.order.ExitSettings.CloseStyle;
import dev.ibkrbot.execution.order.ExitSettings.RefusedExits;
import dev.ibkrbot.strategy.selection.Moneyness;
import dev.ibkrbot.stub.sim.FillModel;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;

/** The keys, each with its range and its default; those of alerts stand in {@link AlertKeys}. */
final class ConfigKeys {
    static final String HISTORY = "history requests to a real gateway are not made yet";

    private ConfigKeys() {}

    static final KeySpec<List<String>> SYMBOLS = of(
                    "symbols", TextTypes.symbols(), "[SPY, QQQ]", "What to trade: ticker symbols of the underlyings.")
            .variable("SYMBOLS");

    static final KeySpec<BotConfig.Mode> MODE = optional(
            "trading.mode",
            Choices.MODE,
            "dry-run reports orders and never sends one; paper and live send them. "
                    + "Left out: paper with the simulated broker, dry-run with ibkr.");

    static final KeySpec<List<String>> ADOPT_POSITIONS = optional(
            "trading.adopt_positions",
            TextTypes.symbols(),
            "Underlyings such as [SPY]: their options found at a start get this bot's exits, the flattening before the "
                    + "close with them. Left out: none.");

    static final KeySpec<BotConfig.BrokerKind> BROKER = of(
            "broker.kind", Choices.BROKER, "stub", "stub (or sim) is the embedded simulated exchange, ibkr a gateway.");
    static final KeySpec<String> HOST = of(
                    "broker.host",
                    TextTypes.text("[A-Za-z0-9:][A-Za-z0-9.:_-]{0,252}", "a host name or address"),
                    "127.0.0.1",
                    "Where the gateway listens.")
            .variable("IBKR_HOST");
    static final KeySpec<Integer> PORT = of(
                    "broker.port",
                    NumberTypes.integer(1, 65535),
                    "4002",
                    "4002 (gateway) and 7497 (TWS) are paper, 4001 and 7496 are live.")
            .variable("IBKR_PORT");
    static final KeySpec<Integer> CLIENT_ID = of(
                    "broker.client_id",
                    NumberTypes.integer(0, Integer.MAX_VALUE),
                    "1",
                    "Fixed per bot: orders of one id cannot be managed under another.")
            .variable("IBKR_CLIENT_ID");
    static final KeySpec<String> ACCOUNT = optional(
            "broker.account",
            TextTypes.text("[A-Z]{1,4}[0-9]{3,12}", "an account such as DU1234567"),
            "The account to trade. Live refuses to start without it; paper accounts begin with D.");
    static final KeySpec<Boolean> READ_ONLY =
            of("broker.read_only", TextTypes.flag(), "false", "true accepts no mode but dry-run.");
    static final KeySpec<Boolean> DELAYED_DATA = of(
            "broker.delayed_data",
            TextTypes.flag(),
            "false",
            "true takes delayed quotes where live ones are not subscribed, for entries in dry-run and paper.");
    static final KeySpec<String> TWS_API_JAR = optional(
            "broker.tws_api_jar",
            TextTypes.text(".+", "the path of IBKR's TwsApi.jar"),
            "Speak to the gateway over this jar, not our own socket. From 10.36 on: two paths, with protobuf-java.");
    static final KeySpec<String> NOTICE_OVERRIDES = optional(
            "broker.notice_overrides",
            TextTypes.text(".+", "the path of a file"),
            "Your own meanings of the gateway's error codes, read before the built-in ones.");

    static final KeySpec<Percent> RISK_PER_TRADE = of(
            "risk.max_risk_pct_per_trade",
            NumberTypes.fraction("1"),
            "0.01",
            "Fraction of equity a trade may lose at its stop: 0.01 is 1 %.");
    static final KeySpec<Percent> DAILY_LOSS = of(
            "risk.max_daily_loss_pct",
            NumberTypes.fraction("1"),
            "0.15",
            "Fraction of the day's first equity after whose loss no entry is made that day.");
    static final KeySpec<Percent> TAKE_PROFIT = of(
            "risk.take_profit_pct",
            NumberTypes.fraction("5"),
            "0.3",
            "Gain on the premium paid at which a position is sold: 0.3 is 30 %.");
    static final KeySpec<Percent> STOP_LOSS = of(
            "risk.stop_loss_pct",
            NumberTypes.fraction("0.99"),
            "0.2",
            "Loss on the premium paid at which a position is sold: 0.2 is 20 %.");
    static final KeySpec<Percent> POSITION = of(
            "risk.max_position_pct",
            NumberTypes.fraction("1"),
            "0.2",
            "Fraction of equity that the premium of one position may cost.");
    static final KeySpec<Integer> OPEN_POSITIONS =
            of("risk.max_open_positions", NumberTypes.integer(1, 100), "10", "Most positions open at one time.");
    static final KeySpec<Integer> ORDER_RATE = of(
            "risk.max_orders_per_minute",
            NumberTypes.integer(1, 600),
            "6",
            "Most entry orders in any 60 seconds; exits are never held back.");
    static final KeySpec<Percent> COLLAR = of(
            "risk.price_collar_pct",
            NumberTypes.fraction("1"),
            "0.02",
            "Fraction by which an entry limit may lie beyond the far side of the quote.");
    static final KeySpec<Duration> QUOTE_AGE = of(
            "risk.max_quote_age_seconds",
            NumberTypes.duration(SECONDS, 1, 60),
            "5",
            "Oldest quote an entry may rest on.");

    static final KeySpec<Duration> INTERVAL = of(
            "schedule.interval_seconds",
            NumberTypes.duration(SECONDS, 10, 3600),
            "300",
            "Time between two decisions on a symbol.");
    static final KeySpec<LocalTime> LAST_ENTRY = of(
            "schedule.last_entry",
            TextTypes.time(),
            "15:45",
            "New York time after which no position is opened; in quotes. Earlier closes move it along.");
    static final KeySpec<Integer> CONCURRENT = of(
            "schedule.max_concurrent_symbols",
            NumberTypes.integer(1, 32),
            "2",
            "Symbols whose data may be fetched at one time.");
    static final KeySpec<Duration> FLATTEN = of(
            "schedule.flatten_before_close_minutes",
            NumberTypes.duration(MINUTES, 0, 385),
            "10",
            "Minutes before the close at which positions are sold; 0 keeps them overnight.");

    static final KeySpec<Duration> ENTRY_TIMEOUT = of(
            "orders.entry_timeout_seconds",
            NumberTypes.duration(SECONDS, 5, 300),
            "30",
            "How long an entry may wait for its fill before it is canceled.");
    static final KeySpec<Integer> REPRICINGS = of(
            "orders.entry_repricings",
            NumberTypes.integer(0, 5),
            "1",
            "How often an entry that was not filled is priced anew at the middle of the quote.");
    static final KeySpec<CloseStyle> CLOSE_STYLE = of(
            "orders.close_style",
            Choices.CLOSE_STYLE,
            "limit",
            "How a position is closed before the end of the day: limit at the other side's price, or market.");
    static final KeySpec<RefusedExits> REFUSED_EXITS = of(
            "orders.refused_exits",
            Choices.REFUSED_EXITS,
            "close",
            "When the broker refuses a stop: close, or watch for stop and target with no protection while the bot is down.");

    static final KeySpec<BotConfig.Expiry> EXPIRY = of(
            "options.expiry", Choices.EXPIRY, "weekly", "The last expiration of the week at least min_dte days away.");
    static final KeySpec<Moneyness> MONEYNESS = of(
            "options.moneyness",
            Choices.MONEYNESS,
            "atm",
            "atm, or one strike in (itmp1) or out (otmp1) of the money.");
    static final KeySpec<Integer> MIN_DTE = of(
            "options.min_dte", NumberTypes.integer(0, 365), "1", "Fewest days to expiration; 0 allows the same day.");
    static final KeySpec<Percent> SPREAD = of(
            "options.max_spread_pct",
            NumberTypes.decimal("0", true, "100")
                    .as(
                            value -> Percent.of(value.toPlainString()),
                            share -> new BigDecimal(share.fraction()).movePointRight(2)),
            "2",
            "Widest spread in PERCENT of the middle (unlike the fractions under risk): 2 is 2 %.");
    static final KeySpec<Integer> MIN_VOLUME =
            of("options.min_volume", NumberTypes.integer(0, 1_000_000), "100", "Fewest contracts traded today.");
    static final KeySpec<Integer> STRIKES =
            of("options.strike_count", NumberTypes.integer(1, 10), "3", "Strikes to quote around the wanted one.");
    static final KeySpec<Boolean> PUTS =
            of("options.allow_puts", TextTypes.flag(), "true", "false turns a sell signal into no trade.");

    static final KeySpec<BotConfig.StrategyName> STRATEGY = of(
            "strategy.name",
            Choices.STRATEGY,
            "scalp",
            "The strategy whose signals are traded; regime is momentum, fade or none by the volatility index.");
    static final KeySpec<BotConfig.Merge> MERGE = of(
            "strategy.merge",
            Choices.MERGE,
            "none",
            "growth or hybrid: the whale strategy also runs and overrides scalp when it has a signal.");
    static final KeySpec<Percent> CONFIDENCE = of(
            "strategy.min_confidence",
            NumberTypes.decimal("0", false, "1")
                    .as(value -> Percent.ofFraction(value.toPlainString()), share -> new BigDecimal(share.fraction())),
            "0",
            "Signals below this confidence (0 to 1) are not traded.");

    static final KeySpec<Integer> LOOKBACK =
            of("whale.lookback", NumberTypes.integer(20, 1000), "120", "Hourly bars the extremes are looked for in.");
    static final KeySpec<BigDecimal> VOLUME_MULTIPLE = of(
            "whale.volume_multiple",
            NumberTypes.decimal("1", false, "100"),
            "1.5",
            "Volume of the last bar as a multiple of the mean before it.");
    static final KeySpec<Duration> DEBOUNCE =
            of("whale.debounce_days", NumberTypes.duration(DAYS, 0, 30), "3", "Days a symbol rests after a signal.");

    static final KeySpec<String> HISTORY_DURATION = of(
                    "historical.duration",
                    TextTypes.text(
                            "[1-9][0-9]{0,5} S|[1-9][0-9]{0,2} [DW]", "seconds, days or weeks such as \"3600 S\""),
                    "3600 S",
                    "How far back to ask; S, D and W only, since M means months.")
            .used(KeySpec.Use.NOT_BUILT, HISTORY);
    static final KeySpec<BotConfig.BarLength> BAR =
            of("historical.bar_size", Choices.BAR, "1 min", "Length of a bar.").used(KeySpec.Use.NOT_BUILT, HISTORY);
    static final KeySpec<BotConfig.Shows> SHOWS = of(
                    "historical.what_to_show", Choices.SHOWS, "TRADES", "What bars are made of.")
            .used(KeySpec.Use.NOT_BUILT, HISTORY);
    static final KeySpec<Boolean> REGULAR_HOURS = of(
                    "historical.use_rth", TextTypes.flag(), "true", "Only bars of regular trading hours.")
            .used(KeySpec.Use.NOT_BUILT, HISTORY);
    static final KeySpec<Duration> HISTORY_TIMEOUT = of(
                    "historical.timeout", NumberTypes.duration(SECONDS, 30, 300), "90", "Seconds to wait for bars.")
            .used(KeySpec.Use.NOT_BUILT, HISTORY);

    static final KeySpec<Long> SEED =
            of("sim.seed", NumberTypes.whole(0, 999_999_999_999L), "1", "Same seed, same market, same journal.");
    static final KeySpec<Money> CAPITAL = of(
            "sim.capital",
            NumberTypes.decimal("0", true, "1000000000")
                    .as(value -> Money.of(value.toPlainString(), Currency.USD), cash -> new BigDecimal(cash.amount())),
            "100000",
            "US dollars the simulated account begins with.");
    static final KeySpec<FillModel> FILL = of(
            "sim.fill_model",
            TextTypes.text("mid|cross|0|1|0\\.[0-9]{1,4}", "mid, cross or a fraction in quotes such as \"0.25\"")
                    .as(FillModel::parse, FillModel::name),
            "cross",
            "mid fills at the middle, cross at the far side, \"0.25\" pays that part of the half spread.");

    static final KeySpec<Path> STATE_DIR =
            of("journal.state_dir", TextTypes.path(), "state", "Folder of the journal and of everything that lasts.");
    static final KeySpec<Path> REPORT_FILE =
            optional("report.file", TextTypes.path(), "The HTML report. Left out: beside the run's journal.");

    static final KeySpec<System.Logger.Level> LOG_LEVEL =
            of("logging.level", Choices.LEVEL, "INFO", "TRACE, DEBUG, INFO, WARN or ERROR.");

    static final KeySpec<BotConfig.Merge> OLD_MODE =
            optional("mode", Choices.MERGE, "Old spelling.").used(KeySpec.Use.OLD_NAME, "strategy.merge");
    static final KeySpec<Boolean> OLD_DRY_RUN = optional("dry_run", TextTypes.flag(), "Old spelling.")
            .variable("DRY_RUN")
            .used(KeySpec.Use.OLD_NAME, "trading.mode");
}
