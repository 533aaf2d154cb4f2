package dev.ibkrbot.benchmarks.wire;

import java.util.Optional;

/** The rounds of a flood as its receiver sees them. Confined to the receiving thread. */
final class Rounds {
    private boolean over;
    private Sum sum = new Sum();
    private Optional<Stopwatch> watch = Optional.empty();

    /** What takes the messages of this round. */
    Sum sum() {
        return sum;
    }

    /** A notice of the gateway: a round is over, unless it was the first notice. */
    void mark(int round) {
        if (round == LoopbackGateway.WARM_UP_ROUNDS) {
            System.out.println("sum " + sum);
        }
        if (round > LoopbackGateway.WARM_UP_ROUNDS) {
            watch.orElseThrow().print(Recording.TICKS);
        }
        sum = new Sum();
        watch = Optional.of(new Stopwatch());
        over = round == LoopbackGateway.WARM_UP_ROUNDS + LoopbackGateway.MEASURED_ROUNDS;
    }

    boolean areOver() {
        return over;
    }
}
