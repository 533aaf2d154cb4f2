package dev.ibkrbot.cli.gateway;

import dev.ibkrbot.broker.account.AccountId;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.WeeklyExpirations;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.instrument.OptionChain;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarRequest;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.order.ApprovalDigest;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.order.TimeInForce;
import dev.ibkrbot.broker.order.WhatIf;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.wiring.SystemTime;
import dev.ibkrbot.ibkr.GatewaySettings;
import dev.ibkrbot.ibkr.IbkrBroker;
import dev.ibkrbot.ibkr.session.SessionStep;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Climbs from the open port to a quote, one step after the other, and says at which it ends and why. Opened for a dry
 * run, it cannot send an order. Used once, on the main thread.
 */
public final class ReadinessLadder {
    private static final Duration MOST_FOR_CONNECTING = Duration.ofSeconds(10);
    private static final Duration MOST_FOR_AN_ANSWER = Duration.ofSeconds(8);
    private static final Duration MARGIN = Duration.ofSeconds(1);
    private static final Duration BARS = Duration.ofDays(5);

    private final BotConfig config;
    private final Symbol symbol;
    private final Duration connecting;
    private final Duration answering;
    private final GatewayTime time = new GatewayTime(SystemTime.CLOCK);
    private final SessionWatch watch = new SessionWatch();
    private final List<LadderStep> steps = new ArrayList<>();
    private final StepVerdicts verdicts;
    private final IbkrBroker broker;

    private ReadinessLadder(BotConfig config, BotConfig.Broker at, Symbol symbol, Duration longest) {
        this.config = config;
        this.symbol = symbol;
        verdicts = new StepVerdicts(config.broker(), symbol);
        connecting = shorter(longest, MOST_FOR_CONNECTING);
        answering = shorter(longest, MOST_FOR_AN_ANSWER);
        GatewaySettings settings = GatewaySettings.of(at.host(), at.port(), at.clientId(), TradingMode.DRY_RUN)
                .withTimes(connecting, answering, answering)
                .withDelayedData();
        broker = IbkrBroker.over(
                Transport.of(
                        at,
                        at.account()
                                .map(AccountId::new)
                                .map(settings::withAccount)
                                .orElse(settings)),
                time,
                SystemTime::nanos,
                watch);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Climbs as far as it goes; no step takes longer than {@code longest}. */
    public static Readiness climb(BotConfig config, BotConfig.Broker at, Symbol symbol, Duration longest) {
        ReadinessLadder ladder = new ReadinessLadder(config, at, symbol, longest);
        try {
            return ladder.climb();
        } finally {
            ladder.broker.close();
        }
    }

    private Readiness climb() {
        Optional<AccountId> account = Optional.empty();
        if (session()) {
            account = Optional.of(broker.accounts().account());
            if (account(account.get())) {
                requests();
            }
        }
        for (String name : LadderNames.ALL.subList(steps.size(), LadderNames.ALL.size())) {
            steps.add(LadderStep.skip(name, "an earlier step has to work first"));
        }
        return new Readiness(watch.serverVersion(), account, steps);
    }

    /** TCP, handshake, API ready, account. */
    private boolean session() {
        long begun = SystemTime.nanos();
        Optional<Diagnosis> problem = Optional.empty();
        try {
            Waiting.on(broker.connect(watch), connecting.plus(MARGIN), "the gateway");
        } catch (BrokerException e) {
            problem = Optional.of(Diagnosis.of(e));
        }
        Duration before = Duration.ZERO;
        for (SessionWatch.Passed it : watch.passed()) {
            Duration took = it.took().minus(before);
            before = it.took();
            boolean last = it.step() == SessionStep.ACCOUNT;
            if (!last) {
                steps.add(LadderStep.ok(LadderNames.ALL.get(steps.size()), took.toMillis(), it.detail()));
            }
        }
        long millis = Duration.ofNanos(SystemTime.nanos() - begun).minus(before).toMillis();
        problem.ifPresent(why -> {
            if (steps.size() == LadderNames.ALL.indexOf(LadderNames.ACCOUNT)
                    && why.code() != ExitCode.ACCOUNT_OR_MODE_MISMATCH) {
                steps.remove(steps.size() - 1);
            }
            steps.add(LadderStep.fail(LadderNames.ALL.get(steps.size()), millis, why));
        });
        return problem.isEmpty();
    }

    /** Real money only where somebody asked for it: by naming the account, or by the mode. */
    private boolean account(AccountId account) {
        BotConfig.Mode mode = config.trading().mode();
        String name = LadderNames.ACCOUNT;
        if (mode == BotConfig.Mode.PAPER && !account.isPaper()) {
            steps.add(LadderStep.fail(
                    name,
                    0,
                    mismatch(
                            "account " + account + " holds real money, the mode is paper",
                            "log in to a paper account, or name this one with --account and --mode live")));
        } else if (mode == BotConfig.Mode.LIVE && account.isPaper()) {
            steps.add(LadderStep.fail(
                    name,
                    0,
                    mismatch(
                            "account " + account + " is a paper account, the mode is live",
                            "log in to the live account, or use --mode paper")));
        } else if (!account.isPaper() && config.broker().account().isEmpty()) {
            steps.add(LadderStep.fail(
                    name,
                    0,
                    mismatch(
                            "account " + account + " holds real money, and nothing says that it should",
                            "log in to a paper account, or name this one with --account")));
        } else {
            String kind = account.isPaper() ? "paper" : "real money";
            steps.add(LadderStep.ok(name, 0, account + ", " + kind + ", mode " + LadderNames.word(mode)));
        }
        return !steps.get(steps.size() - 1).isFailed();
    }

    private static Diagnosis mismatch(String detail, String fix) {
        return new Diagnosis(ExitCode.ACCOUNT_OR_MODE_MISMATCH, detail, fix);
    }

    /** What does not wait for another runs at the same time, so that a silent gateway is known soon. */
    private void requests() {
        Stock stock = new Stock(symbol, Currency.USD);
        Asked<WhatIf> write = new Asked<>("the what-if", broker.orders().preview(purchase(stock)));
        Asked<Quote> quote =
                new Asked<>("the quote of " + stock, broker.quotes().quote(stock));
        write.await(answering.plus(MARGIN));
        Duration skew = time.follow(broker);
        Asked<BarSeries> bars = new Asked<>("the bars of " + stock, bars(stock));
        quote.await(answering.plus(MARGIN));
        steps.add(
                watch.isLinkDown()
                        ? LadderStep.skip(LadderNames.WRITE_ACCESS, "the gateway has no link to IBKR")
                        : verdicts.writeAccess(write));
        steps.add(StepVerdicts.farms(watch));
        steps.add(verdicts.entitlement(quote));
        steps.add(clock(skew));
        steps.add(StepVerdicts.stockQuote(quote));
        steps.add(optionQuote(quote));
        bars.await(answering.plus(MARGIN));
        steps.add(StepVerdicts.barCount(bars));
    }

    private Order purchase(Stock stock) {
        return new Order(
                broker.orders().lowestFreeId(),
                new OrderRef("whatif-connection"),
                OrderRole.ENTRY,
                stock,
                Side.BUY,
                Quantity.ONE,
                new OrderTerms.Market(),
                TimeInForce.DAY,
                Optional.empty(),
                Optional.empty(),
                ApprovalDigest.UNKNOWN);
    }

    private CompletionStage<BarSeries> bars(Stock stock) {
        Instant end = time.instant();
        return broker.history(new BarRequest(stock, BarSize.FIVE_MINUTES, end.minus(BARS)), end, "TRADES");
    }

    private LadderStep clock(Duration skew) {
        if (broker.clockSkew().isEmpty()) {
            return LadderStep.warn(LadderNames.CLOCK, 0, "the gateway does not tell its time", "restart the gateway");
        }
        if (broker.isSimulated()) {
            String there = MarketCalendar.nyse().tradingDate(time.instant()).toString();
            return LadderStep.ok(LadderNames.CLOCK, 0, "a simulated gateway, whose time is its own: " + there);
        }
        return StepVerdicts.clock(skew);
    }

    private LadderStep optionQuote(Asked<Quote> stock) {
        String name = LadderNames.OPTION_QUOTE;
        Optional<Price> level = stock.answer().flatMap(ContractSearch::level);
        if (level.isEmpty()) {
            return LadderStep.skip(name, "there is no price of " + symbol + " to choose a strike by");
        }
        Asked<OptionQuote> option = new Asked<>("the option quote", atTheMoney(level.get()));
        option.await(answering.multipliedBy(2));
        return option.problem()
                .map(why -> LadderStep.fail(name, option.millis(), why))
                .orElseGet(() -> StepVerdicts.quoted(
                        name, option.millis(), option.answer().orElseThrow().quote()));
    }

    private CompletionStage<OptionQuote> atTheMoney(Price level) {
        LocalDate today = MarketCalendar.nyse().tradingDate(time.instant());
        return broker.quotes()
                .expirations(symbol)
                .thenCompose(listed -> broker.quotes()
                        .optionChain(
                                symbol,
                                WeeklyExpirations.weekly(listed, today, 1)
                                        .orElseThrow(() -> LadderNames.unlisted(symbol.toString()))))
                .thenApply(chain -> nearest(chain, level))
                .thenCompose(broker.quotes()::optionQuote);
    }

    private static OptionContract nearest(OptionChain chain, Price level) {
        return chain.of(Right.CALL).stream()
                .min(Comparator.comparing(it -> it.strike().minus(level).abs()))
                .orElseThrow(() -> LadderNames.unlisted(chain.toString()));
    }
}
