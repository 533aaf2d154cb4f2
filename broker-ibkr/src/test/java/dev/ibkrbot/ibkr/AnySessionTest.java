package dev.ibkrbot.ibkr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.ibkr.wire.Mutations;
import dev.ibkrbot.ibkr.wire.Samples;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever a gateway says, a session goes on or ends by a protocol error: no other exception, no order, no growth. The
 * number of mutated frames is 30,000 unless {@code ibkrbot.fuzz.session.frames} says otherwise; the seed is fixed.
 */
class AnySessionTest {
    private static final int FRAMES = Integer.getInteger("ibkrbot.fuzz.session.frames", 30_000);
    private static final int VERSIONS = 25;
    private static final long MOST_GROWTH = 64L << 20;
    private static final Set<String> IDS = Set.of("5", "9000", "1000000005", "100");

    @Test
    @Tag("C21")
    void survivesMutatedFrames() {
        SplittableRandom random = new SplittableRandom(20261121);
        Map<HostileGateway.Outcome, Integer> outcomes = new EnumMap<>(HostileGateway.Outcome.class);
        long before = used();
        for (int i = 0; i < VERSIONS; i++) {
            HostileGateway hostile = new HostileGateway(176 + i);
            List<List<String>> samples = List.copyOf(Samples.all(176 + i).values());
            for (int k = 0; k < FRAMES / VERSIONS; k++) {
                byte[] frame = mutated(samples.get(random.nextInt(samples.size())), hostile, random);
                outcomes.merge(hostile.say(frame, k % 50 == 0), 1, Integer::sum);
                if (hostile.isOver()) {
                    hostile.comeBack();
                }
            }
            assertThat(used() - before).as("growth of the heap").isLessThan(MOST_GROWTH);
            assertThat(hostile.sessions()).isGreaterThan(1);
        }
        assertThat(outcomes.getOrDefault(HostileGateway.Outcome.HEARD, 0))
                .as("%s", outcomes)
                .isBetween(FRAMES / 5, FRAMES * 4 / 5);
    }

    private static byte[] mutated(List<String> sample, HostileGateway hostile, SplittableRandom random) {
        List<String> fields = new ArrayList<>(sample);
        fields.replaceAll(it -> IDS.contains(it) && random.nextBoolean() ? hostile.someId(random.nextInt()) : it);
        byte[] payload = (String.join("\0", fields) + '\0').getBytes(StandardCharsets.UTF_8);
        return random.nextInt(8) == 0 ? payload : Mutations.mutated(payload, random);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
