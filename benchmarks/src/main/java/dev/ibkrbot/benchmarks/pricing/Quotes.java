package dev.ibkrbot.benchmarks.pricing;

import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.pricing.EuropeanPricer;
import dev.ibkrbot.broker.pricing.OptionInputs;
import java.util.SplittableRandom;

/** Seeded options as columns: spot 100, a day to two years, within three deviations of the money. */
final class Quotes {
    final double[] spot;
    final double[] strike;
    final double[] years;
    final double[] rate;
    final double[] yield;
    final double[] vol;
    final double[] price;
    final boolean[] call;

    Quotes(int count) {
        spot = new double[count];
        strike = new double[count];
        years = new double[count];
        rate = new double[count];
        yield = new double[count];
        vol = new double[count];
        price = new double[count];
        call = new boolean[count];
        SplittableRandom random = new SplittableRandom(42);
        for (int i = 0; i < count; i++) {
            spot[i] = 100;
            years[i] = random.nextDouble(1.0 / 365, 2);
            vol[i] = random.nextDouble(0.1, 0.8);
            rate[i] = random.nextDouble(0.01, 0.08);
            yield[i] = random.nextBoolean() ? 0 : random.nextDouble(0, 0.06);
            double deviations = Math.max(-3, Math.min(3, 1.2 * gaussian(random)));
            strike[i] = 100 * Math.exp(deviations * vol[i] * Math.sqrt(years[i]));
            call[i] = strike[i] >= 100;
            price[i] = EuropeanPricer.price(inputs(i), vol[i]);
        }
    }

    int size() {
        return spot.length;
    }

    OptionInputs inputs(int i) {
        return new OptionInputs(call[i] ? Right.CALL : Right.PUT, spot[i], strike[i], years[i], rate[i], yield[i]);
    }

    OptionInputs put(int i) {
        return new OptionInputs(Right.PUT, spot[i], strike[i], years[i], rate[i], yield[i]);
    }

    double forward(int i) {
        return spot[i] * Math.exp((rate[i] - yield[i]) * years[i]);
    }

    /** The sum of twelve uniform numbers less six. */
    private static double gaussian(SplittableRandom random) {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += random.nextDouble();
        }
        return sum;
    }
}
