package dev.ibkrbot.benchmarks.wire;

import java.util.Arrays;

/**
 * Round trips one after the other, so many that the rare slow ones are seen: prints p50 and p99 of each round in
 * nanoseconds. Confined to one thread.
 */
final class Trips {
    private static final int EACH = 10_000;

    private final long[] nanos = new long[EACH];
    private int count;
    private int round;
    private long begun;

    boolean isOver() {
        return round == LoopbackGateway.WARM_UP_ROUNDS + LoopbackGateway.MEASURED_ROUNDS;
    }

    /** The question goes out now. */
    void asked() {
        begun = System.nanoTime();
    }

    void answered() {
        nanos[count] = System.nanoTime() - begun;
        count++;
        if (count == EACH) {
            count = 0;
            if (round >= LoopbackGateway.WARM_UP_ROUNDS) {
                Arrays.sort(nanos);
                System.out.println("round " + nanos[EACH / 2] + " " + nanos[EACH * 99 / 100]);
            }
            round++;
        }
    }
}
