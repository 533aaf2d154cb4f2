package dev.ibkrbot.cli.history;

import dev.ibkrbot.broker.expiry.Obligations;
import dev.ibkrbot.execution.journal.JournalHead;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a proven journal tells about its run: what was asked for, each signal and what came of it, and how it ended.
 * Holds and skips are counted. Confined to one thread.
 */
public final class JournalStory {
    /**
     * A day's known equity. Immutable.
     *
     * @param at when it was seen
     * @param date the trading date
     */
    record Equity(Instant at, String date, String amount, String currency) {}

    /** Something a person should have seen. Immutable. */
    record Alert(Instant at, String severity, String code, String message) {}

    /**
     * A cycle that came to no plan, or to HOLD; a skipped one asked no strategy and no gate. Immutable.
     *
     * @param detail for a person; may be empty
     * @param strategy who answered; empty when none was asked
     * @param record as it was journaled; read anew for its gates, so that long journals fit into memory
     */
    record Quiet(
            Instant at,
            String symbol,
            String what,
            String reason,
            String detail,
            String strategy,
            JournalRecord record) {
        List<JsonObject> gates() {
            return record.parsedBody().objects("gates");
        }
    }

    /** What was told of the run itself: a gameplan, a halt, a limit. Immutable. */
    record Event(Instant at, String what, String text) {}

    /** What a finished day counted; {@code strategies} one by one. Immutable. */
    record DayEnd(LocalDate date, long holds, List<JsonObject> strategies) {}

    /** A limit that was reached; {@code until} is the first trading date without it. Immutable. */
    record Limit(String until, String detail) {}

    final List<SignalStory> signals = new ArrayList<>();
    final List<Alert> alerts = new ArrayList<>();
    final List<Quiet> quiet = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    final List<DayEnd> dayEnds = new ArrayList<>();
    /** Trading dates of which there are evaluations, or an end. */
    final NavigableSet<LocalDate> dates = new TreeSet<>();

    /** Limits that stand, by their code: until when, and why. */
    final Map<String, Limit> limits = new LinkedHashMap<>();

    final Map<String, Long> skips = new TreeMap<>();
    final Map<String, Long> holds = new TreeMap<>();
    final Map<String, Long> denials = new TreeMap<>();
    final Map<String, OrderStory> orders = new LinkedHashMap<>();
    Optional<JsonObject> parameters = Optional.empty();
    Optional<Equity> startEquity = Optional.empty();
    Optional<Equity> latestEquity = Optional.empty();
    Optional<String> halted = Optional.empty();
    Optional<String> paused = Optional.empty();
    Optional<String> ended = Optional.empty();
    Optional<Instant> lastRecord = Optional.empty();
    long dryRunOrders;
    int trades;
    private final Path file;
    private JournalHead head = new JournalHead(0, "0".repeat(64));

    JournalStory(Path file) {
        this.file = file;
    }

    /** What the trades that are open owe if everything they wrote is assigned. */
    Obligations obligations() {
        return Obligations.of(tradeStories().stream()
                .flatMap(signal -> signal.positions().stream())
                .toList());
    }

    /**
     * Reads this journal without changing it. A damaged one is a {@link dev.ibkrbot.cli.output.CommandFailure} that
     * names the file and the record.
     */
    public static JournalStory read(Path journal) {
        JournalStory story = new JournalStory(journal);
        StoryReader reader = new StoryReader(story);
        story.head = ProvenRecords.read(journal, entry -> reader.accept(entry.record()));
        return story;
    }

    Path file() {
        return file;
    }

    long records() {
        return head.sequence();
    }

    String hash() {
        return head.hash();
    }

    /** Signals that sent orders, in the order they did. */
    List<SignalStory> tradeStories() {
        return signals.stream().filter(signal -> signal.trade() > 0).toList();
    }
}
