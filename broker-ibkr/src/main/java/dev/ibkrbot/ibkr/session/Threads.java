package dev.ibkrbot.ibkr.session;

import java.util.concurrent.ThreadFactory;

/** Names threads, so that a thread dump can be read. */
public final class Threads {
    private Threads() {}

    /** Daemon threads of one name: a broker never keeps the program alive. */
    public static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
