package dev.ibkrbot.ibkr.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Any bytes end in a message or in a {@link ProtocolException}, at a cost bounded by their number. The number of
 * mutated frames is 300,000 unless {@code ibkrbot.fuzz.frames} says otherwise; the seed is fixed.
 */
class AnyBytesTest {
    private static final int[] VERSIONS = {176, 187, 193, 200};
    private static final int FRAMES = Integer.getInteger("ibkrbot.fuzz.frames", 300_000);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Cut anywhere, a payload is refused, or what is left is all that anybody needs. */
    @ParameterizedTest
    @ValueSource(ints = {176, 187, 193, 200})
    void readsAMessageCutAtAnyFieldWhollyOrNotAtAll(int version) {
        Samples.all(version).forEach((name, fields) -> {
            Inbound whole = Wire.decode(version, Wire.payload(fields));
            for (int cut = 1; cut < fields.size(); cut++) {
                Optional<Inbound> part = tryDecode(version, Wire.payload(fields.subList(0, cut)));
                assertThat(part.isEmpty() || part.get().equals(whole))
                        .as("%s cut to %d fields: %s", name, cut, part)
                        .isTrue();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {176, 187, 193, 200})
    void refusesAMessageCutWithinAField(int version) {
        Samples.all(version).forEach((name, fields) -> {
            byte[] payload = Wire.payload(fields);
            for (int cut = 0; cut < payload.length; cut++) {
                byte[] part = Arrays.copyOf(payload, cut);
                if (cut == 0 || part[cut - 1] != 0) {
                    assertThat(tryDecode(version, part))
                            .as("%s at byte %d", name, cut)
                            .isEmpty();
                }
                tryDecode(version, Arrays.copyOf(payload, cut + 1)); // the cut field terminated: no other exception
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {176, 187, 193, 200})
    void survivesEveryNastyValueInEveryField(int version) {
        Samples.all(version).forEach((name, fields) -> {
            for (int at = 0; at < fields.size(); at++) {
                for (String nasty : Mutations.NASTY) {
                    List<String> changed = new ArrayList<>(fields);
                    changed.set(at, nasty);
                    tryDecode(version, Wire.payload(changed));
                    changed.set(at, fields.get(at));
                    changed.add(at, nasty);
                    tryDecode(version, Wire.payload(changed));
                }
                List<String> shorter = new ArrayList<>(fields);
                shorter.remove(at);
                tryDecode(version, Wire.payload(shorter));
            }
        });
    }

    /** A session cut anywhere gives the messages before the cut, then a clean end or an end within a frame. */
    @ParameterizedTest
    @ValueSource(ints = {176, 187, 193, 200})
    void readsASessionCutAtEveryByteUpToTheCut(int version) throws IOException {
        List<byte[]> frames = Samples.all(version).values().stream()
                .map(fields -> Wire.frame(Wire.payload(fields)))
                .toList();
        byte[] session = Wire.join(frames.toArray(byte[][]::new));
        int whole = 0;
        int boundary = 0;
        for (int cut = 0; cut < session.length; cut++) {
            if (cut == boundary + frames.get(whole).length) {
                boundary = cut;
                whole++;
            }
            FrameReader reader = new FrameReader(new ByteArrayInputStream(session, 0, cut), FrameReader.DEFAULT_LIMIT);
            Decoder decoder = new Decoder(version);
            int messages = 0;
            boolean within = false;
            try {
                while (reader.advance()) {
                    reader.message(decoder);
                    messages++;
                }
            } catch (EOFException e) {
                within = true;
            }
            assertThat(List.of(messages, within)).as("cut at %d", cut).isEqualTo(List.of(whole, cut != boundary));
        }
    }

    @Test
    void survivesMutatedFramesAtBoundedCost() {
        SplittableRandom random = new SplittableRandom(20261121);
        List<List<byte[]>> payloads = new ArrayList<>();
        List<Decoder> decoders = new ArrayList<>();
        for (int version : VERSIONS) {
            payloads.add(
                    Samples.all(version).values().stream().map(Wire::payload).toList());
            decoders.add(new Decoder(version));
        }
        int refused = 0;
        for (int i = 0; i < FRAMES; i++) {
            int version = random.nextInt(VERSIONS.length);
            List<byte[]> ofVersion = payloads.get(version);
            byte[] payload = Mutations.mutated(ofVersion.get(random.nextInt(ofVersion.size())), random);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            refused += tryDecode(decoders.get(version), payload).isPresent() ? 0 : 1;
            long cost = THREADS.getCurrentThreadAllocatedBytes() - before;
            if (cost > (256 << 10) + 64L * payload.length) {
                throw new AssertionError("frame " + i + ": " + payload.length + " bytes cost " + cost);
            }
        }
        assertThat(refused).as("refused of %d", FRAMES).isBetween(FRAMES / 20, FRAMES - FRAMES / 20);
    }

    /** Frames with wrong lengths in a stream: messages, a clean end, an end within a frame, or a refusal. */
    @Test
    void survivesMutatedStreams() {
        SplittableRandom random = new SplittableRandom(5);
        byte[] session = Wire.join(Samples.all(193).values().stream()
                .map(fields -> Wire.frame(Wire.payload(fields)))
                .toArray(byte[][]::new));
        int[] lengths = {0, 1, 0xFFFFFF, 0x1000000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF};
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = i % 2 == 0 ? Mutations.mutated(session, random) : session.clone();
            int at = random.nextInt(bytes.length - 4);
            int length = lengths[random.nextInt(lengths.length)];
            for (int k = 0; k < 4; k++) {
                bytes[at + k] = (byte) (length >>> (24 - 8 * k));
            }
            FrameReader reader = new FrameReader(new ByteArrayInputStream(bytes), FrameReader.LONGEST);
            readToTheEnd(reader);
            assertThat(reader.capacity()).isEqualTo(64 << 10);
        }
    }

    private static void readToTheEnd(FrameReader reader) {
        Decoder decoder = new Decoder(193);
        try {
            while (reader.advance()) {
                reader.message(decoder);
            }
        } catch (EOFException | ProtocolException e) {
            assertThat(e.getMessage()).isNotBlank();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static List<byte[]> hugePayloads() {
        int size = FrameReader.DEFAULT_LIMIT;
        return List.of(
                filled("999|", "|", size),
                filled("15|1|", "a,", size),
                filled("9|1|", "9", size),
                filled("4|2|-1|2104|", "\\u884C", size),
                filled("4|2|-1|2104|", "\u00FF", size),
                filled("17|5|a|b|199999", "|1|1|1|1|1|1|1|1", size),
                filled("17|5|a|b|500000", "||||||||", size),
                filled("75|5|X|1|X|100|0|20000", "|1.5", size),
                filled("75|5|X|1|X|100|2000000", "|", size),
                filled("93|5|900", "|1|2", size),
                filled("5|7|1|SPY|OPT|20251219|", "1", size),
                filled("10|5|SPY|OPT|x|x|1|C|a|b|c|d|e|1|1|1|", "x,", size));
    }

    /** Even the largest message costs no more than what a small heap can bear. */
    @ParameterizedTest
    @MethodSource("hugePayloads")
    void boundsTheCostOfTheLargestMessage(byte[] payload) {
        Decoder decoder = new Decoder(193);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        tryDecode(decoder, payload);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(64 << 20);
    }

    private static byte[] filled(String head, String unit, int size) {
        byte[] start = head.replace('|', '\0').getBytes(StandardCharsets.UTF_8);
        byte[] part = unit.replace('|', '\0').getBytes(StandardCharsets.UTF_8);
        byte[] payload = Arrays.copyOf(start, size);
        for (int i = start.length; i < size - 1; i++) {
            payload[i] = part[(i - start.length) % part.length];
        }
        payload[size - 1] = 0;
        return payload;
    }

    /** A stream of ticks leaves nothing behind but the ticks. */
    @Test
    void allocatesNothingForATickButTheTick() {
        byte[] price = Wire.payload("1|6|1000000005|1|5.15|12|1");
        byte[] size = Wire.payload("2|6|1000000005|0|300");
        Decoder decoder = new Decoder(193);
        decodeMany(decoder, price, 20_000);
        decodeMany(decoder, size, 20_000);
        // Headers of 12 bytes; three ints and two doubles; two ints and a double.
        assertThat(decodeMany(decoder, price, 20_000)).isLessThanOrEqualTo(20_000 * 40 + 4096);
        assertThat(decodeMany(decoder, size, 20_000)).isLessThanOrEqualTo(20_000 * 32 + 4096);
    }

    private static long decodeMany(Decoder decoder, byte[] payload, int times) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        int requests = 0;
        for (int i = 0; i < times; i++) {
            requests += decoder.decode(payload, 0, payload.length) instanceof MarketMessage ? 1 : 0;
        }
        long cost = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(requests).isEqualTo(times);
        return cost;
    }

    private static Optional<Inbound> tryDecode(int version, byte[] payload) {
        return tryDecode(new Decoder(version), payload);
    }

    private static Optional<Inbound> tryDecode(Decoder decoder, byte[] payload) {
        try {
            return Optional.of(decoder.decode(payload, 0, payload.length));
        } catch (ProtocolException e) {
            return Optional.empty();
        }
    }
}
