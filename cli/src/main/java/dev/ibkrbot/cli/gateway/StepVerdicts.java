package dev.ibkrbot.cli.gateway;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.order.WhatIf;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.output.ExitCode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an answer of the gateway says about a step of the readiness ladder. Immutable. */
final class StepVerdicts {
    private static final Duration TOLERATED_SKEW = Duration.ofSeconds(2);

    private final BotConfig.Broker settings;
    private final Symbol symbol;

    StepVerdicts(BotConfig.Broker settings, Symbol symbol) {
        this.settings = settings;
        this.symbol = symbol;
    }

    LadderStep writeAccess(Asked<WhatIf> write) {
        String name = LadderNames.WRITE_ACCESS;
        if (write.problem().isEmpty()) {
            return LadderStep.ok(name, write.millis(), "orders would be taken (what-if)");
        }
        Diagnosis why = write.problem().get();
        if (why.code() == ExitCode.REFUSED_BY_RISK) {
            return LadderStep.warn(name, write.millis(), why.detail(), why.fix());
        }
        return settings.readOnly() && why.detail().contains(String.valueOf(Diagnosis.READ_ONLY))
                ? LadderStep.warn(name, write.millis(), "read-only, as broker.read_only says", why.fix())
                : LadderStep.fail(name, write.millis(), why);
    }

    static LadderStep farms(SessionWatch watch) {
        String name = LadderNames.DATA_FARMS;
        if (watch.isLinkDown()) {
            return LadderStep.fail(
                    name,
                    0,
                    notReady(
                            "the gateway has lost its link to IBKR (1100)",
                            "wait; the gateway "
                                    + "reconnects by itself. If it stays so, check its network and IBKR's system status"));
        }
        List<String> down = watch.farmsDown();
        if (!down.isEmpty()) {
            return LadderStep.fail(
                    name,
                    0,
                    notReady(
                            "no connection to the farms of: " + String.join(", ", down),
                            "wait a minute for the gateway to reconnect them, or restart the gateway"));
        }
        List<String> up = watch.farmsUp();
        return LadderStep.ok(name, 0, up.isEmpty() ? "none is said to be down" : "up: " + String.join(", ", up));
    }

    private static Diagnosis notReady(String detail, String fix) {
        return new Diagnosis(ExitCode.GATEWAY_NOT_READY, detail, fix);
    }

    LadderStep entitlement(Asked<Quote> quote) {
        String name = LadderNames.ENTITLEMENT;
        if (quote.problem().isPresent()) {
            Diagnosis why = quote.problem().get();
            return LadderStep.fail(name, quote.millis(), why);
        }
        return switch (quote.answer().orElseThrow().quality()) {
            case LIVE -> LadderStep.ok(name, quote.millis(), "live data of " + symbol);
            case FROZEN ->
                LadderStep.warn(
                        name, quote.millis(), "frozen data of " + symbol, "nothing, while the market is closed");
            case DELAYED -> delayed(quote.millis());
        };
    }

    private LadderStep delayed(long millis) {
        String name = LadderNames.ENTITLEMENT;
        String advice = "subscribe to the exchange's live data in the account settings";
        if (settings.delayedData()) {
            return LadderStep.warn(
                    name, millis, "delayed data of " + symbol + ", as broker.delayed_data allows", advice);
        }
        String detail = "only delayed data of " + symbol + ", on which no entry is made";
        return LadderStep.fail(name, millis, new Diagnosis(ExitCode.MARKET_DATA_ENTITLEMENT, detail, advice));
    }

    /** The gateway's clock against ours, where it is not simulated. */
    static LadderStep clock(Duration skew) {
        String name = LadderNames.CLOCK;
        if (skew.abs().compareTo(TOLERATED_SKEW) <= 0) {
            return LadderStep.ok(name, 0, "within " + TOLERATED_SKEW.toSeconds() + " s of ours");
        }
        String text = skew.abs()
                .truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .substring(2)
                .toLowerCase(Locale.ROOT);
        return LadderStep.warn(
                name,
                0,
                "the gateway's clock is " + text + (skew.isNegative() ? " behind ours" : " ahead of ours"),
                "set both clocks by NTP");
    }

    static LadderStep stockQuote(Asked<Quote> quote) {
        return quote.answer()
                .map(it -> quoted(LadderNames.STOCK_QUOTE, quote.millis(), it))
                .orElseGet(() -> LadderStep.skip(LadderNames.STOCK_QUOTE, "there is no market data"));
    }

    static LadderStep quoted(String name, long millis, Quote quote) {
        String text = quote.instrument() + ", bid " + shown(quote.bid()) + ", ask " + shown(quote.ask()) + ", last "
                + shown(quote.last());
        return quote.isTwoSided()
                ? LadderStep.ok(name, millis, text)
                : LadderStep.warn(name, millis, text, "nothing, while the market is closed");
    }

    private static String shown(Optional<Price> price) {
        return price.map(Price::toString).orElse("none");
    }

    static LadderStep barCount(Asked<BarSeries> bars) {
        String name = LadderNames.BARS;
        if (bars.problem().isPresent()) {
            return LadderStep.fail(name, bars.millis(), bars.problem().get());
        }
        int count = bars.answer().orElseThrow().size();
        return count > 0
                ? LadderStep.ok(name, bars.millis(), count + " bars of five minutes")
                : LadderStep.warn(name, bars.millis(), "no bar in five days", "check the symbol");
    }
}
