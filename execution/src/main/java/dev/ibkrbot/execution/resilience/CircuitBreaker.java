package dev.ibkrbot.execution.resilience;

import java.time.Instant;

/**
 * Stops asking after repeated failures: after so many in a row it is OPEN for a while, then lets one probe through
 * (HALF_OPEN), whose success closes it and whose failure opens it again, for longer where the waits grow. Confined to
 * one thread.
 */
public final class CircuitBreaker {
    private final int failuresToOpen;
    private final Backoff waits;
    private State state = State.CLOSED;
    private int failures;
    private Instant openUntil = Instant.MIN;

    /**
     * @param failuresToOpen failures in a row that open it; positive
     * @param waits how long it stays open
     */
    public CircuitBreaker(int failuresToOpen, Backoff waits) {
        if (failuresToOpen <= 0) {
            throw new IllegalArgumentException("failures to open are not positive: " + failuresToOpen);
        }
        this.failuresToOpen = failuresToOpen;
        this.waits = waits;
    }

    /** Whether a request may be made now. Answering yes while it was open hands out the one probe. */
    public boolean permits(Instant now) {
        if (state == State.CLOSED) {
            return true;
        }
        if (state == State.OPEN && !now.isBefore(openUntil)) {
            state = State.HALF_OPEN;
            return true;
        }
        return false;
    }

    /** Whether {@link #permits} would say yes, without handing out the probe. */
    public boolean wouldPermit(Instant now) {
        return state == State.CLOSED || (state == State.OPEN && !now.isBefore(openUntil));
    }

    /** A request was answered. */
    public void succeeded() {
        if (state != State.CLOSED || failures != 0) {
            state = State.CLOSED;
            failures = 0;
            waits.reset();
        }
    }

    /** A request was not answered; true when this opened the breaker. */
    public boolean failed(Instant now) {
        failures++;
        if (state == State.OPEN || (state == State.CLOSED && failures < failuresToOpen)) {
            return false;
        }
        state = State.OPEN;
        openUntil = now.plus(waits.next());
        return true;
    }

    /** When an open breaker lets its probe through; meaningless while closed. */
    public Instant openUntil() {
        return openUntil;
    }

    public State state() {
        return state;
    }

    /** CLOSED lets everything through, OPEN nothing, HALF_OPEN waits for the answer to its one probe. */
    public enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }
}
