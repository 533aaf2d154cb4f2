package dev.ibkrbot.cli.config;

import static dev.ibkrbot.cli.config.KeySpec.of;
import static dev.ibkrbot.cli.config.KeySpec.optional;

import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import java.math.BigDecimal;

/** The keys of strategies that sell options to open. */
final class WritingKeys {
    private static final String TARGET = "[A-Z][A-Z0-9.]{0,9}=0\\.[0-9]{1,4}/[0-9]{1,3}";

    private WritingKeys() {}

    static final KeySpec<BigDecimal> PUT_DELTA = delta("put_delta", "Delta of the puts, without its sign.");
    static final KeySpec<Integer> PUT_DAYS =
            days("put_days", "Calendar days to their expiration, and to that of both sides of a condor.");
    static final KeySpec<BigDecimal> CALL_DELTA = delta("call_delta", "Delta of the calls.");
    static final KeySpec<Integer> CALL_DAYS = days("call_days", "Calendar days to the expiration of the calls.");
    static final KeySpec<String> TARGETS = optional(
            "writing.targets",
            TextTypes.text("|" + TARGET + "(," + TARGET + "){0,19}", "targets such as \"SPY=0.20/14,QQQ=0.25/7\""),
            "Other delta and days for some symbols, for puts and calls alike.");
    static final KeySpec<Percent> TAKE_PROFIT = of(
            "writing.take_profit_pct",
            NumberTypes.fraction("0.99"),
            "0.5",
            "Bought back when this part of the premium is earned: a buy limit below it.");
    static final KeySpec<Percent> STOP_LOSS = of(
            "writing.stop_loss_pct",
            NumberTypes.decimal("0", false, "9")
                    .as(value -> Percent.ofFraction(value.toPlainString()), share -> new BigDecimal(share.fraction())),
            "0",
            "Bought back when this part of the premium is lost: a buy stop above it, 1 at twice the premium. 0 for none.");
    static final KeySpec<Price> LEAST_PREMIUM = of(
            "writing.least_premium",
            NumberTypes.decimal("0", false, "1000")
                    .as(value -> Price.of(value.toPlainString()), price -> new BigDecimal(price.toString())),
            "0.1",
            "Nothing is written for less a share, in dollars.");
    static final KeySpec<Integer> ROLL_DAYS = of(
            "writing.roll_days",
            NumberTypes.integer(0, 60),
            "2",
            "What is in the money with so many days left is rolled, if that brings a credit.");
    static final KeySpec<BotConfig.VerticalSide> SIDE =
            of("writing.side", Choices.SIDE, "put", "Which side a vertical is sold on; a condor takes both.");
    static final KeySpec<Price> WIDTH = of(
            "writing.width",
            NumberTypes.decimal("0", true, "1000")
                    .as(value -> Price.of(value.toPlainString()), price -> new BigDecimal(price.toString())),
            "5",
            "How far beyond the sold strike the bought one of a vertical or condor lies, at least, in dollars.");
    static final KeySpec<Percent> MAX_COLLATERAL = of(
            "writing.max_collateral_pct",
            NumberTypes.fraction("1"),
            "0.5",
            "Fraction of equity that may secure one entry.");

    private static KeySpec<BigDecimal> delta(String name, String doc) {
        return of("writing." + name, NumberTypes.decimal("0.01", false, "0.99"), "0.3", doc);
    }

    private static KeySpec<Integer> days(String name, String doc) {
        return of("writing." + name, NumberTypes.integer(1, 365), "7", doc);
    }
}
