package dev.ibkrbot.benchmarks;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.market.BarSeries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One-minute bars through the scalp rules, on one thread: a bare loop, the library's strategy with accounting, the
 * whole engine with orders, fills, equity and journal, and ta4j 0.17. Each contestant runs in a process of its own, so
 * that none pays for the heap or the compiled code of another; the contestants take turns, so that a machine that
 * changes its speed changes it for all.
 */
public final class EngineSpeed {
    private static final double MILLION = 1e6;
    private static final double WARM_UP_SECONDS = 10;
    private static final int LEAST_WARM_UP = 2;
    private static final int MEASURED = 5;
    private static final long SEED = 42;

    private EngineSpeed() {}

    /** Arguments: number of bars (1000000), and how many processes of each contestant (3). */
    public static void main(String[] args) throws IOException, InterruptedException {
        int bars = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        if (args.length > 2) {
            measure(Contestant.valueOf(args[2]), GeneratedBars.oneMinute(bars, SEED));
            return;
        }
        int processes = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        Map<Contestant, List<Double>> millis = new EnumMap<>(Contestant.class);
        for (int i = 0; i < processes; i++) {
            for (Contestant contestant : Contestant.values()) {
                List<Double> rounds = inProcess(contestant, bars, i == 0);
                millis.computeIfAbsent(contestant, c -> new ArrayList<>()).addAll(rounds);
            }
        }
        print(millis, bars, processes);
    }

    /** In the process of its own: warms up, then prints what came of it and the milliseconds of each round. */
    private static void measure(Contestant contestant, BarSeries series) {
        MarketCalendar.nyse();
        Contestant.Round round = contestant.prepare(series);
        Object result = round.run();
        long begun = System.nanoTime();
        for (int i = 1; i < LEAST_WARM_UP || (System.nanoTime() - begun) / 1e9 < WARM_UP_SECONDS; i++) {
            result = round.run();
        }
        System.out.println(result);
        for (int i = 0; i < MEASURED; i++) {
            long start = System.nanoTime();
            round.run();
            System.out.println((System.nanoTime() - start) / MILLION);
        }
    }

    private static List<Double> inProcess(Contestant contestant, int bars, boolean tell)
            throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms6g",
                "-Xmx6g",
                "-XX:+UseParallelGC",
                "-cp",
                System.getProperty("java.class.path"),
                EngineSpeed.class.getName(),
                Integer.toString(bars),
                "1",
                contestant.name());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines = out.lines().toList();
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException(contestant + " ended with " + process.exitValue() + ": " + lines);
        }
        if (tell) {
            System.out.printf(Locale.ROOT, "%-26s %s%n", contestant.title(), lines.get(0));
        }
        return lines.stream().skip(1).map(Double::valueOf).toList();
    }

    private static void print(Map<Contestant, List<Double>> millis, int bars, int processes) {
        Map<Contestant, Double> median = new EnumMap<>(Contestant.class);
        System.out.printf(
                Locale.ROOT,
                "%n%,d bars, %d processes of %d rounds each, Java %s, %d processors%n%n%-26s %10s %10s %10s%n",
                bars,
                processes,
                MEASURED,
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                "ns a bar",
                "median",
                "least",
                "most");
        millis.forEach((contestant, all) -> {
            List<Double> sorted = all.stream().sorted().toList();
            median.put(contestant, sorted.get(sorted.size() / 2));
            System.out.printf(
                    Locale.ROOT,
                    "%-26s %10.1f %10.1f %10.1f%n",
                    contestant.title(),
                    sorted.get(sorted.size() / 2) * MILLION / bars,
                    sorted.get(0) * MILLION / bars,
                    sorted.get(sorted.size() - 1) * MILLION / bars);
        });
        System.out.println();
        ratio(median, Contestant.STRATEGY, Contestant.BARE_LOOP, "aim: at most 5");
        ratio(median, Contestant.TA4J_DECIMAL, Contestant.ENGINE, "aim: at least 20");
        ratio(median, Contestant.TA4J_DOUBLE, Contestant.ENGINE, "for comparison");
        ratio(median, Contestant.ENGINE, Contestant.BARE_LOOP, "for comparison");
    }

    private static void ratio(Map<Contestant, Double> median, Contestant over, Contestant under, String aim) {
        System.out.printf(
                Locale.ROOT,
                "%-26s / %-26s %6.1f  (%s)%n",
                over.title(),
                under.title(),
                median.get(over) / median.get(under),
                aim);
    }
}
