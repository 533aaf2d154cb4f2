package dev.ibkrbot.benchmarks.pricing;

import dev.ibkrbot.broker.pricing.AmericanPricer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prices, greeks and implied volatilities of the same options by each contender on one thread. Each runs in a process
 * of its own, so that none pays for the compiled code of another.
 */
public final class PricingSpeed {
    /** Processor time, which other work on the machine does not add to. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final int OPTIONS = 4_096;
    private static final int RECORDED_QUOTES = 780_000;
    private static final double WARM_UP_SECONDS = 3;
    private static final double ROUND_SECONDS = 0.3;
    private static final int ROUNDS = 11;

    private PricingSpeed() {}

    /** No argument runs all; the name of a contender runs that one in this process and prints nanoseconds. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length > 0) {
            System.out.println(nanos(Contender.valueOf(args[0]), new Quotes(OPTIONS)));
            return;
        }
        Map<Contender, Double> nanos = new EnumMap<>(Contender.class);
        for (Contender contender : Contender.values()) {
            nanos.put(contender, inProcess(contender));
            System.out.printf(
                    Locale.ROOT,
                    "%-32s %-34s %10.0f ns%n",
                    contender.group().title(),
                    contender.title(),
                    nanos.get(contender));
        }
        System.out.println();
        ratio(nanos, Contender.STRATA_SEPARATE, Contender.OURS, "aim: at least 3");
        ratio(nanos, Contender.STRATA_ADJOINT, Contender.OURS, "aim: over 1");
        ratio(nanos, Contender.STRATA_ADJOINT_SECOND, Contender.OURS, "aim: over 1");
        ratio(nanos, Contender.OURS, Contender.LIMIT, "for comparison");
        ratio(nanos, Contender.STRATA_VOLATILITY, Contender.OUR_VOLATILITY, "aim: at least 2");
        ratio(nanos, Contender.TREE, Contender.FAST, "for comparison");
        System.out.printf(
                Locale.ROOT,
                "%,d quotes: %.3f s (aim: under 0.5)%n",
                RECORDED_QUOTES,
                nanos.get(Contender.VOLATILITY_AND_DELTA) * RECORDED_QUOTES / 1e9);
        printErrors();
    }

    private static void ratio(Map<Contender, Double> nanos, Contender over, Contender under, String aim) {
        System.out.printf(
                Locale.ROOT,
                "%-28s / %-34s %6.1f  (%s)%n",
                over.title(),
                under.title(),
                nanos.get(over) / nanos.get(under),
                aim);
    }

    /** Root-mean-square differences from the accurate American price. */
    private static void printErrors() {
        Quotes quotes = new Quotes(500);
        for (Contender contender : List.of(Contender.FAST, Contender.TREE)) {
            double sum = 0;
            for (int i = 0; i < quotes.size(); i++) {
                double exact = AmericanPricer.accurate().price(quotes.put(i), quotes.vol[i]);
                double error = contender.value(quotes, i) - exact;
                sum += error * error;
            }
            System.out.printf(Locale.ROOT, "error of %-34s %.1e%n", contender.title(), Math.sqrt(sum / quotes.size()));
        }
    }

    /** Median over rounds. */
    private static double nanos(Contender contender, Quotes quotes) {
        int[] done = new int[1];
        double[] rounds = new double[ROUNDS];
        double sum = run(contender, quotes, WARM_UP_SECONDS, done);
        for (int i = 0; i < ROUNDS; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            sum += run(contender, quotes, ROUND_SECONDS, done);
            rounds[i] = (double) (THREADS.getCurrentThreadCpuTime() - start) / done[0];
        }
        if (Double.isNaN(sum)) {
            throw new IllegalStateException(contender + " gave no number");
        }
        Arrays.sort(rounds);
        return rounds[ROUNDS / 2];
    }

    private static double run(Contender contender, Quotes quotes, double seconds, int[] done) {
        double sum = 0;
        int count = 0;
        long start = System.nanoTime();
        while (System.nanoTime() - start < seconds * 1e9) {
            for (int i = 0; i < 64; i++) {
                sum += contender.value(quotes, count++ & OPTIONS - 1);
            }
        }
        done[0] = count;
        return sum;
    }

    private static double inProcess(Contender contender) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PricingSpeed.class.getName(),
                        contender.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines = out.lines().toList();
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException(contender + " ended with " + process.exitValue());
        }
        return Double.parseDouble(lines.get(lines.size() - 1));
    }
}
