package dev.ibkrbot.ibkr.session;

/**
 * Lets at most so many messages pass in any window of time. The last messages' moments are remembered instead of counting
 * tokens, because a full bucket of tokens lets twice the rate pass in its first second. Confined to its owner's lock.
 */
final class RateWindow {
    private final long[] sentAt;
    private final long windowNanos;
    private int next;
    private long sent;

    RateWindow(int messages, long windowNanos) {
        sentAt = new long[messages];
        this.windowNanos = windowNanos;
    }

    /** How long so many messages have to wait if this many of the window stay reserved; 0 when they may go now. */
    long waitNanos(int messages, int reserved, long now) {
        int allowed = Math.max(1, sentAt.length - reserved);
        int needed = Math.min(messages, allowed);
        int past = allowed - needed + 1;
        if (sent < past) {
            return 0;
        }
        long then = sentAt[Math.floorMod(next - past, sentAt.length)];
        return Math.max(0, then + windowNanos - now);
    }

    void record(int messages, long now) {
        for (int i = 0; i < messages; i++) {
            sentAt[next] = now;
            next = (next + 1) % sentAt.length;
            sent++;
        }
    }

    /** Forgets the past: a new connection has no history at its peer. */
    void clear() {
        sent = 0;
        next = 0;
    }
}
