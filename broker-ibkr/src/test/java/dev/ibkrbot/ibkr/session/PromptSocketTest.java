package dev.ibkrbot.ibkr.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PromptSocketTest {
    private static final int CHUNK = 10_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private ServerSocketChannel server;
    private SocketChannel peer;
    private PromptSocket socket;

    @BeforeEach
    void connect() throws IOException {
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        SocketChannel channel = SocketChannel.open(server.getLocalAddress());
        peer = server.accept();
        socket = new PromptSocket(channel);
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        peer.close();
        server.close();
        threads.shutdownNow();
    }

    /** A peer that does not read fills the buffers; the rest waits for it, and every byte arrives in order. */
    @Test
    void leavesToAWaitingThreadOnlyWhatDoesNotFit() throws Exception {
        byte[] chunk = chunk(0);
        int sent = 0;
        int taken = CHUNK;
        while (taken == CHUNK) {
            taken = socket.offer(chunk);
            sent++;
            chunk = chunk(sent);
        }
        byte[] rest = Arrays.copyOfRange(chunk(sent - 1), taken, CHUNK);
        int all = sent * CHUNK;
        Future<Boolean> writer = threads.submit(() -> {
            socket.write(rest);
            return true;
        });
        ByteBuffer arrived = ByteBuffer.allocate(all);
        while (arrived.hasRemaining() && peer.read(arrived) >= 0) {
            // On until all is here.
        }
        assertThat(writer.get(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < sent; i++) {
            assertThat(Arrays.copyOfRange(arrived.array(), i * CHUNK, (i + 1) * CHUNK))
                    .isEqualTo(chunk(i));
        }
    }

    private static byte[] chunk(int number) {
        byte[] chunk = new byte[CHUNK];
        Arrays.fill(chunk, (byte) number);
        return chunk;
    }

    @Test
    void waitsForWhatThePeerSaysAndSeesItsEnd() throws Exception {
        Future<String> reader = threads.submit(() -> {
            byte[] bytes = new byte[3];
            int count = socket.input().readNBytes(bytes, 0, 3);
            return new String(bytes, 0, count, StandardCharsets.US_ASCII)
                    + socket.input().read();
        });
        peer.write(ByteBuffer.wrap(new byte[] {'a'}));
        peer.write(ByteBuffer.wrap(new byte[] {'b', 'c'}));
        peer.close();
        assertThat(reader.get(10, TimeUnit.SECONDS)).isEqualTo("abc-1");
    }

    @Test
    void endsWhoeverWaitsWhenItIsClosed() throws Exception {
        Future<Integer> reader = threads.submit(() -> socket.input().read());
        Callable<Boolean> endless = () -> {
            while (true) {
                socket.write(new byte[CHUNK]);
            }
        };
        Future<Boolean> writer = threads.submit(endless);
        while (socket.offer(new byte[CHUNK]) > 0) {
            // On until the buffers are full, and the writer has to wait.
        }
        socket.close();
        for (Future<?> waiting : List.of(reader, writer)) {
            assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> socket.offer(new byte[1])).isInstanceOf(IOException.class);
        assertThat(peer.socket().getInputStream().readAllBytes()).isNotEmpty();
    }
}
