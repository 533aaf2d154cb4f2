package dev.ibkrbot.cli.config;

import static dev.ibkrbot.cli.config.KeySpec.optional;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The table of all keys. Reading, {@code config init}, {@code config show}, {@code config schema} and the environment
 * names all come from it.
 */
final class KeyTable {
    /** Every key in the order of a new file, then the old and retired ones. */
    static final List<KeySpec<?>> ALL = List.of(
            ConfigKeys.SYMBOLS,
            ConfigKeys.MODE,
            ConfigKeys.ADOPT_POSITIONS,
            ConfigKeys.BROKER,
            ConfigKeys.HOST,
            ConfigKeys.PORT,
            ConfigKeys.CLIENT_ID,
            ConfigKeys.ACCOUNT,
            ConfigKeys.READ_ONLY,
            ConfigKeys.DELAYED_DATA,
            ConfigKeys.TWS_API_JAR,
            ConfigKeys.NOTICE_OVERRIDES,
            StartupKeys.RETRY_INTERVAL,
            StartupKeys.MAX_RETRIES,
            StartupKeys.TIMEOUT,
            StartupKeys.GIVE_UP,
            ConfigKeys.RISK_PER_TRADE,
            ConfigKeys.DAILY_LOSS,
            ConfigKeys.TAKE_PROFIT,
            ConfigKeys.STOP_LOSS,
            ConfigKeys.POSITION,
            ConfigKeys.OPEN_POSITIONS,
            ConfigKeys.ORDER_RATE,
            ConfigKeys.COLLAR,
            ConfigKeys.QUOTE_AGE,
            RegimeKeys.WEEKLY_LOSS,
            RegimeKeys.EXPOSURE,
            RegimeKeys.SYMBOL_EXPOSURE,
            RegimeKeys.ACCOUNT_TYPE,
            RegimeKeys.PDT,
            RegimeKeys.PDT_WINDOW,
            RegimeKeys.PDT_MAX,
            RegimeKeys.PDT_EQUITY,
            RegimeKeys.PDT_ENDS_ON,
            RegimeKeys.FORCE_CLOSE_DTE,
            RegimeKeys.TIME_STOP,
            RegimeKeys.EMERGENCY_LOSS,
            ConfigKeys.INTERVAL,
            ConfigKeys.LAST_ENTRY,
            ConfigKeys.CONCURRENT,
            ConfigKeys.FLATTEN,
            ConfigKeys.ENTRY_TIMEOUT,
            ConfigKeys.REPRICINGS,
            ConfigKeys.CLOSE_STYLE,
            ConfigKeys.REFUSED_EXITS,
            ConfigKeys.EXPIRY,
            ConfigKeys.MONEYNESS,
            ConfigKeys.MIN_DTE,
            ConfigKeys.SPREAD,
            ConfigKeys.MIN_VOLUME,
            ConfigKeys.STRIKES,
            ConfigKeys.PUTS,
            ConfigKeys.STRATEGY,
            ConfigKeys.MERGE,
            ConfigKeys.CONFIDENCE,
            ConfigKeys.LOOKBACK,
            ConfigKeys.VOLUME_MULTIPLE,
            ConfigKeys.DEBOUNCE,
            DayKeys.MOMENTUM.takeProfit(),
            DayKeys.MOMENTUM.stopLoss(),
            DayKeys.MOMENTUM.timeStop(),
            DayKeys.MOMENTUM.minDte(),
            DayKeys.MOMENTUM.moneyness(),
            DayKeys.FADE.takeProfit(),
            DayKeys.FADE.stopLoss(),
            DayKeys.FADE.timeStop(),
            DayKeys.FADE.minDte(),
            DayKeys.FADE.moneyness(),
            WritingKeys.PUT_DELTA,
            WritingKeys.PUT_DAYS,
            WritingKeys.CALL_DELTA,
            WritingKeys.CALL_DAYS,
            WritingKeys.TARGETS,
            WritingKeys.TAKE_PROFIT,
            WritingKeys.STOP_LOSS,
            WritingKeys.LEAST_PREMIUM,
            WritingKeys.ROLL_DAYS,
            WritingKeys.SIDE,
            WritingKeys.WIDTH,
            WritingKeys.MAX_COLLATERAL,
            ConfigKeys.HISTORY_DURATION,
            ConfigKeys.BAR,
            ConfigKeys.SHOWS,
            ConfigKeys.REGULAR_HOURS,
            ConfigKeys.HISTORY_TIMEOUT,
            ConfigKeys.SEED,
            ConfigKeys.CAPITAL,
            ConfigKeys.FILL,
            ConfigKeys.STATE_DIR,
            ConfigKeys.REPORT_FILE,
            GameplanKeys.FILE,
            GameplanKeys.OPERATORS,
            GameplanKeys.SYMBOLS,
            AlertKeys.ALERTS_ENABLED,
            AlertKeys.HEARTBEAT,
            AlertKeys.DISCORD,
            AlertKeys.DISCORD_NAME,
            AlertKeys.SLACK,
            AlertKeys.TELEGRAM_TOKEN,
            AlertKeys.TELEGRAM_CHAT,
            AlertKeys.WEBHOOK,
            ConfigKeys.LOG_LEVEL,
            ConfigKeys.OLD_MODE,
            ConfigKeys.OLD_DRY_RUN,
            AlertKeys.OLD_DISCORD,
            retired("risk.whale_alloc_pct", "every strategy is sized by the same limits"),
            retired("risk.reset_daily_guard_on_start", "a restart never forgets the day's loss"),
            retired("risk.data_loss_exit_on_backoff", "protective orders rest at the broker instead"),
            retired("journal.path_csv", "exports are written by 'bot journal export'"),
            retired("journal.path_jsonl", "exports are written by 'bot journal export'"));

    private static final Map<String, KeySpec<?>> BY_PATH = byPath();

    /** The sections in the order of a new file, each with the heading it gets there. */
    static final Map<String, String> SECTIONS = sections();

    private KeyTable() {}

    static Optional<KeySpec<?>> find(String path) {
        return Optional.ofNullable(BY_PATH.get(path));
    }

    static Set<String> paths() {
        return BY_PATH.keySet();
    }

    private static KeySpec<RawNode> retired(String path, String why) {
        return optional(path, TextTypes.anything(), "No longer used.").used(KeySpec.Use.RETIRED, why);
    }

    private static Map<String, KeySpec<?>> byPath() {
        Map<String, KeySpec<?>> keys = new LinkedHashMap<>();
        ALL.forEach(key -> keys.put(key.path(), key));
        return keys;
    }

    private static Map<String, String> sections() {
        Map<String, String> headings = new LinkedHashMap<>();
        headings.put("trading", "Whether orders are sent");
        headings.put("broker", "Which broker, and how to reach it");
        headings.put("risk", "Limits; every *_pct here is a fraction: 0.01 is 1 %");
        headings.put("schedule", "When to decide");
        headings.put("orders", "Patience with orders");
        headings.put("options", "Which contract");
        headings.put("strategy", "Which signals");
        headings.put("whale", "Parameters of the whale strategy");
        headings.put("momentum", "Strategy A, which goes with a breakout: exits and contract");
        headings.put("fade", "Strategy B, which goes against an overdone move: exits and contract");
        headings.put("writing", "Options sold to open: only with strategy.name wheel, vertical or condor");
        headings.put("historical", "History requests (" + ConfigKeys.HISTORY + ")");
        headings.put("sim", "The simulated broker");
        headings.put("journal", "What lasts");
        headings.put("report", "The HTML report");
        headings.put("gameplan", "The plan of a day");
        headings.put("monitoring", "Alerts of runs over a gateway; try them with 'bot alert-test'");
        headings.put("logging", "Program log");
        return headings;
    }
}
