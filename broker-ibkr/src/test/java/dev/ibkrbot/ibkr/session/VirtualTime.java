package dev.ibkrbot.ibkr.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;

/** Time that moves only when told, and threads that are one queue. Confined to the test's thread. */
public final class VirtualTime implements Timers, InstantSource {
    private static final Instant START = Instant.parse("2026-11-18T15:30:00Z");

    private final Queue<Runnable> queue = new ArrayDeque<>();
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::number));
    private long now;
    private long number;

    private record Task(long at, long number, Runnable work) {}

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public Instant instant() {
        return START.plusNanos(now);
    }

    @Override
    public Timer after(Duration delay, Runnable work) {
        Task task = new Task(now + Math.max(0, delay.toNanos()), number++, work);
        tasks.add(task);
        return () -> tasks.remove(task);
    }

    /** How many tasks wait for their time. */
    public int waiting() {
        return tasks.size();
    }

    /** Runs a task soon, as another thread would. */
    public Executor executor() {
        return queue::add;
    }

    /** Does all there is to do now. */
    public void settle() {
        for (Runnable next = queue.poll(); next != null; next = queue.poll()) {
            next.run();
        }
    }

    /** Lets time pass, doing everything in its order. */
    public void pass(Duration span) {
        long until = now + span.toNanos();
        settle();
        while (!tasks.isEmpty() && tasks.peek().at() <= until) {
            Task task = tasks.remove();
            now = Math.max(now, task.at());
            task.work().run();
            settle();
        }
        now = until;
    }

    public Machinery machinery(Connector connector) {
        return new Machinery(new Object(), this, this, connector, executor(), executor(), new SplittableRandom(5));
    }
}
