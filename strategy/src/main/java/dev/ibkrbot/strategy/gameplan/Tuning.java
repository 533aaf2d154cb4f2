package dev.ibkrbot.strategy.gameplan;

import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Numbers of the strategy that a plan may set; absent ones stay as they are. Immutable.
 *
 * @param fastPeriod bars of the fast average
 * @param slowPeriod bars of the slow average
 * @param rsiMin least strength
 * @param rsiMax greatest strength
 * @param takeProfit gain that is taken; positive
 * @param withoutTakeProfit whether no gain is ever taken, whatever the strategy's own is
 * @param stopLoss loss that is accepted; above 0 % and below 100 %
 * @param timeStop how long a position is held at most
 * @param minDte least calendar days to the expiration
 * @param moneyness which strike, in the words of the configuration
 * @param vixCeiling bound on the volatility index
 * @param maxPremium what one contract may cost
 */
public record Tuning(
        OptionalInt fastPeriod,
        OptionalInt slowPeriod,
        OptionalDouble rsiMin,
        OptionalDouble rsiMax,
        Optional<Percent> takeProfit,
        boolean withoutTakeProfit,
        Optional<Percent> stopLoss,
        Optional<Duration> timeStop,
        OptionalInt minDte,
        Optional<String> moneyness,
        OptionalDouble vixCeiling,
        Optional<Money> maxPremium) {
    /** Sets nothing. */
    public static final Tuning NONE = new Tuning(
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.empty());

    public Tuning {
        if (withoutTakeProfit && takeProfit.isPresent()) {
            throw new IllegalArgumentException("a gain of " + takeProfit.get() + " is taken and none is");
        }
    }

    /** Takes the strategy's own gain where none is set. */
    public Tuning(
            OptionalInt fastPeriod,
            OptionalInt slowPeriod,
            OptionalDouble rsiMin,
            OptionalDouble rsiMax,
            Optional<Percent> takeProfit,
            Optional<Percent> stopLoss,
            Optional<Duration> timeStop,
            OptionalInt minDte,
            Optional<String> moneyness,
            OptionalDouble vixCeiling,
            Optional<Money> maxPremium) {
        this(
                fastPeriod,
                slowPeriod,
                rsiMin,
                rsiMax,
                takeProfit,
                false,
                stopLoss,
                timeStop,
                minDte,
                moneyness,
                vixCeiling,
                maxPremium);
    }

    /** These numbers, and where one is absent that of {@code usual}. */
    public Tuning over(Tuning usual) {
        return new Tuning(
                fastPeriod.isPresent() ? fastPeriod : usual.fastPeriod,
                slowPeriod.isPresent() ? slowPeriod : usual.slowPeriod,
                rsiMin.isPresent() ? rsiMin : usual.rsiMin,
                rsiMax.isPresent() ? rsiMax : usual.rsiMax,
                withoutTakeProfit ? takeProfit : takeProfit.or(() -> usual.takeProfit),
                withoutTakeProfit || takeProfit.isEmpty() && usual.withoutTakeProfit,
                stopLoss.or(() -> usual.stopLoss),
                timeStop.or(() -> usual.timeStop),
                minDte.isPresent() ? minDte : usual.minDte,
                moneyness.or(() -> usual.moneyness),
                vixCeiling.isPresent() ? vixCeiling : usual.vixCeiling,
                maxPremium.or(() -> usual.maxPremium));
    }
}
