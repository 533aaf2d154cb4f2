package dev.ibkrbot.cli.config;

import static dev.ibkrbot.cli.config.KeySpec.of;
import static dev.ibkrbot.cli.config.KeySpec.optional;
import static java.time.temporal.ChronoUnit.MINUTES;

import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;

/** The keys of limits that look beyond one trade and one day, and of exits that supervision makes. */
final class RegimeKeys {
    /** Without the 29th of February, which no rule ends on. */
    private static final String DATE = "20[0-9]{2}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
            + "|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))";

    private RegimeKeys() {}

    static final KeySpec<Percent> WEEKLY_LOSS = of(
            "risk.max_weekly_loss_pct",
            NumberTypes.fraction("1"),
            "0.15",
            "Fraction of the week's first equity after whose loss no entry is made before the next week.");
    static final KeySpec<Percent> EXPOSURE = of(
            "risk.max_exposure_pct",
            NumberTypes.fraction("1"),
            "1",
            "Fraction of equity that all positions and working entries together may have cost.");
    static final KeySpec<Percent> SYMBOL_EXPOSURE = of(
            "risk.max_symbol_exposure_pct",
            NumberTypes.fraction("1"),
            "1",
            "Fraction of equity that positions and working entries of one underlying may have cost.");

    static final KeySpec<BotConfig.AccountType> ACCOUNT_TYPE = of(
            "risk.account_type",
            Choices.ACCOUNT_TYPE,
            "margin",
            "With margin the rule on day trades binds, with cash it does not and settled cash pays. Brokers do not tell which.");

    static final KeySpec<BotConfig.DayTrades> PDT = of(
            "risk.pdt",
            Choices.DAY_TRADES,
            "auto",
            "The rule on day trades (positions opened and closed within a date): auto until its dated end, on for ever, off.");
    static final KeySpec<Integer> PDT_WINDOW =
            of("risk.pdt_window", NumberTypes.integer(1, 10), "5", "Trading days that count, today among them.");
    static final KeySpec<Integer> PDT_MAX = of(
            "risk.pdt_max",
            NumberTypes.integer(0, 100),
            "3",
            "Day trades in these days after which nothing is entered.");
    static final KeySpec<Money> PDT_EQUITY = of(
            "risk.pdt_equity_threshold",
            NumberTypes.decimal("0", false, "1000000000")
                    .as(value -> Money.of(value.toPlainString(), Currency.USD), cash -> new BigDecimal(cash.amount())),
            "25000",
            "US dollars of equity from which the rule does not bind.");
    static final KeySpec<LocalDate> PDT_ENDS_ON = of(
            "risk.pdt_ends_on",
            TextTypes.text(DATE, "a date such as \"2027-10-20\"").as(LocalDate::parse, LocalDate::toString),
            "2027-10-20",
            "First date without the rule under auto: its end of June 2026 binds every broker from then on.");

    static final KeySpec<Integer> FORCE_CLOSE_DTE = of(
            "risk.force_close_dte",
            NumberTypes.integer(0, 60),
            "1",
            "Days to the expiration at which an option held from an earlier day is closed.");
    static final KeySpec<Duration> TIME_STOP = optional(
            "risk.time_stop_minutes",
            NumberTypes.duration(MINUTES, 1, 100_000),
            "Minutes after which a position is closed. Left out: never. A gameplan has its own.");
    static final KeySpec<Percent> EMERGENCY_LOSS = optional(
            "risk.emergency_loss_pct",
            NumberTypes.fraction("1"),
            "Loss on the premium paid at which a position is closed though its stop did not: 0.4 is 40 %. Left out: none.");
}
