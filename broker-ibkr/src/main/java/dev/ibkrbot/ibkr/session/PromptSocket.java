package dev.ibkrbot.ibkr.session;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A TCP connection to which anybody may write what fits into the send buffer without waiting; only what does not fit
 * needs a thread that may wait. One thread reads and one at a time writes; closing it ends both.
 */
final class PromptSocket implements Closeable {
    /** More at once would only need more memory outside the heap. */
    private static final int LONGEST_READ = 64 << 10;

    private final SocketChannel channel;
    private final Selector readable;
    private final Selector writable;

    /** Takes over a channel that is connected. */
    PromptSocket(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
        readable = Selector.open();
        writable = Selector.open();
        try {
            channel.register(readable, SelectionKey.OP_READ);
            channel.register(writable, SelectionKey.OP_WRITE);
        } catch (IOException e) {
            close(); // it was closed meanwhile
            throw e;
        }
    }

    /** Writes what needs no waiting and says how much that was. */
    int offer(byte[] bytes) throws IOException {
        return channel.write(ByteBuffer.wrap(bytes));
    }

    /** Writes all of it; waits while the peer does not read. */
    void write(byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            if (channel.write(rest) == 0) {
                await(writable);
            }
        }
    }

    /** What the peer says; reading waits for it. */
    InputStream input() {
        return new Input();
    }

    private static void await(Selector selector) throws IOException {
        try {
            selector.select();
            selector.selectedKeys().clear();
        } catch (ClosedSelectorException e) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        readable.close();
        writable.close();
    }

    private final class Input extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            ByteBuffer buffer = ByteBuffer.wrap(target, offset, Math.min(length, LONGEST_READ));
            int count = channel.read(buffer);
            while (count == 0) {
                await(readable);
                count = channel.read(buffer);
            }
            return count;
        }
    }
}
