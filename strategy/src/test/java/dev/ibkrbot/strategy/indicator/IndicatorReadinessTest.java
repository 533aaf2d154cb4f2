package dev.ibkrbot.strategy.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When an indicator has an answer, and what it refuses. */
@Tag("IND")
class IndicatorReadinessTest {
    @Test
    void isReadyAfterTheBarsItsConventionNeeds() {
        Ema first = Ema.firstValueSeed(5);
        Ema sma = Ema.smaSeed(5);
        Rsi recursive = Rsi.recursive(5);
        Rsi wilder = Rsi.wilder(5);
        Rsi simple = Rsi.simpleMean(5);
        Atr atr = Atr.wilder(5);
        Atr atrLater = Atr.wilderFromSecondBar(5);
        int[] readyAt = new int[7];
        for (int bar = 1; bar <= 10; bar++) {
            first.update(bar);
            sma.update(bar);
            recursive.update(bar);
            wilder.update(bar);
            simple.update(bar);
            atr.update(bar + 1, bar - 1, bar);
            atrLater.update(bar + 1, bar - 1, bar);
            boolean[] ready = {
                first.isReady(),
                sma.isReady(),
                recursive.isReady(),
                wilder.isReady(),
                simple.isReady(),
                atr.isReady(),
                atrLater.isReady()
            };
            for (int i = 0; i < ready.length; i++) {
                readyAt[i] = readyAt[i] == 0 && ready[i] ? bar : readyAt[i];
            }
        }

        assertThat(readyAt).containsExactly(1, 5, 2, 6, 6, 5, 6);
    }

    @Test
    void refusesToAnswerBeforeItIsReady() {
        assertThatThrownBy(Ema.smaSeed(2)::value).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(Rsi.recursive(2)::value).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(Bollinger.sample(2, 2)::upper).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(Atr.wilder(2)::value).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(Vwap.window(2, Vwap.ZeroVolume.LAST_CLOSE)::value).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(RelativeVolume.of(2)::value).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(RollingExtreme.max(2)::value).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(RollingMean.of(2)::value).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesValuesThatWouldPoisonIt() {
        assertThatThrownBy(() -> Ema.smaSeed(2).update(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> Rsi.wilder(2).update(Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RelativeVolume.of(2).update(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Ema.smaSeed(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Bollinger.sample(1, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysThatAFlatSeriesIsFlat() {
        Rsi rsi = Rsi.wilder(3);
        for (int i = 0; i < 4; i++) {
            rsi.update(7);
        }

        assertThat(rsi.isFlat()).isTrue();
        rsi.update(8);
        assertThat(rsi.isFlat()).isFalse();
    }

    @Test
    void comparesVolumeOnlyWithTheBarsBefore() {
        RelativeVolume relative = RelativeVolume.of(3);
        for (double volume : new double[] {9_999, 100, 100, 100}) {
            relative.update(volume);
        }
        relative.update(500);

        assertThat(relative.value()).isEqualTo(5.0);
    }
}
