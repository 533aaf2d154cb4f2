package dev.ibkrbot.risk;

import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Duration;
import java.util.Optional;

/**
 * What an account may risk. Every component is checked: percentages lie above 0 % and up to 100 %, counts and
 * durations are positive, amounts zero or more in one currency. Immutable.
 *
 * @param maxRiskPerTrade part of net liquidation that may be lost when the stop is hit
 * @param maxDailyLoss part of the equity at the start of the trading date after whose loss no entry is made
 * @param maxPosition part of net liquidation that one position may cost
 * @param maxContracts upper bound of one entry, whatever the account could carry; whole; absent means none
 * @param maxOpenPositions instruments held or being entered at the same time
 * @param maxEntriesPerMinute entry orders within sixty seconds
 * @param maxQuoteAge how old the quote of a proposal may be: 5 s live, 60 s for recorded minute rows
 * @param maxAccountAge how old the account snapshot may be
 * @param priceCollar how far beyond the far side of the quote a limit may lie
 * @param minCashReserve cash that is never spent on entries
 * @param feePerContract expected fee of buying or selling one option contract, reserved from cash; shares carry none
 * @param allowDelayed whether delayed quotes may back entries outside live trading; never in it
 * @param approvalTtl how long an approval may be acted on
 * @param regime limits that look beyond one trade and one day
 * @param writing whether options may be sold to open, and against what
 */
public record RiskLimits(
        Percent maxRiskPerTrade,
        Percent maxDailyLoss,
        Percent maxPosition,
        Optional<Quantity> maxContracts,
        int maxOpenPositions,
        int maxEntriesPerMinute,
        Duration maxQuoteAge,
        Duration maxAccountAge,
        Percent priceCollar,
        Money minCashReserve,
        Money feePerContract,
        boolean allowDelayed,
        Duration approvalTtl,
        RegimeLimits regime,
        WritingLimits writing) {
    public RiskLimits {
        requireShare("maxRiskPerTrade", maxRiskPerTrade);
        requireShare("maxDailyLoss", maxDailyLoss);
        requireShare("maxPosition", maxPosition);
        requireShare("priceCollar", priceCollar);
        maxContracts.ifPresent(RiskLimits::requireWholePositive);
        requirePositive("maxOpenPositions", maxOpenPositions);
        requirePositive("maxEntriesPerMinute", maxEntriesPerMinute);
        requirePositive("maxQuoteAge", maxQuoteAge);
        requirePositive("maxAccountAge", maxAccountAge);
        requirePositive("approvalTtl", approvalTtl);
        requireNotNegative("minCashReserve", minCashReserve);
        requireNotNegative("feePerContract", feePerContract);
        if (!minCashReserve.currency().equals(feePerContract.currency())) {
            throw new IllegalArgumentException(
                    "minCashReserve and feePerContract differ in currency: " + minCashReserve + ", " + feePerContract);
        }
    }

    /** Limits with the default regime, under which nothing is written. */
    public RiskLimits(
            Percent maxRiskPerTrade,
            Percent maxDailyLoss,
            Percent maxPosition,
            Optional<Quantity> maxContracts,
            int maxOpenPositions,
            int maxEntriesPerMinute,
            Duration maxQuoteAge,
            Duration maxAccountAge,
            Percent priceCollar,
            Money minCashReserve,
            Money feePerContract,
            boolean allowDelayed,
            Duration approvalTtl) {
        this(
                maxRiskPerTrade,
                maxDailyLoss,
                maxPosition,
                maxContracts,
                maxOpenPositions,
                maxEntriesPerMinute,
                maxQuoteAge,
                maxAccountAge,
                priceCollar,
                minCashReserve,
                feePerContract,
                allowDelayed,
                approvalTtl,
                RegimeLimits.DEFAULT,
                WritingLimits.NONE);
    }

    /** 1 % a trade, 15 % a day, 20 % a position, live quotes of at most 5 s, in dollars. */
    public static RiskLimits defaults() {
        return new RiskLimits(
                Percent.of("1"),
                Percent.of("15"),
                Percent.of("20"),
                Optional.empty(),
                10,
                6,
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                Percent.of("2"),
                Money.usd("0"),
                Money.usd("1.00"),
                false,
                Duration.ofSeconds(5));
    }

    /** These limits with another bound on the age of quotes: recorded markets have no fresher ones than a minute. */
    public RiskLimits withMaxQuoteAge(Duration age) {
        return new RiskLimits(
                maxRiskPerTrade,
                maxDailyLoss,
                maxPosition,
                maxContracts,
                maxOpenPositions,
                maxEntriesPerMinute,
                age,
                maxAccountAge,
                priceCollar,
                minCashReserve,
                feePerContract,
                allowDelayed,
                approvalTtl,
                regime,
                writing);
    }

    /** These limits with another daily loss. */
    public RiskLimits withMaxDailyLoss(Percent loss) {
        return new RiskLimits(
                maxRiskPerTrade,
                loss,
                maxPosition,
                maxContracts,
                maxOpenPositions,
                maxEntriesPerMinute,
                maxQuoteAge,
                maxAccountAge,
                priceCollar,
                minCashReserve,
                feePerContract,
                allowDelayed,
                approvalTtl,
                regime,
                writing);
    }

    /** These limits with another regime. */
    public RiskLimits withRegime(RegimeLimits newRegime) {
        return new RiskLimits(
                maxRiskPerTrade,
                maxDailyLoss,
                maxPosition,
                maxContracts,
                maxOpenPositions,
                maxEntriesPerMinute,
                maxQuoteAge,
                maxAccountAge,
                priceCollar,
                minCashReserve,
                feePerContract,
                allowDelayed,
                approvalTtl,
                newRegime,
                writing);
    }

    /** These limits with other ones for what is written. */
    public RiskLimits withWriting(WritingLimits newWriting) {
        return new RiskLimits(
                maxRiskPerTrade,
                maxDailyLoss,
                maxPosition,
                maxContracts,
                maxOpenPositions,
                maxEntriesPerMinute,
                maxQuoteAge,
                maxAccountAge,
                priceCollar,
                minCashReserve,
                feePerContract,
                allowDelayed,
                approvalTtl,
                regime,
                newWriting);
    }

    private static void requireShare(String name, Percent share) {
        if (!share.isPositive() || share.compareTo(Percent.HUNDRED) > 0) {
            throw new IllegalArgumentException(name + " is not above 0% and up to 100%: " + share);
        }
    }

    private static void requireWholePositive(Quantity contracts) {
        if (!contracts.isPositive() || contracts.units() % Quantity.ONE.units() != 0) {
            throw new IllegalArgumentException("maxContracts is not a positive whole number: " + contracts);
        }
    }

    private static void requirePositive(String name, int count) {
        if (count <= 0) {
            throw new IllegalArgumentException(name + " is not positive: " + count);
        }
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " is not positive: " + duration);
        }
    }

    private static void requireNotNegative(String name, Money amount) {
        if (amount.isNegative()) {
            throw new IllegalArgumentException(name + " is negative: " + amount);
        }
    }
}
