package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many days of {@link OrderSafetyStorm}; {@code -Dstorm.seeds=5000} for more of them. */
class OrderSafetyStormTest {
    private static final int SEEDS = Integer.getInteger("storm.seeds", 100);
    private static final int FIRST = Integer.getInteger("storm.first", 1);

    @Test
    @Tag("P4")
    @Tag("P5")
    @Tag("P6")
    @Tag("S01")
    void sellsOnceProtectsAndForgetsNothingInAnyMixture() {
        int died = 0;
        int adopted = 0;
        int watched = 0;
        for (int i = FIRST; i < FIRST + SEEDS; i++) {
            OrderSafetyStorm storm = new OrderSafetyStorm(i);
            storm.run();
            died += storm.deaths();
            adopted += storm.count("adopted");
            watched += storm.count("exit_watch");
        }
        assertThat(died).isGreaterThan(SEEDS);
        assertThat(adopted).isGreaterThan(SEEDS / 10);
        assertThat(watched).isGreaterThan(SEEDS / 10);
    }
}
