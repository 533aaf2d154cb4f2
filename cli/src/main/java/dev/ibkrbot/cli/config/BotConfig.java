package dev.ibkrbot.cli.config;

import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.execution.order.ExitSettings.CloseStyle;
import dev.ibkrbot.execution.order.ExitSettings.RefusedExits;
import dev.ibkrbot.strategy.gameplan.Tuning;
import dev.ibkrbot.strategy.selection.Moneyness;
import dev.ibkrbot.stub.sim.FillModel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The whole configuration, checked: every range and every cross rule holds. Made only by {@link ConfigLoader}; the
 * meaning and range of each key stand in {@code bot config init}. Immutable.
 */
public record BotConfig(
        List<String> symbols,
        Trading trading,
        Broker broker,
        Risk risk,
        Schedule schedule,
        Orders orders,
        Options options,
        Strategy strategy,
        Whale whale,
        Writing writing,
        Historical historical,
        Sim sim,
        Journal journal,
        Report report,
        Gameplan gameplan,
        Monitoring monitoring,
        Logging logging) {

    public BotConfig {
        symbols = List.copyOf(symbols);
    }

    /** What becomes of an order: reported only, sent to a paper account, sent to a live account. */
    public enum Mode {
        DRY_RUN,
        PAPER,
        LIVE;

        /** As it is written: dry-run, paper or live. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The embedded simulated exchange, or an Interactive Brokers gateway. */
    public enum BrokerKind {
        SIMULATED,
        IBKR
    }

    /** Which expiration is traded. */
    public enum Expiry {
        WEEKLY
    }

    /** The strategies to choose from. */
    public enum StrategyName {
        SCALP,
        WHALE,
        MOMENTUM,
        FADE,
        /** Momentum, fade or nothing, by the volatility index. */
        REGIME,
        WHEEL,
        VERTICAL,
        CONDOR;

        /** Whether it sells options to open. */
        public boolean writes() {
            return compareTo(WHEEL) >= 0;
        }
    }

    /** How signals of two strategies are joined. */
    public enum Merge {
        NONE,
        WHALE_OVERRIDES
    }

    /** Length of a bar asked from a gateway. */
    public enum BarLength {
        ONE_MINUTE
    }

    /** What bars asked from a gateway are made of. */
    public enum Shows {
        TRADES
    }

    /**
     * {@code mode} is resolved: paper for the simulated broker and dry-run for a real one unless written. Options of the
     * underlyings in {@code adoptPositions} are taken over when they are found at a start.
     */
    public record Trading(Mode mode, List<String> adoptPositions) {
        public Trading {
            adoptPositions = List.copyOf(adoptPositions);
        }
    }

    /** {@code account} is present whenever the mode is live, and {@code delayedData} is then false. */
    public record Broker(
            BrokerKind kind,
            String host,
            int port,
            int clientId,
            Optional<String> account,
            boolean readOnly,
            boolean delayedData,
            Optional<String> twsApiJar,
            Optional<String> noticeOverrides,
            Startup startup) {}

    /**
     * How a run waits for its gateway: {@code maxRetries} failed tries or {@code timeout} without it are too much, whichever
     * comes first. Then a run whose gateway never was ready ends if it is told to give up.
     */
    public record Startup(Duration retryInterval, int maxRetries, Duration timeout, boolean giveUp) {}

    /** Limits; each share is above zero. Take profit and stop loss are shares of the premium paid. */
    public record Risk(
            Percent maxRiskPerTrade,
            Percent maxDailyLoss,
            Percent takeProfit,
            Percent stopLoss,
            Percent maxPosition,
            int maxOpenPositions,
            int maxOrdersPerMinute,
            Percent priceCollar,
            Duration maxQuoteAge,
            Regime regime,
            Supervision supervision) {}

    /** Whether the rule on day trades binds. */
    public enum DayTrades {
        AUTO,
        ON,
        OFF
    }

    /** What an account may spend: also what is not settled, or only what is. */
    public enum AccountType {
        MARGIN,
        CASH
    }

    /** Limits beyond one trade and one day; the day-trade figures count only where the rule binds. */
    public record Regime(
            Percent maxWeeklyLoss,
            Percent maxExposure,
            Percent maxSymbolExposure,
            AccountType accountType,
            DayTrades dayTrades,
            int dayTradeWindow,
            int maxDayTrades,
            Money dayTradeEquity,
            LocalDate dayTradesEndOn) {}

    /** Exits that are not at the broker. */
    public record Supervision(int forceCloseDte, Optional<Duration> timeStop, Optional<Percent> emergencyLoss) {}

    /** {@code lastEntry} is New York time; {@code flattenBeforeClose} zero means positions stay overnight. */
    public record Schedule(
            Duration interval, LocalTime lastEntry, int maxConcurrentSymbols, Duration flattenBeforeClose) {}

    /** Patience with entries, how closing orders are priced, and what becomes of refused exits. */
    public record Orders(
            Duration entryTimeout, int entryRepricings, CloseStyle closeStyle, RefusedExits refusedExits) {}

    /** The choice of a contract; {@code maxSpread} is a share of the quote's middle. */
    public record Options(
            Expiry expiry,
            Moneyness moneyness,
            int minDaysToExpiry,
            Percent maxSpread,
            int minVolume,
            int strikeCount,
            boolean allowPuts) {}

    /** {@code minConfidence} is from 0 % to 100 %; the tunings set exits and contract of strategies with their own. */
    public record Strategy(StrategyName name, Merge merge, Percent minConfidence, Tuning momentum, Tuning fade) {}

    /** {@code lookback} counts hourly bars; {@code debounce} is whole days. */
    public record Whale(int lookback, double volumeMultiple, Duration debounce) {}

    /** On which side a vertical is sold. */
    public enum VerticalSide {
        PUT,
        CALL
    }

    /**
     * What is sold to open, and how it is left; deltas without sign, days to the expiration. {@code targets} is text
     * such as "SPY=0.20/14": other delta and days of a symbol.
     */
    public record Writing(
            double putDelta,
            int putDays,
            double callDelta,
            int callDays,
            List<String> targets,
            Percent takeProfit,
            Optional<Percent> stopLoss,
            Price leastPremium,
            int rollDays,
            VerticalSide side,
            Price width,
            Percent maxCollateral) {
        public Writing {
            targets = List.copyOf(targets);
        }
    }

    /** Requests for bars; {@code duration} is in the gateway's form, such as "3600 S". */
    public record Historical(
            String duration, BarLength barLength, Shows shows, boolean regularHoursOnly, Duration timeout) {}

    /** The simulated broker: its seed, the dollars it starts with and how it fills. */
    public record Sim(long seed, Money capital, FillModel fillModel) {}

    /** Where everything that lasts is kept, relative to the working folder unless absolute. */
    public record Journal(Path stateDir) {}

    /** {@code file} is absent when the report belongs beside the run's journal. */
    public record Report(Optional<Path> file) {}

    /** Alert channels; an absent one is off. */
    public record Monitoring(
            boolean alertsEnabled,
            Optional<Secret> heartbeatUrl,
            Optional<Secret> discordWebhookUrl,
            String discordUsername,
            Optional<Secret> slackWebhookUrl,
            Optional<Secret> telegramBotToken,
            Optional<String> telegramChatId,
            Optional<Secret> webhookUrl) {}

    /** The day's plan, absent for none; {@code operators} empty accepts anybody. */
    public record Gameplan(Optional<Path> file, List<String> operators, List<String> symbols) {
        public Gameplan {
            operators = List.copyOf(operators);
            symbols = List.copyOf(symbols);
        }
    }

    /** The least severe level that is logged. */
    public record Logging(System.Logger.Level level) {}
}
