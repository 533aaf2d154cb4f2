package dev.ibkrbot.ibkr.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.error.Recovery;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
    private static final byte[] SESSION = Wire.join(
            Wire.frame(Wire.payload("15|1|DU1,")),
            Wire.frame(Wire.payload("9|1|5")),
            Wire.frame(Wire.payload("8|1|12:30")));
    private static final List<Inbound> MESSAGES = List.of(
            new SessionMessage.ManagedAccounts(List.of("DU1")),
            new SessionMessage.NextValidId(5),
            new AccountMessage.UpdateTime("12:30"));

    @Test
    void readsCoalescedFrames() throws IOException {
        assertThat(readAll(new ByteArrayInputStream(SESSION))).isEqualTo(MESSAGES);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 11})
    void readsFramesCutIntoSlices(int size) throws IOException {
        assertThat(readAll(new SlicedStream(SESSION, size))).isEqualTo(MESSAGES);
    }

    @Test
    void endsQuietlyBetweenFramesAndLoudlyWithinOne() throws IOException {
        for (int cut = 0; cut < SESSION.length; cut++) {
            byte[] head = Arrays.copyOf(SESSION, cut);
            if (cut == 0 || cut == 14 || cut == 24) {
                assertThat(readAll(new ByteArrayInputStream(head)).size()).isEqualTo(cut == 0 ? 0 : cut == 14 ? 1 : 2);
            } else {
                assertThatThrownBy(() -> readAll(new ByteArrayInputStream(head)))
                        .as("cut at %d", cut)
                        .isInstanceOf(EOFException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x1000000, FrameReader.DEFAULT_LIMIT + 1})
    void refusesAnImpossibleLengthBeforeReadingOn(int length) {
        FrameReader reader = new FrameReader(announcing(length), FrameReader.DEFAULT_LIMIT);
        assertThatThrownBy(reader::advance)
                .isInstanceOfSatisfying(
                        ProtocolException.class, e -> assertThat(e.recovery()).isEqualTo(Recovery.RECONNECT));
        assertThat(reader.capacity()).isEqualTo(64 << 10);
    }

    @Test
    void growsOnlyWithTheBytesThatArrive() {
        FrameReader reader = new FrameReader(announcing(FrameReader.LONGEST), FrameReader.LONGEST);
        assertThatThrownBy(reader::advance).isInstanceOf(EOFException.class);
        assertThat(reader.capacity()).isEqualTo(64 << 10);
    }

    @Test
    void readsTheLongestFrameAndForgetsItsBuffer() throws IOException {
        byte[] payload = new byte[FrameReader.LONGEST];
        Arrays.fill(payload, (byte) 'x');
        System.arraycopy(Wire.payload("8|1|"), 0, payload, 0, 4);
        payload[payload.length - 1] = 0;
        InputStream in = new ByteArrayInputStream(Wire.join(Wire.frame(payload), SESSION));
        FrameReader reader = new FrameReader(in, FrameReader.LONGEST);
        Decoder decoder = new Decoder(193);
        assertThat(reader.advance()).isTrue();
        assertThat(reader.message(decoder))
                .isInstanceOfSatisfying(
                        AccountMessage.UpdateTime.class,
                        it -> assertThat(it.time()).hasSize(FrameReader.LONGEST - 5));
        assertThat(reader.capacity()).isLessThanOrEqualTo(32 << 20);
        List<Inbound> rest = new ArrayList<>();
        while (reader.advance()) {
            rest.add(reader.message(decoder));
        }
        assertThat(rest).isEqualTo(MESSAGES);
        assertThat(reader.capacity()).isEqualTo(64 << 10);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, FrameReader.LONGEST + 1})
    void refusesALimitTheProtocolDoesNotHave(int limit) {
        assertThatThrownBy(() -> new FrameReader(InputStream.nullInputStream(), limit))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAnotherProtocolOnThePort() {
        for (String greeting :
                List.of("HTTP/1.1 400 Bad Request\r\n", "SSH-2.0-OpenSSH_9.2\r\n", "\u0016\u0003\u0001\u0002")) {
            FrameReader reader = new FrameReader(
                    new ByteArrayInputStream(greeting.getBytes(StandardCharsets.ISO_8859_1)),
                    FrameReader.DEFAULT_LIMIT);
            assertThatThrownBy(reader::advance).isInstanceOf(ProtocolException.class);
        }
    }

    private static InputStream announcing(int length) {
        byte[] prefix = {(byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8), (byte) length};
        return new SequenceInputStream(Collections.enumeration(
                List.of(new ByteArrayInputStream(prefix), new ByteArrayInputStream(new byte[10]))));
    }

    private static List<Inbound> readAll(InputStream in) throws IOException {
        FrameReader reader = new FrameReader(in, FrameReader.DEFAULT_LIMIT);
        Decoder decoder = new Decoder(193);
        List<Inbound> messages = new ArrayList<>();
        while (reader.advance()) {
            messages.add(reader.message(decoder));
        }
        return messages;
    }

    /** Never gives more than so many bytes at once. */
    private static final class SlicedStream extends ByteArrayInputStream {
        private final int size;

        SlicedStream(byte[] bytes, int size) {
            super(bytes);
            this.size = size;
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, size));
        }
    }
}
