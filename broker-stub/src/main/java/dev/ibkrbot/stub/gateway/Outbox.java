package dev.ibkrbot.stub.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * What waits to be written to one client. A client that does not read loses the older half of what waits, as gateways
 * do, or, without that limit, is given up. Thread-safe.
 */
final class Outbox {
    /** Beyond this the client is gone or hostile. */
    private static final long MOST_WAITING = 64L * 1024 * 1024;

    private static final long NO_LIMIT = Long.MAX_VALUE;

    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private long dropHalfAbove = NO_LIMIT;
    private long cutAfter = NO_LIMIT;
    private boolean ending;

    /** From now on the older half is dropped whenever more than so many bytes wait. */
    synchronized void dropHalfAbove(long bytes) {
        dropHalfAbove = bytes;
    }

    /** The connection ends after exactly so many bytes were written. */
    synchronized void cutAfter(long bytes) {
        cutAfter = bytes;
    }

    synchronized void add(byte[] frame) {
        if (ending) {
            return;
        }
        waiting.add(frame);
        waitingBytes += frame.length;
        if (waitingBytes > dropHalfAbove) {
            for (int drop = waiting.size() / 2; drop > 0; drop--) {
                waitingBytes -= waiting.remove().length;
            }
        } else if (waitingBytes > MOST_WAITING) {
            waiting.clear();
            ending = true;
        }
        notifyAll();
    }

    /** Nothing more is taken; what waits is still written. */
    synchronized void end() {
        ending = true;
        notifyAll();
    }

    private synchronized List<byte[]> take() throws InterruptedException {
        while (waiting.isEmpty() && !ending) {
            wait();
        }
        List<byte[]> taken = new ArrayList<>(waiting);
        waiting.clear();
        waitingBytes = 0;
        return taken;
    }

    private synchronized long cut() {
        return cutAfter;
    }

    /** Writes until the end was asked for, or the connection is to be cut. */
    void writeTo(OutputStream out) throws IOException, InterruptedException {
        long written = 0;
        while (true) {
            List<byte[]> batch = take();
            for (byte[] frame : batch) {
                long left = cut() - written;
                if (left < frame.length) {
                    out.write(frame, 0, (int) Math.max(0, left));
                    out.flush();
                    return;
                }
                out.write(frame);
                written += frame.length;
            }
            out.flush();
            if (batch.isEmpty()) {
                return;
            }
        }
    }
}
