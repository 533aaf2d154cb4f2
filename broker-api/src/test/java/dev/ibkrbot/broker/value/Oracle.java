package dev.ibkrbot.broker.value;

import java.math.BigDecimal;
import java.util.SplittableRandom;

/** Plain decimals, the slow and certain way. */
final class Oracle {
    private Oracle() {}

    /** Any long, small ones as often as large ones. */
    static long units(SplittableRandom random) {
        return random.nextLong() >> random.nextInt(64);
    }

    static BigDecimal decimal(long units) {
        return BigDecimal.valueOf(units, 8);
    }

    static BigDecimal rounded(BigDecimal exact, RoundingDirection direction) {
        return exact.setScale(8, direction.mode());
    }
}
