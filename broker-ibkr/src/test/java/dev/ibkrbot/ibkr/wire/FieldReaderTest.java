package dev.ibkrbot.ibkr.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldReaderTest {
    private static final String UNSET = "1.7976931348623157E308";

    @Test
    void readsEveryDecimalExactly() {
        SplittableRandom random = new SplittableRandom(43);
        for (int i = 0; i < 100_000; i++) {
            String text = number(random);
            Optional<BigDecimal> value = over(text).readDecimal();
            assertThat(value.orElseThrow()).as(text).isEqualByComparingTo(new BigDecimal(text));
            assertThat(value.orElseThrow().toPlainString()).as(text).doesNotContain("E");
        }
    }

    /** Digits, points, signs and exponents in every mix a gateway may send. */
    private static String number(SplittableRandom random) {
        switch (random.nextInt(6)) {
            case 0:
                return Double.toString(random.nextDouble(-1e6, 1e6));
            case 1:
                return Double.toString(random.nextDouble() * StrictMath.pow(10, random.nextInt(-300, 300)));
            case 2:
                return String.format(Locale.ROOT, "%.4f", random.nextDouble(-1e9, 1e9));
            case 3:
                return Long.toString(random.nextLong(-1_000_000, 1_000_000));
            case 4:
                return Long.toString(random.nextLong(Long.MIN_VALUE + 1, Long.MAX_VALUE));
            default:
                return (random.nextBoolean() ? "-" : "")
                        + "0".repeat(random.nextInt(3))
                        + random.nextInt(1_000_000)
                        + "."
                        + random.nextInt(1_000_000)
                        + "0".repeat(random.nextInt(12));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", UNSET, "1.7976931348623157e+308", "NaN", "Infinity", "-Infinity"})
    void readsUnsetNumbersAsAbsent(String text) {
        assertThat(over(text).readDouble()).isNaN();
        assertThat(over(text).readDecimal()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", UNSET, "2147483647", "9223372036854775807", "-9223372036854775808"})
    void readsUnsetSizesAsAbsent(String text) {
        assertThat(over(text).readSize()).isNaN();
        assertThat(over(text).readQuantity()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e400",
                "-1e400",
                "abc",
                "1,5",
                "+1",
                " 1",
                "1 ",
                "0x10",
                "1_0",
                "--1",
                "-",
                ".",
                "1.2.3",
                "1e",
                "e5",
                "1e5.0",
                "1f",
                "1d",
                "١",
                "nan",
                "inf",
                "1e-9999",
                "-1.7976931348623157E308",
                "11111111111111111111111111111111111111111111111111111111111111111",
            })
    void refusesWhatIsNoNumber(String text) {
        assertThatThrownBy(() -> over(text).readDouble()).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> over(text).readDecimal()).isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-1, -1", "2147483647, 2147483647", "-2147483648, -2147483648", "007, 7", "'', 0"})
    void readsWholeNumbers(String text, int expected) {
        assertThat(over(text).readInt()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483648", "-2147483649", "1.0", "1e3", "+1", " 1", "-", "abc", "99999999999999999999"})
    void refusesWhatIsNoWholeNumberOf32Bits(String text) {
        assertThatThrownBy(() -> over(text).readInt()).isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE + 1, Long.MIN_VALUE, 0, 4_000_000_000L})
    void readsNumbersOf64Bits(long value) {
        assertThat(over(Long.toString(value)).readLong()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "-9223372036854775809", "10000000000000000000"})
    void refusesNumbersBeyond64Bits(String text) {
        assertThatThrownBy(() -> over(text).readLong()).isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "2147483647", "2147483648", "1000000000", "abc", "1e3", "4", "11"})
    void refusesAnImpossibleCountBeforeAnybodyLoops(String count) {
        FieldReader in = over(count + "|a|b|c");
        assertThatThrownBy(() -> in.readCount(2, 10)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void readsTextWithBrokenBytesReplaced() {
        byte[] bytes = {'a', (byte) 0xC3, '|', (byte) 0xFF, (byte) 0xED, (byte) 0xA0, (byte) 0x80, 0};
        assertThat(new FieldReader().over(bytes, 0, bytes.length).readText())
                .isEqualTo(new String(bytes, 0, 7, StandardCharsets.UTF_8))
                .startsWith("a\uFFFD|\uFFFD");
    }

    @ParameterizedTest
    @CsvSource({
        "'\\u884C\\u60C5', '\u884C\u60C5'",
        "'a\\u0022b', 'a\\u0022b'",
        "'\\uD83D\\uDE00', '\uD83D\uDE00'",
        "'\\uD83D x', '\uFFFD x'",
        "'\\u12', '\\u12'",
        "'\\uZZZZ\\', '\\uZZZZ\\'",
        "'C:\\users', 'C:\\users'",
        "'', ''",
    })
    void undoesEscapesOutsideAscii(String sent, String expected) {
        assertThat(over(sent).readEscapedText()).isEqualTo(expected);
    }

    @Test
    void readsListsWithoutEmptyParts() {
        assertThat(over("DU1,,DU2,").readList()).isEqualTo(List.of("DU1", "DU2"));
        assertThat(over("").readList()).isEmpty();
        assertThatThrownBy(() -> over("a,".repeat(10_001)).readList()).isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @CsvSource({"1, true", "0, false", "'', false"})
    void readsFlags(String text, boolean expected) {
        assertThat(over(text).readBool()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "-1", "true", "10", "a"})
    void refusesWhatIsNoFlag(String text) {
        assertThatThrownBy(() -> over(text).readBool()).isInstanceOf(ProtocolException.class);
    }

    @Test
    void namesThePlaceButNotTheContent() {
        assertThatThrownBy(() -> Wire.decode(193, "9|1|DU1234567"))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("field 2 of message 9: not a whole number");
    }

    @Test
    void refusesAPayloadWithoutATerminatedField() {
        assertThatThrownBy(() -> new Decoder(193).decode(new byte[] {'9'}, 0, 1))
                .isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> new Decoder(193).decode(new byte[0], 0, 0)).isInstanceOf(ProtocolException.class);
    }

    private static FieldReader over(String fields) {
        byte[] payload = Wire.payload(fields);
        return new FieldReader().over(payload, 0, payload.length);
    }
}
