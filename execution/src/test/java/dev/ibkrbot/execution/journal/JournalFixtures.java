package dev.ibkrbot.execution.journal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Records and SQLite databases for the journal's tests. */
final class JournalFixtures {
    static final Instant START = Instant.parse("2026-06-15T13:30:00Z");
    static final RecordType SIGNAL = RecordType.of("signal");

    private JournalFixtures() {}

    static JournalRecord record(int number) {
        JsonBody body = JsonBody.object()
                .text("symbol", number % 2 == 0 ? "SPY" : "QQQ")
                .number("number", number)
                .decimal("confidence", 0.5 + number / 1000.0, 4);
        return JournalRecord.of(START.plusSeconds(number), SIGNAL, body);
    }

    static List<JournalRecord> records(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(JournalFixtures::record).toList();
    }

    static List<JournalEntry> entries(List<JournalRecord> records) {
        return IntStream.range(0, records.size())
                .mapToObj(i -> new JournalEntry(i + 1L, records.get(i)))
                .toList();
    }

    static List<JournalEntry> entriesOf(Journal journal) {
        List<JournalEntry> entries = new ArrayList<>();
        journal.read(1, entries::add);
        return entries;
    }

    static DataSource sqlite(Path file) {
        return source(file, new SQLiteConfig());
    }

    /** As {@link #sqlite}, with the smallest pages, so that a sweep over all bytes of a file stays short. */
    static DataSource sqliteWithSmallPages(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setPageSize(512);
        return source(file, config);
    }

    static DataSource readOnly(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        return source(file, config);
    }

    private static DataSource source(Path file, SQLiteConfig config) {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }
}
