package dev.ibkrbot.benchmarks.wire;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * Wall time, processor time of all threads, and bytes allocated by the thread that started it. Confined to one thread.
 */
final class Stopwatch {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long cpu = SYSTEM.getProcessCpuTime();
    private final long allocated = THREADS.getCurrentThreadAllocatedBytes();
    private final long wall = System.nanoTime();

    long wallNanos() {
        return System.nanoTime() - wall;
    }

    /** The round is over: prints all three for each message. */
    void print(long messages) {
        double count = messages;
        System.out.printf(
                Locale.ROOT,
                "round %.2f %.2f %.2f%n",
                wallNanos() / count,
                (SYSTEM.getProcessCpuTime() - cpu) / count,
                (THREADS.getCurrentThreadAllocatedBytes() - allocated) / count);
    }
}
