package dev.ibkrbot.ibkr.jar;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Wakes whoever processes messages, on behalf of the jar's EReaderSignal. Unlike the jar's own it can be ended, so that
 * no thread waits in the jar for a connection that is gone. Thread-safe.
 */
final class Signal implements InvocationHandler {
    private static final int LONGEST_WAIT_SECONDS = 1;

    private final Semaphore permits = new Semaphore(0);
    private volatile boolean over;

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
        switch (method.getName()) {
            case "issueSignal" -> issue();
            case "waitForSignal" -> await();
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            case "equals" -> {
                return proxy == arguments[0];
            }
            default -> {
                // toString
            }
        }
        return "signal";
    }

    void issue() {
        permits.release();
    }

    void end() {
        over = true;
        issue();
    }

    /** Returns at the next signal, at the latest after a second; throws once it has ended. */
    void await() {
        try {
            boolean signaled = permits.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
            if (signaled) {
                permits.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            over = true;
        }
        if (over) {
            throw new IllegalStateException("the connection was closed");
        }
    }
}
