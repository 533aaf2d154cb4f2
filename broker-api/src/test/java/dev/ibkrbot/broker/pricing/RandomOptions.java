package dev.ibkrbot.broker.pricing;

import dev.ibkrbot.broker.instrument.Right;
import java.util.SplittableRandom;

/** Seeded options of every moneyness, from an hour to three years. */
final class RandomOptions {
    private RandomOptions() {}

    static OptionInputs inputs(SplittableRandom random, Right right) {
        double spot = StrictMath.exp(random.nextDouble(-2, 8));
        double moneyness = random.nextInt(10) == 0 ? 0 : random.nextDouble(-0.7, 0.7);
        double years = StrictMath.exp(random.nextDouble(StrictMath.log(1.0 / 8760), StrictMath.log(3)));
        double rate = random.nextDouble(-0.02, 0.12);
        double dividendYield = random.nextBoolean() ? 0 : random.nextDouble(0, 0.06);
        return new OptionInputs(right, spot, spot * StrictMath.exp(moneyness), years, rate, dividendYield);
    }

    static OptionInputs flip(OptionInputs inputs) {
        Right other = inputs.right() == Right.CALL ? Right.PUT : Right.CALL;
        return new OptionInputs(
                other, inputs.spot(), inputs.strike(), inputs.yearsToExpiry(), inputs.rate(), inputs.dividendYield());
    }
}
