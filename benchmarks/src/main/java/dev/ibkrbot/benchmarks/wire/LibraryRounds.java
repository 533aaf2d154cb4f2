package dev.ibkrbot.benchmarks.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * One contestant of {@link WireSpeed} in a process of its own: the library or the bare parser. Prints what was added up
 * as "sum ..." and a line "round ..." for each measured round.
 */
public final class LibraryRounds {
    private static final double WARM_UP_NANOS = 6e9;
    private static final double ROUND_NANOS = 1e9;
    private static final int LEAST_WARM_UP = 2;
    private static final int MEASURED = 5;

    private LibraryRounds() {}

    /** Arguments: task, then a file of frames or the port of the gateway. */
    public static void main(String[] args) throws IOException, InterruptedException {
        switch (args[0]) {
            case "bare" -> {
                byte[] frames = Files.readAllBytes(Path.of(args[1]));
                decode(() -> new BareParser(frames).run());
            }
            case "decode" -> {
                byte[] frames = Files.readAllBytes(Path.of(args[1]));
                decode(() -> Decoding.run(frames));
            }
            case "flood" -> LibrarySession.flood(Integer.parseInt(args[1]));
            case "trips" -> LibrarySession.trips(Integer.parseInt(args[1]));
            case "waiting" -> LibrarySession.waiting(Integer.parseInt(args[1]));
            default -> throw new IllegalArgumentException("unknown task: " + args[0]);
        }
    }

    /** A round is so many times all frames that it lasts a second, because processor time comes in steps of 10 ms. */
    private static void decode(Supplier<Sum> run) {
        System.out.println("sum " + run.get());
        Stopwatch warmUp = new Stopwatch();
        for (int i = 1; i < LEAST_WARM_UP || warmUp.wallNanos() < WARM_UP_NANOS; i++) {
            run.get();
        }
        for (int i = 0; i < MEASURED; i++) {
            Stopwatch watch = new Stopwatch();
            long messages = 0;
            do {
                messages += run.get().messages();
            } while (watch.wallNanos() < ROUND_NANOS);
            watch.print(messages);
        }
    }
}
