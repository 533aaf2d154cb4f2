package dev.ibkrbot.cli.trust;

import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/**
 * How likely results at least this good would come by luck from trades that earn nothing on average. Small is good; a
 * tenth or more says that nothing was shown. Immutable.
 *
 * @param trades how many results there are; at least two
 * @param meanResult of a trade after fees, in the currency of the account
 * @param byTTest one-sided probability of Student's t-test
 * @param byBootstrap part of resamplings of the results, moved to a mean of nought, with a mean at least as good
 */
public record Luck(int trades, double meanResult, double byTTest, double byBootstrap) {
    /** Above this a result is no evidence. */
    public static final double USUAL_BOUND = 0.05;

    private static final int RESAMPLINGS = 10_000;
    private static final long SEED = 20_260_101;

    /** Luck of these results; absent with fewer than two, or when all are the same. */
    public static Optional<Luck> of(double[] results) {
        if (results.length < 2) {
            return Optional.empty();
        }
        double mean = new Mean().evaluate(results);
        double deviation = new StandardDeviation(true).evaluate(results);
        if (!(deviation > 0)) {
            return Optional.empty();
        }
        double t = mean / (deviation / Math.sqrt(results.length));
        double byTTest = 1 - new TDistribution(results.length - 1).cumulativeProbability(t);
        return Optional.of(new Luck(results.length, mean, byTTest, bootstrap(results, mean)));
    }

    private static double bootstrap(double[] results, double mean) {
        SplittableRandom random = new SplittableRandom(SEED);
        int atLeastAsGood = 0;
        for (int i = 0; i < RESAMPLINGS; i++) {
            double sum = 0;
            for (int j = 0; j < results.length; j++) {
                sum += results[random.nextInt(results.length)] - mean;
            }
            atLeastAsGood += sum / results.length >= mean ? 1 : 0;
        }
        // The results themselves are one of the samplings, so that no probability is nought.
        return (atLeastAsGood + 1.0) / (RESAMPLINGS + 1.0);
    }
}
