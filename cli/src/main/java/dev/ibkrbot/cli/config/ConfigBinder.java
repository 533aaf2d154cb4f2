package dev.ibkrbot.cli.config;

import dev.ibkrbot.broker.value.Percent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes the record tree from checked values. */
final class ConfigBinder {
    private ConfigBinder() {}

    static EffectiveConfig bind(Values values, List<Problem> warnings) {
        List<EffectiveConfig.Value> shown = KeyTable.ALL.stream()
                .filter(KeySpec::isCurrent)
                .map(key -> new EffectiveConfig.Value(key.path(), values.shown(key), values.origin(key)))
                .toList();
        return new EffectiveConfig(config(values), shown, warnings, digest(shown));
    }

    private static BotConfig config(Values values) {
        return new BotConfig(
                values.get(ConfigKeys.SYMBOLS),
                new BotConfig.Trading(
                        values.get(ConfigKeys.MODE),
                        values.optional(ConfigKeys.ADOPT_POSITIONS).orElse(List.of())),
                broker(values),
                risk(values),
                new BotConfig.Schedule(
                        values.get(ConfigKeys.INTERVAL),
                        values.get(ConfigKeys.LAST_ENTRY),
                        values.get(ConfigKeys.CONCURRENT),
                        values.get(ConfigKeys.FLATTEN)),
                new BotConfig.Orders(
                        values.get(ConfigKeys.ENTRY_TIMEOUT),
                        values.get(ConfigKeys.REPRICINGS),
                        values.get(ConfigKeys.CLOSE_STYLE),
                        values.get(ConfigKeys.REFUSED_EXITS)),
                options(values),
                new BotConfig.Strategy(
                        values.get(ConfigKeys.STRATEGY),
                        values.get(ConfigKeys.MERGE),
                        values.get(ConfigKeys.CONFIDENCE),
                        DayKeys.MOMENTUM.tuning(values),
                        DayKeys.FADE.tuning(values)),
                new BotConfig.Whale(
                        values.get(ConfigKeys.LOOKBACK),
                        values.get(ConfigKeys.VOLUME_MULTIPLE).doubleValue(),
                        values.get(ConfigKeys.DEBOUNCE)),
                writing(values),
                new BotConfig.Historical(
                        values.get(ConfigKeys.HISTORY_DURATION),
                        values.get(ConfigKeys.BAR),
                        values.get(ConfigKeys.SHOWS),
                        values.get(ConfigKeys.REGULAR_HOURS),
                        values.get(ConfigKeys.HISTORY_TIMEOUT)),
                new BotConfig.Sim(
                        values.get(ConfigKeys.SEED), values.get(ConfigKeys.CAPITAL), values.get(ConfigKeys.FILL)),
                new BotConfig.Journal(values.get(ConfigKeys.STATE_DIR)),
                new BotConfig.Report(values.optional(ConfigKeys.REPORT_FILE)),
                gameplan(values),
                monitoring(values),
                new BotConfig.Logging(values.get(ConfigKeys.LOG_LEVEL)));
    }

    private static BotConfig.Broker broker(Values values) {
        return new BotConfig.Broker(
                values.get(ConfigKeys.BROKER),
                values.get(ConfigKeys.HOST),
                values.get(ConfigKeys.PORT),
                values.get(ConfigKeys.CLIENT_ID),
                values.optional(ConfigKeys.ACCOUNT),
                values.get(ConfigKeys.READ_ONLY),
                values.get(ConfigKeys.DELAYED_DATA),
                values.optional(ConfigKeys.TWS_API_JAR),
                values.optional(ConfigKeys.NOTICE_OVERRIDES),
                new BotConfig.Startup(
                        values.get(StartupKeys.RETRY_INTERVAL),
                        values.get(StartupKeys.MAX_RETRIES),
                        values.get(StartupKeys.TIMEOUT),
                        values.get(StartupKeys.GIVE_UP)));
    }

    private static BotConfig.Risk risk(Values values) {
        return new BotConfig.Risk(
                values.get(ConfigKeys.RISK_PER_TRADE),
                values.get(ConfigKeys.DAILY_LOSS),
                values.get(ConfigKeys.TAKE_PROFIT),
                values.get(ConfigKeys.STOP_LOSS),
                values.get(ConfigKeys.POSITION),
                values.get(ConfigKeys.OPEN_POSITIONS),
                values.get(ConfigKeys.ORDER_RATE),
                values.get(ConfigKeys.COLLAR),
                values.get(ConfigKeys.QUOTE_AGE),
                new BotConfig.Regime(
                        values.get(RegimeKeys.WEEKLY_LOSS),
                        values.get(RegimeKeys.EXPOSURE),
                        values.get(RegimeKeys.SYMBOL_EXPOSURE),
                        values.get(RegimeKeys.ACCOUNT_TYPE),
                        values.get(RegimeKeys.PDT),
                        values.get(RegimeKeys.PDT_WINDOW),
                        values.get(RegimeKeys.PDT_MAX),
                        values.get(RegimeKeys.PDT_EQUITY),
                        values.get(RegimeKeys.PDT_ENDS_ON)),
                new BotConfig.Supervision(
                        values.get(RegimeKeys.FORCE_CLOSE_DTE),
                        values.optional(RegimeKeys.TIME_STOP),
                        values.optional(RegimeKeys.EMERGENCY_LOSS)));
    }

    private static BotConfig.Options options(Values values) {
        return new BotConfig.Options(
                values.get(ConfigKeys.EXPIRY),
                values.get(ConfigKeys.MONEYNESS),
                values.get(ConfigKeys.MIN_DTE),
                values.get(ConfigKeys.SPREAD),
                values.get(ConfigKeys.MIN_VOLUME),
                values.get(ConfigKeys.STRIKES),
                values.get(ConfigKeys.PUTS));
    }

    private static BotConfig.Monitoring monitoring(Values values) {
        return new BotConfig.Monitoring(
                values.get(AlertKeys.ALERTS_ENABLED),
                values.optional(AlertKeys.HEARTBEAT),
                values.optional(AlertKeys.DISCORD),
                values.get(AlertKeys.DISCORD_NAME),
                values.optional(AlertKeys.SLACK),
                values.optional(AlertKeys.TELEGRAM_TOKEN),
                values.optional(AlertKeys.TELEGRAM_CHAT),
                values.optional(AlertKeys.WEBHOOK));
    }

    private static BotConfig.Writing writing(Values values) {
        return new BotConfig.Writing(
                values.get(WritingKeys.PUT_DELTA).doubleValue(),
                values.get(WritingKeys.PUT_DAYS),
                values.get(WritingKeys.CALL_DELTA).doubleValue(),
                values.get(WritingKeys.CALL_DAYS),
                values.optional(WritingKeys.TARGETS)
                        .filter(text -> !text.isEmpty())
                        .map(text -> List.of(text.split(",")))
                        .orElse(List.of()),
                values.get(WritingKeys.TAKE_PROFIT),
                Optional.of(values.get(WritingKeys.STOP_LOSS)).filter(Percent::isPositive),
                values.get(WritingKeys.LEAST_PREMIUM),
                values.get(WritingKeys.ROLL_DAYS),
                values.get(WritingKeys.SIDE),
                values.get(WritingKeys.WIDTH),
                values.get(WritingKeys.MAX_COLLATERAL));
    }

    private static BotConfig.Gameplan gameplan(Values values) {
        return new BotConfig.Gameplan(
                values.optional(GameplanKeys.FILE),
                values.optional(GameplanKeys.OPERATORS)
                        .map(names -> List.of(names.split(",")))
                        .orElse(List.of()),
                values.get(GameplanKeys.SYMBOLS));
    }

    private static String digest(List<EffectiveConfig.Value> shown) {
        String canonical = shown.stream()
                .map(value -> value.key() + "=" + value.text() + "\n")
                .collect(Collectors.joining());
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(canonical.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
