package dev.ibkrbot.benchmarks.wire;

import dev.ibkrbot.benchmarks.wire.Contestant.Measure;
import dev.ibkrbot.benchmarks.wire.Contestant.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The same bytes through the library, through a bare parser and through @stoqey/ib: decoding, a flood over loopback,
 * and round trips with one and the same gateway. Each contestant runs in a process of its own, one after the other,
 * and the contestants take turns.
 */
public final class WireSpeed {
    private static final long SEED = 42;
    private static final int COLUMNS = 2;

    private final Map<Contestant, List<double[]>> rounds = new EnumMap<>(Contestant.class);
    private final Map<Contestant, String> sums = new EnumMap<>(Contestant.class);
    private final List<String> node;

    private WireSpeed(List<String> node) {
        this.node = node;
    }

    /**
     * Arguments: how many processes of each contestant, then the peer's script and the folder that holds @stoqey/ib;
     * left out, the peer does not take part.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        int processes = args.length > 0 ? Integer.parseInt(args[0]) : 3;
        WireSpeed speed = new WireSpeed(args.length > 2 ? List.of("node", args[1], args[2]) : List.of());
        Path folder = Files.createTempDirectory("wire-speed");
        Path ticks = folder.resolve("ticks");
        Path orders = folder.resolve("orders");
        try {
            byte[] recorded = Recording.ticks(SEED);
            Files.write(ticks, recorded);
            Files.write(orders, Recording.orders(SEED));
            for (int i = 0; i < processes; i++) {
                for (Contestant contestant : Contestant.values()) {
                    switch (contestant.measure()) {
                        case TICKS -> speed.run(contestant, ticks.toString());
                        case ORDERS -> speed.run(contestant, orders.toString());
                        case FLOOD, TRIPS -> {
                            try (LoopbackGateway gateway = new LoopbackGateway(recorded)) {
                                speed.run(contestant, Integer.toString(gateway.port()));
                            }
                        }
                    }
                }
            }
        } finally {
            Files.deleteIfExists(ticks);
            Files.deleteIfExists(orders);
            Files.deleteIfExists(folder);
        }
        speed.print(processes);
    }

    private void run(Contestant contestant, String where) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(contestant.program() == Program.JAVA ? java() : node);
        if (command.isEmpty()) {
            return;
        }
        command.add(contestant.task());
        command.add(where);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines = out.lines().toList();
        }
        long measured = lines.stream().filter(line -> line.startsWith("round ")).count();
        if (process.waitFor() != 0 || measured != LoopbackGateway.MEASURED_ROUNDS) {
            throw new IllegalStateException(contestant + " ended with " + process.exitValue() + ": " + lines);
        }
        for (String line : lines) {
            if (line.startsWith("sum ")) {
                sums.put(contestant, line.substring("sum ".length()));
            } else {
                double[] numbers = Arrays.stream(line.split(" "))
                        .skip(1)
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                rounds.computeIfAbsent(contestant, it -> new ArrayList<>()).add(numbers);
            }
        }
    }

    private static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                LibraryRounds.class.getName());
    }

    private void print(int processes) {
        System.out.printf(
                Locale.ROOT,
                "Java %s, %d processors, %d processes of %d rounds each%n",
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                processes,
                LoopbackGateway.MEASURED_ROUNDS);
        for (Measure measure : Measure.values()) {
            List<Contestant> contestants = rounds.keySet().stream()
                    .filter(contestant -> contestant.measure() == measure)
                    .toList();
            System.out.printf(Locale.ROOT, "%n%-36s %21s %21s%n", measure.title(), measure.first(), measure.second());
            System.out.printf("%-36s %9s %11s %9s %11s%n", "", "median", "least", "median", "least");
            for (Contestant contestant : contestants) {
                print(contestant, contestants.get(0));
            }
        }
    }

    private void print(Contestant contestant, Contestant first) {
        StringBuilder line = new StringBuilder(String.format("%-36s", contestant.title()));
        for (int column = 0; column < COLUMNS; column++) {
            for (double quantile : new double[] {0.5, 0}) {
                double value = quantile(contestant, column, quantile);
                double ratio = value / quantile(first, column, quantile);
                double unit = contestant.measure().unit();
                line.append(String.format(Locale.ROOT, " %7.1f", value / unit))
                        .append(contestant == first ? "     " : String.format(Locale.ROOT, " x%-3.2g", ratio));
            }
        }
        if (contestant.measure() != Measure.TRIPS && contestant.program() == Program.JAVA) {
            line.append(String.format(Locale.ROOT, "  %.1f bytes", quantile(contestant, COLUMNS, 0.5)));
        }
        System.out.println(line.append("  ").append(sums.getOrDefault(contestant, "")));
    }

    private double quantile(Contestant contestant, int column, double quantile) {
        double[] sorted = rounds.get(contestant).stream()
                .mapToDouble(round -> round[column])
                .sorted()
                .toArray();
        return sorted[(int) (quantile * sorted.length)];
    }
}
