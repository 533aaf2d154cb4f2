package dev.ibkrbot.stub.history;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.NavigableMap;

/** Where recorded options of one underlying are read from, a day at a time. Immutable. */
interface OptionSource {
    /** The days there are quotes of, each with what to name in errors; nothing is read. */
    NavigableMap<LocalDate, Path> days();

    /**
     * Reads one of them.
     *
     * @param last second since 1970 after which nothing is to be known
     */
    OptionDay read(LocalDate date, long last);
}
