package dev.ibkrbot.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.strategy.scalp.Scalp;
import dev.ibkrbot.strategy.scalp.ScalpParameters;
import dev.ibkrbot.strategy.whale.Whale;
import dev.ibkrbot.strategy.whale.WhaleParameters;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("L-38")
class FiringCheckTest {
    @Test
    void seesThatTheStrategiesFireBothWays() {
        Scalp scalp = new Scalp(ScalpParameters.DEFAULT);
        Whale whale = new Whale(WhaleParameters.DEFAULT);

        assertThat(FiringCheck.actions(scalp)).containsExactlyInAnyOrder(SignalAction.BUY, SignalAction.SELL);
        assertThat(FiringCheck.actions(whale)).containsExactlyInAnyOrder(SignalAction.BUY_CALL, SignalAction.BUY_PUT);
        assertThat(FiringCheck.canFire(scalp)).isTrue();
        assertThat(FiringCheck.canFire(whale)).isTrue();
    }

    @Test
    void seesThatImpossibleParametersSilenceAStrategy() {
        Whale deaf = new Whale(new WhaleParameters(120, 1_000_000, 20, Duration.ofDays(3), 100, 0.6, 0.4));

        assertThat(FiringCheck.actions(deaf)).isEmpty();
        assertThat(FiringCheck.canFire(deaf)).isFalse();
    }
}
