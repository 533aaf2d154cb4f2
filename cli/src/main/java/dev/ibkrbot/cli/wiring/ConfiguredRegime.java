package dev.ibkrbot.cli.wiring;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.execution.engine.AdoptionRule;
import dev.ibkrbot.risk.DayTradingRule;
import dev.ibkrbot.risk.RegimeLimits;
import dev.ibkrbot.risk.RegimeLimits.StrategyCaps;
import dev.ibkrbot.strategy.fade.Fade;
import dev.ibkrbot.strategy.momentum.Momentum;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Limits beyond one trade and one day, and exits that are not at the broker, from the configuration. */
final class ConfiguredRegime {
    /** Of A and B in the account parameters; every other strategy has the account's limits alone. */
    private static final Map<String, StrategyCaps> STRATEGIES = Map.of(
            Momentum.NAME, new StrategyCaps(Percent.of("3"), Percent.of("20")),
            Fade.NAME, new StrategyCaps(Percent.of("2"), Percent.of("10")));

    private ConfiguredRegime() {}

    static RegimeLimits limits(BotConfig config) {
        BotConfig.Regime regime = config.risk().regime();
        boolean cash = regime.accountType() == BotConfig.AccountType.CASH;
        return new RegimeLimits(
                regime.maxWeeklyLoss(),
                regime.maxExposure(),
                regime.maxSymbolExposure(),
                Optional.empty(),
                STRATEGIES,
                cash,
                cash ? Optional.empty() : dayTrading(regime),
                MarketCalendar.nyse());
    }

    private static Optional<DayTradingRule> dayTrading(BotConfig.Regime regime) {
        return switch (regime.dayTrades()) {
            case OFF -> Optional.empty();
            case ON -> Optional.of(rule(regime, Optional.empty()));
            case AUTO -> Optional.of(rule(regime, Optional.of(regime.dayTradesEndOn())));
        };
    }

    private static DayTradingRule rule(BotConfig.Regime regime, Optional<LocalDate> endsOn) {
        return new DayTradingRule(regime.dayTradeWindow(), regime.maxDayTrades(), regime.dayTradeEquity(), endsOn);
    }

    /** Exits of what is found as of what is entered: bought options by the keys of risk, written ones by those of writing. */
    static AdoptionRule adoption(BotConfig config) {
        List<Symbol> underlyings =
                config.trading().adoptPositions().stream().map(Symbol::new).toList();
        return new AdoptionRule(
                underlyings,
                exits(config.risk()),
                ExitPlan.ofWritten(
                        Optional.of(config.writing().takeProfit()),
                        config.writing().stopLoss()));
    }

    /** Days to the expiration are left to the engine's own rule. */
    static ExitPlan exits(BotConfig.Risk risk) {
        return new ExitPlan(
                Optional.of(risk.takeProfit()),
                Optional.of(risk.stopLoss()),
                risk.supervision().emergencyLoss(),
                risk.supervision().timeStop(),
                OptionalInt.empty());
    }
}
