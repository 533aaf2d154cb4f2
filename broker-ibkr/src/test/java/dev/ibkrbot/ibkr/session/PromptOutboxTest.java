package dev.ibkrbot.ibkr.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An outbox whose connection takes at once what needs no waiting. */
class PromptOutboxTest {
    private final VirtualTime time = new VirtualTime();
    private final Outbox outbox = new Outbox(time, time.executor(), 50);
    private final List<String> log = new ArrayList<>();
    private int room = Integer.MAX_VALUE;
    private boolean broken;

    private final class Line implements Connector.Prompt {
        @Override
        public int offer(byte[] bytes) throws IOException {
            if (broken) {
                throw new IOException("gone");
            }
            int taken = Math.min(room, bytes.length);
            room -= taken;
            log.add("offered " + new String(bytes, 0, taken, StandardCharsets.US_ASCII));
            return taken;
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            if (broken) {
                throw new IOException("gone");
            }
            log.add("written " + new String(bytes, StandardCharsets.US_ASCII));
        }

        @Override
        public void close() {}
    }

    private void attach() {
        outbox.attach(new Line(), why -> log.add(why));
    }

    private void send(String text) {
        outbox.send(text.getBytes(StandardCharsets.US_ASCII), 1, false, () -> log.add(text + " has left"));
    }

    @Test
    void sendsAtOnceOnTheCallersThreadAndTellsOnTheWriters() {
        attach();
        send("one");
        assertThat(log).containsExactly("offered one");
        time.settle();
        assertThat(log).containsExactly("offered one", "one has left");
    }

    @Test
    void leavesTheRestAndAllThatFollowsToTheWriter() {
        attach();
        room = 2;
        send("one");
        send("two");
        assertThat(log).containsExactly("offered on");
        time.settle();
        assertThat(log).containsExactly("offered on", "written e", "one has left", "written two", "two has left");
        room = 10;
        send("six");
        assertThat(log).contains("offered six");
    }

    /** The caller is in the middle of something, so a broken connection is told from the writer's thread. */
    @Test
    void tellsOfABrokenConnectionOnTheWritersThread() {
        attach();
        broken = true;
        send("one");
        assertThat(log).isEmpty();
        time.settle();
        assertThat(log).containsExactly("cannot write: gone");
    }

    @Test
    void keepsTheRate() {
        attach();
        for (int i = 0; i < 60; i++) {
            outbox.send(new byte[] {'x'}, 1, false);
        }
        assertThat(log).hasSize(40); // a fifth stays free for orders
        for (int i = 0; i < 15; i++) {
            outbox.send(new byte[] {'!'}, 1, true);
        }
        assertThat(log).hasSize(50);
        assertThat(log.subList(40, 50)).containsOnly("offered !");
    }
}
