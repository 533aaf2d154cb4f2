package dev.ibkrbot.strategy.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ibkrbot.broker.contract.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors published elsewhere; figures there have three decimals or more. */
@Tag("IND")
class SharedVectorTest {
    @ParameterizedTest
    @ValueSource(strings = {"S1", "S2", "S3", "S4", "S5", "S6"})
    void reproducesTheGoldenFile(String name) throws IOException {
        String json = Files.readString(SharedFolder.find("golden/indicators.json"));
        String part = json.substring(json.indexOf('"' + name + '"'));
        double[] close = numbers(text(part, "\"close\": \\[([^]]*)]").replace(',', ' '));
        Ema ema8 = Ema.firstValueSeed(8);
        Ema ema21 = Ema.firstValueSeed(21);
        Ema ema21Sma = Ema.smaSeed(21);
        Rsi recursive = Rsi.recursive(14);
        Rsi wilder = Rsi.wilder(14);
        Vwap vwap = Vwap.cumulative(Vwap.ZeroVolume.LAST_CLOSE);
        Bollinger sample = Bollinger.sample(20, 2);
        Bollinger population = Bollinger.population(20, 2);
        for (int i = 0; i < close.length; i++) {
            ema8.update(close[i]);
            ema21.update(close[i]);
            ema21Sma.update(close[i]);
            recursive.update(close[i]);
            wilder.update(close[i]);
            vwap.update(close[i] + 0.10, close[i] - 0.10, close[i], 1000 + 10 * i);
            sample.update(close[i]);
            population.update(close[i]);
        }

        assertThat(ema8.value()).isCloseTo(number(part, "ema8_first_seed"), within(1e-9));
        assertThat(ema21.value()).isCloseTo(number(part, "ema21_first_seed"), within(1e-9));
        assertThat(ema21Sma.value()).isCloseTo(number(part, "ema21_sma_seed"), within(1e-9));
        assertThat(recursive.value())
                .isCloseTo(recursive.isFlat() ? Rsi.NEUTRAL : number(part, "rsi14_recursive"), within(1e-8));
        assertThat(wilder.value()).isCloseTo(number(part, "rsi14_wilder_sma_seed"), within(1e-8));
        assertThat(vwap.value()).isCloseTo(number(part, "window_vwap"), within(1e-9));
        assertThat(sample.middle()).isCloseTo(number(part, "bb20_mid"), within(1e-9));
        assertThat(sample.sigma()).isCloseTo(number(part, "bb20_sample_sigma"), within(1e-9));
        assertThat(population.sigma()).isCloseTo(number(part, "bb20_pop_sigma"), within(1e-9));
    }

    @Test
    void reproducesThePublishedSmallVectors() throws IOException {
        int checked = 0;
        for (Vector vector : vectors()) {
            List<Double> ours = vector.compute();
            if (ours.isEmpty()) {
                continue;
            }
            checked++;
            double[] expected = vector.outputs.get(vector.output());
            assertThat(ours).as(vector.name).hasSize(expected.length);
            for (int i = 0; i < expected.length; i++) {
                assertThat(ours.get(i)).as(vector.name + " value " + i).isCloseTo(expected[i], within(6e-4));
            }
        }
        assertThat(checked).isGreaterThanOrEqualTo(16);
    }

    private static List<Vector> vectors() throws IOException {
        Map<Integer, Vector> vectors = new TreeMap<>();
        List<String> lines = Files.readAllLines(SharedFolder.find("oracles/indicators_small_vectors_tulip.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            Vector vector = vectors.computeIfAbsent(
                    Integer.valueOf(cells[0]),
                    key -> new Vector(cells[2], cells[3].trim().split(" ")[0]));
            (cells[4].equals("input") ? vector.inputs : vector.outputs).add(numbers(cells[6]));
        }
        return List.copyOf(vectors.values());
    }

    private static final class Vector {
        final String name;
        final String period;
        final List<double[]> inputs = new ArrayList<>();
        final List<double[]> outputs = new ArrayList<>();

        Vector(String name, String period) {
            this.name = name;
            this.period = period;
        }

        int output() {
            return name.equals("bbands") ? 2 : 0;
        }

        /** Our answers as soon as there are any; empty for an indicator we do not have. */
        List<Double> compute() {
            List<Double> answers = new ArrayList<>();
            if (!List.of("ema", "rsi", "atr", "bbands", "sma", "max", "min", "stddev")
                    .contains(name)) {
                return answers;
            }
            int n = Integer.parseInt(period);
            Ema ema = Ema.firstValueSeed(n);
            Rsi rsi = Rsi.wilder(n);
            Atr atr = Atr.wilder(n);
            Bollinger bands = Bollinger.population(n, 2);
            RollingMean mean = RollingMean.of(n);
            RollingExtreme max = RollingExtreme.max(n);
            RollingExtreme min = RollingExtreme.min(n);
            double[] last = inputs.get(inputs.size() - 1);
            for (int i = 0; i < last.length; i++) {
                ema.update(last[i]);
                rsi.update(last[i]);
                bands.update(last[i]);
                mean.update(last[i]);
                max.update(last[i]);
                min.update(last[i]);
                if (name.equals("atr")) {
                    atr.update(inputs.get(0)[i], inputs.get(1)[i], last[i]);
                }
                boolean full = mean.isFull();
                switch (name) {
                    case "ema" -> answers.add(ema.value());
                    case "rsi" -> addIf(answers, rsi.isReady(), () -> rsi.value());
                    case "atr" -> addIf(answers, atr.isReady(), () -> atr.value());
                    case "bbands" -> addIf(answers, full, () -> bands.upper());
                    case "stddev" -> addIf(answers, full, () -> bands.sigma());
                    case "sma" -> addIf(answers, full, () -> mean.value());
                    case "max" -> addIf(answers, full, () -> max.value());
                    default -> addIf(answers, full, () -> min.value());
                }
            }
            return answers;
        }

        private static void addIf(List<Double> answers, boolean ready, DoubleSupplier value) {
            if (ready) {
                answers.add(value.getAsDouble());
            }
        }
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.trim().split("\\s+"))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static double number(String json, String key) {
        return Double.parseDouble(text(json, '"' + key + "\": ([-0-9.e]+)"));
    }

    private static String text(String json, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(json);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
