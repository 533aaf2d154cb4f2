package dev.ibkrbot.ibkr.session;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What a session runs on; a test puts virtual time and its own threads here. Immutable.
 *
 * @param lock guards all state of one broker
 * @param clock the wall clock
 * @param timers monotonic time and later tasks
 * @param connector opens connections
 * @param writer one thread that may block in writing
 * @param events one thread that calls listeners and completes stages, so that their code blocks nothing else
 * @param random for jitter
 */
public record Machinery(
        Object lock,
        InstantSource clock,
        Timers timers,
        Connector connector,
        Executor writer,
        Executor events,
        RandomGenerator random) {}
