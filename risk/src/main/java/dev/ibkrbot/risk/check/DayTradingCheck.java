package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.account.AccountSnapshot;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.risk.DayTradingRule;
import dev.ibkrbot.risk.RiskContext;
import dev.ibkrbot.risk.RiskLimits;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The account may still close today what it opens now, and with it what was opened today or is being entered. Our own
 * count and the broker's, which knows of trades by hand and may enforce a rule that is over: the stricter decides. An
 * account whose equity is not known other checks deny.
 */
final class DayTradingCheck implements StandingCheck {
    @Override
    public Optional<Denial> standing(TradingBook book, RiskLimits limits) {
        Optional<DayTradingRule> rule = limits.regime().dayTrading();
        if (rule.isEmpty() || book.account().isEmpty()) {
            return Optional.empty();
        }
        int open = book.memory().openToday();
        OptionalInt left = book.account().get().dayTradesLeft();
        boolean spentHere = binds(rule.get(), book)
                && used(rule.get(), book, limits) + open >= rule.get().most();
        boolean spentThere = left.isPresent() && open >= left.getAsInt();
        return spentHere || spentThere
                ? Optional.of(new Denial("pdt_limit_reached", limit(rule.get()), actual(rule.get(), book, limits)))
                : Optional.empty();
    }

    /** Whether our own count matters: what frees from it must have been there when the date began, and still be. */
    private static boolean binds(DayTradingRule rule, TradingBook book) {
        return book.account()
                .map(AccountSnapshot::netLiquidation)
                .filter(it -> it.currency().equals(rule.equityThreshold().currency()))
                .filter(it -> rule.applies(book.tradingDate(), leastToday(book, it)))
                .isPresent();
    }

    private static Money leastToday(TradingBook book, Money now) {
        return book.startOfDayEquity()
                .filter(start -> start.currency().equals(now.currency()))
                .map(now::min)
                .orElse(now);
    }

    private static int used(DayTradingRule rule, TradingBook book, RiskLimits limits) {
        return rule.used(
                book.memory().dayTrades(), book.tradingDate(), limits.regime().calendar());
    }

    private static String limit(DayTradingRule rule) {
        return rule.most() + " day trades in " + rule.window() + " trading days";
    }

    /** "2 day trades, 1 open since today, 3 left by the broker's count". */
    private static String actual(DayTradingRule rule, TradingBook book, RiskLimits limits) {
        int open = book.memory().openToday();
        OptionalInt left = book.account().map(AccountSnapshot::dayTradesLeft).orElse(OptionalInt.empty());
        return used(rule, book, limits) + " day trades"
                + (binds(rule, book) ? "" : " that do not count")
                + (open > 0 ? ", " + open + " open since today" : "")
                + (left.isPresent() ? ", " + left.getAsInt() + " left by the broker's count" : "");
    }

    @Override
    public String name() {
        return "day_trades";
    }

    @Override
    public GateAnswer passed(RiskContext context) {
        TradingBook book = context.book();
        Optional<DayTradingRule> rule = context.limits().regime().dayTrading();
        if (rule.isEmpty() || book.account().isEmpty()) {
            return GateAnswer.notAsked(name(), rule.isEmpty() ? "no such rule" : "account unknown");
        }
        return GateAnswer.passed(name(), limit(rule.get()), actual(rule.get(), book, context.limits()));
    }
}
