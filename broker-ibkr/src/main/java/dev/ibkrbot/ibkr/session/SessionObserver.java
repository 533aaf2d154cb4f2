package dev.ibkrbot.ibkr.session;

import java.time.Duration;
import java.util.Optional;

/** Watches a session become ready or fail to. Called on the events thread, in order; returns at once. */
public interface SessionObserver {
    /** Watches nothing. */
    SessionObserver NONE = new SessionObserver() {};

    /**
     * A step of one try has worked.
     *
     * @param took since the try began
     * @param detail for people, with accounts masked
     */
    default void passed(SessionStep step, Duration took, String detail) {}

    /**
     * A try, or an established session, has failed.
     *
     * @param nextTry when the next try begins; absent when there is none
     */
    default void failed(GatewayException why, Optional<Duration> nextTry) {}
}
