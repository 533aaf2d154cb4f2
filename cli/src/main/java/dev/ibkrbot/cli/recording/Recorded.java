package dev.ibkrbot.cli.recording;

import dev.ibkrbot.broker.instrument.Symbol;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * What was recorded of one symbol on one day by this run. Immutable.
 *
 * @param sweeps times at which everything was asked for
 * @param quotes of options that were answered
 * @param unanswered quotes of options that were not
 * @param minutes bars of the underlying
 * @param bytes size of the file
 */
public record Recorded(
        Symbol symbol, LocalDate date, Path file, int sweeps, int quotes, int unanswered, int minutes, long bytes) {}
