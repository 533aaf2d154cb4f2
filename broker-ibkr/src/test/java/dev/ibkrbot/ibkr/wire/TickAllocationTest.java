package dev.ibkrbot.ibkr.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the stream to the handler, a tick costs no memory but its own. */
class TickAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int TICKS = 20_000;

    /** What a reader has for itself, whatever it reads. */
    private static final int READER = 80 << 10;

    /**
     * Objects have a header of 12 bytes and end on a multiple of 8: three ints and two doubles; two ints and a
     * double; two ints and a text, which is an object with its bytes; three ints and eight doubles.
     */
    @ParameterizedTest
    @CsvSource({
        "40, 1|6|1000000005|1|5.15|12|1",
        "40, 1|6|1000000005|4|0.1234567890123456|0.25|0",
        "32, 2|6|1000000005|0|300",
        "32, 45|6|1000000005|24|0.1875000000000001",
        "80, 46|6|1000000005|45|1700000000",
        "88, 21|1000000005|13|1|0.2|0.31|5.15|-1|0.02|-2|-0.15|600.5",
        "88, 21|1000000005|13|1|0.1873456789012345|-0.31|5.15|0.0|9.123456789012345E-4|1.0E-5|-0.15|600.5",
    })
    void costsNothingButTheTick(int bytes, String fields) throws IOException {
        byte[] frame = Wire.frame(Wire.payload(fields));
        byte[][] copies = new byte[TICKS][];
        Arrays.fill(copies, frame);
        byte[] stream = Wire.join(copies);
        readAll(stream);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        readAll(stream);
        long cost = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(cost).isBetween(0L, (long) TICKS * bytes + READER);
    }

    private static void readAll(byte[] stream) throws IOException {
        FrameReader reader = new FrameReader(new ByteArrayInputStream(stream), FrameReader.DEFAULT_LIMIT);
        Decoder decoder = new Decoder(193);
        InboundHandler handler = new InboundHandler() {};
        int ticks = 0;
        while (reader.advance()) {
            reader.message(decoder).deliverTo(handler);
            ticks++;
        }
        assertThat(ticks).isEqualTo(TICKS);
    }
}
