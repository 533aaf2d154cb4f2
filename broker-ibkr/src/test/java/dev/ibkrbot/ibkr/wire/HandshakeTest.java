package dev.ibkrbot.ibkr.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.error.Recovery;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {
    /** The example of the protocol page. */
    @Test
    void offersARangeByteForByte() {
        assertThat(HexFormat.of().formatHex(Handshake.offer(193)))
                .isEqualTo("41504900" + "00000009" + HexFormat.of().formatHex("v100..193".getBytes()));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 175, 201, 203})
    void neverOffersWhatItCannotSpeak(int ceiling) {
        assertThatThrownBy(() -> Handshake.offer(ceiling)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "176, 20230405 22:20:39 PST",
        "193, 20250415 19:38:30 British Summer Time",
        "193, 20250415 19:38:30 中国标准时间",
    })
    void takesTheTimeAsOpaqueText(int version, String time) throws IOException {
        assertThat(greeting(version + "|" + time)).isEqualTo(new Handshake.Greeting(version, time));
    }

    @ParameterizedTest
    @ValueSource(strings = {"175|x", "194|x", "201|x", "0|x", "-2|x", "-1|evil.example:4001"})
    void refusesOtherVersionsAndRedirects(String fields) {
        assertThatThrownBy(() -> greeting(fields))
                .isInstanceOfSatisfying(
                        ProtocolException.class, e -> assertThat(e.recovery()).isEqualTo(Recovery.FIX_CONFIGURATION));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "193", "abc|x", "1e2|x", "99999999999|x", "1 93|x"})
    void refusesWhatIsNoGreeting(String fields) {
        assertThatThrownBy(() -> greeting(fields)).isInstanceOf(ProtocolException.class);
    }

    private static Handshake.Greeting greeting(String fields) throws IOException {
        FrameReader reader =
                new FrameReader(new ByteArrayInputStream(Wire.frame(Wire.payload(fields))), FrameReader.DEFAULT_LIMIT);
        assertThat(reader.advance()).isTrue();
        return reader.greeting(193);
    }
}
