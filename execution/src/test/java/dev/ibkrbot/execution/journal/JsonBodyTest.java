package dev.ibkrbot.execution.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

    @Test
    void writesFieldsInTheOrderTheyAreAdded() {
        String json = JsonBody.object()
                .text("symbol", "SPY")
                .number("quantity", -2)
                .decimal("price", new BigDecimal("1.50"))
                .flag("live", false)
                .absent("stop")
                .object("exit", exit -> exit.text("reason", "target"))
                .objects("fills", List.of(1, 2), (fill, id) -> fill.number("id", id))
                .texts("notes", List.of("a", "b"))
                .json();

        assertThat(json)
                .isEqualTo("{\"symbol\":\"SPY\",\"quantity\":-2,\"price\":1.50,\"live\":false,\"stop\":null,"
                        + "\"exit\":{\"reason\":\"target\"},\"fills\":[{\"id\":1},{\"id\":2}],"
                        + "\"notes\":[\"a\",\"b\"]}");
    }

    @Test
    void escapesWhatWouldBreakALineOrUtf8AndNothingElse() {
        String text = "q\" b\\ n\n r\r t\t nul\0 bell\u0007 \u00e9 \u20ac \ud83d\ude00 lone\ud800 \udc00";

        assertThat(JsonBody.object().text("t", text).json())
                .isEqualTo("{\"t\":\"q\\\" b\\\\ n\\n r\\r t\\t nul\\u0000 bell\\u0007 \u00e9 \u20ac \ud83d\ude00"
                        + " lone\\ud800 \\udc00\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 0, 0", // a tie goes to the even neighbour
        "1.5, 0, 2",
        "2.5, 0, 2",
        "0.125, 2, 0.12",
        "0.375, 2, 0.38",
        "-0.00001, 4, 0.0000", // no negative zero
        "-1.25, 4, -1.2500",
        "0.1, 12, 0.100000000000",
        "123456789012345680, 2, 123456789012345680.00",
    })
    void roundsDecimalsHalfEvenToFixedPlaces(double value, int places, String expected) {
        assertThat(JsonBody.object().decimal("d", value, places).json()).isEqualTo("{\"d\":" + expected + "}");
    }

    @Test
    void roundsLikeExactArithmetic() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            int places = random.nextInt(13);
            double size = StrictMath.pow(10, random.nextInt(-6, 16));
            double value =
                    random.nextInt(4) == 0 ? random.nextInt(-4000, 4000) / 8.0 : (random.nextDouble() - 0.5) * size;
            String exact = new BigDecimal(value)
                    .setScale(places, RoundingMode.HALF_EVEN)
                    .toPlainString();

            assertThat(JsonBody.object().decimal("d", value, places).json())
                    .as("%s to %s places", value, places)
                    .isEqualTo("{\"d\":" + exact + "}");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesWhatIsNotANumber(double value) {
        assertThatThrownBy(() -> JsonBody.object().decimal("d", value, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(value));
    }

    @Test
    void refusesAFieldTwiceButAllowsItInAnotherObject() {
        JsonBody body = JsonBody.object().number("id", 1).object("inner", inner -> inner.number("id", 2));

        assertThat(body.json()).isEqualTo("{\"id\":1,\"inner\":{\"id\":2}}");
        assertThatThrownBy(() -> body.text("id", "3")).hasMessageContaining("'id'");
    }

    @Test
    void refusesReservedNamesInARecord() {
        for (String name : List.of("seq", "time", "type")) {
            assertThatThrownBy(() -> JournalRecord.of(
                            JournalFixtures.START,
                            JournalFixtures.SIGNAL,
                            JsonBody.object().number(name, 1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Signal", "1a", "a-b", "\u00e4", "abcdefghijklmnopqrstuvwxyz_1234567"})
    void refusesTypeNamesOutsideTheAlphabet(String name) {
        assertThatThrownBy(() -> RecordType.of(name)).isInstanceOf(IllegalArgumentException.class);
    }
}
