package dev.ibkrbot.cli.config;

import dev.ibkrbot.execution.order.ExitSettings.CloseStyle;
import dev.ibkrbot.execution.order.ExitSettings.RefusedExits;
import dev.ibkrbot.strategy.selection.Moneyness;
import java.util.LinkedHashMap;
import java.util.Map;

/** The words of keys that choose between named things, each with what it means. */
final class Choices {
    private Choices() {}

    static final ValueType<BotConfig.Mode> MODE =
            choice("dry-run", BotConfig.Mode.DRY_RUN, "paper", BotConfig.Mode.PAPER, "live", BotConfig.Mode.LIVE);
    static final ValueType<BotConfig.BrokerKind> BROKER = choice(
            "stub", BotConfig.BrokerKind.SIMULATED,
            "sim", BotConfig.BrokerKind.SIMULATED,
            "ibkr", BotConfig.BrokerKind.IBKR);
    static final ValueType<BotConfig.Expiry> EXPIRY = choice("weekly", BotConfig.Expiry.WEEKLY);
    static final ValueType<Moneyness> MONEYNESS =
            choice("atm", Moneyness.ATM, "itmp1", Moneyness.ITM_1, "otmp1", Moneyness.OTM_1);
    static final ValueType<CloseStyle> CLOSE_STYLE = choice("limit", CloseStyle.LIMIT, "market", CloseStyle.MARKET);
    static final ValueType<RefusedExits> REFUSED_EXITS =
            choice("close", RefusedExits.CLOSE, "watch", RefusedExits.WATCH);
    static final ValueType<BotConfig.StrategyName> STRATEGY = choice(
            "scalp",
            BotConfig.StrategyName.SCALP,
            "whale",
            BotConfig.StrategyName.WHALE,
            "momentum",
            BotConfig.StrategyName.MOMENTUM,
            "fade",
            BotConfig.StrategyName.FADE,
            "regime",
            BotConfig.StrategyName.REGIME,
            "wheel",
            BotConfig.StrategyName.WHEEL,
            "vertical",
            BotConfig.StrategyName.VERTICAL,
            "condor",
            BotConfig.StrategyName.CONDOR);
    static final ValueType<BotConfig.VerticalSide> SIDE =
            choice("put", BotConfig.VerticalSide.PUT, "call", BotConfig.VerticalSide.CALL);
    static final ValueType<BotConfig.AccountType> ACCOUNT_TYPE =
            choice("margin", BotConfig.AccountType.MARGIN, "cash", BotConfig.AccountType.CASH);
    static final ValueType<BotConfig.DayTrades> DAY_TRADES = choice(
            "auto", BotConfig.DayTrades.AUTO,
            "on", BotConfig.DayTrades.ON,
            "off", BotConfig.DayTrades.OFF);
    static final ValueType<BotConfig.Merge> MERGE = choice(
            "none",
            BotConfig.Merge.NONE,
            "growth",
            BotConfig.Merge.WHALE_OVERRIDES,
            "hybrid",
            BotConfig.Merge.WHALE_OVERRIDES);
    static final ValueType<BotConfig.BarLength> BAR = choice("1 min", BotConfig.BarLength.ONE_MINUTE);
    static final ValueType<BotConfig.Shows> SHOWS = choice("TRADES", BotConfig.Shows.TRADES);
    static final ValueType<System.Logger.Level> LEVEL = choice(
            "INFO", System.Logger.Level.INFO,
            "TRACE", System.Logger.Level.TRACE,
            "DEBUG", System.Logger.Level.DEBUG,
            "WARN", System.Logger.Level.WARNING,
            "WARNING", System.Logger.Level.WARNING,
            "ERROR", System.Logger.Level.ERROR);

    /** Pairs of a word and its meaning; the types are checked by the callers above, which all are constants. */
    @SuppressWarnings("unchecked")
    private static <T> ValueType<T> choice(String firstWord, T firstMeaning, Object... more) {
        Map<String, T> meanings = new LinkedHashMap<>();
        meanings.put(firstWord, firstMeaning);
        for (int i = 0; i < more.length; i += 2) {
            meanings.put((String) more[i], (T) more[i + 1]);
        }
        return TextTypes.choice(meanings);
    }
}
