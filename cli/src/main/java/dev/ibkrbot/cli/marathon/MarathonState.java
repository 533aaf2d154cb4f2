package dev.ibkrbot.cli.marathon;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.IsoTime;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.cli.wiring.InstanceLock;
import dev.ibkrbot.cli.wiring.StateFolder;
import dev.ibkrbot.execution.journal.JsonBody;
import dev.ibkrbot.execution.journal.JsonFormatException;
import dev.ibkrbot.execution.journal.JsonObject;
import dev.ibkrbot.strategy.marathon.Opportunity;
import dev.ibkrbot.strategy.marathon.TrackRecord;
import dev.ibkrbot.strategy.marathon.Verification;
import dev.ibkrbot.strategy.wheel.Offer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the marathon remembers of one source of prices: daily volatilities, opportunities and what became of them. Kept in
 * {@code marathon/SOURCE/record.jsonl} under the state folder; sources never share a file. Confined to one thread.
 */
public final class MarathonState implements AutoCloseable {
    private static final int VOL_PLACES = 6;

    private final MarathonFile file;
    private final Optional<InstanceLock> lock;
    private final NavigableMap<String, NavigableMap<LocalDate, Double>> volatilities = new TreeMap<>();
    private final List<Opportunity> opportunities = new ArrayList<>();
    private final List<Verification> verifications = new ArrayList<>();

    private MarathonState(Path folder, Optional<InstanceLock> lock) {
        this.file = new MarathonFile(folder.resolve("record.jsonl"));
        this.lock = lock;
        file.lines().forEach(this::read);
    }

    /** For looking only; empty when there is nothing yet. */
    public static MarathonState reading(Path stateFolder, String source) {
        return new MarathonState(folder(stateFolder, source), Optional.empty());
    }

    /** For adding; a failure with exit code 11 while another process does. */
    public static MarathonState writing(Path stateFolder, String source) {
        StateFolder.writable(stateFolder);
        Path folder = folder(stateFolder, source);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        InstanceLock lock = InstanceLock.of(folder);
        try {
            return new MarathonState(folder, Optional.of(lock));
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static Path folder(Path stateFolder, String source) {
        return stateFolder.resolve("marathon").resolve(source);
    }

    /** Known volatilities of one symbol by trading date; a copy. */
    public NavigableMap<LocalDate, Double> volatilities(Symbol symbol) {
        return new TreeMap<>(volatilities.getOrDefault(symbol.value(), new TreeMap<>()));
    }

    /** In the order they were noted; a copy. */
    public List<Opportunity> opportunities() {
        return List.copyOf(opportunities);
    }

    /** In the order they were judged; a copy. */
    public List<Verification> verifications() {
        return List.copyOf(verifications);
    }

    /** What they came to so far. */
    public TrackRecord record() {
        return TrackRecord.of(opportunities, verifications);
    }

    /** Opportunities that nobody has judged. */
    public List<Opportunity> open() {
        Set<String> judged = new HashSet<>();
        verifications.forEach(it -> judged.add(it.id()));
        return opportunities.stream().filter(it -> !judged.contains(it.id())).toList();
    }

    /** One thing to remember. Immutable. */
    public record Entry(String line) {
        /** A symbol's volatility on a trading date. */
        public static Entry volatility(Symbol symbol, LocalDate date, double vol) {
            return new Entry(JsonBody.object()
                    .text("type", "volatility")
                    .text("symbol", symbol.value())
                    .text("date", date.toString())
                    .decimal("vol", vol, VOL_PLACES)
                    .json());
        }

        /** An opportunity that was noted. */
        public static Entry of(Opportunity it) {
            return new Entry(JsonBody.object()
                    .text("type", "opportunity")
                    .text("id", it.id())
                    .text("at", IsoTime.text(it.at()))
                    .text("date", it.date().toString())
                    .text("symbol", it.symbol().value())
                    .text("kind", it.kind().name())
                    .text("expiration", it.expiration().toString())
                    .text("strike", it.strike().toString())
                    .text("premium", it.premium().toString())
                    .text("underlying", it.underlying().toString())
                    .number("iv_rank", it.ivRank())
                    .texts("plays", it.plays())
                    .number("score", it.score())
                    .json());
        }

        /** What became of an opportunity. */
        public static Entry of(Verification it) {
            JsonBody body = JsonBody.object()
                    .text("type", "verification")
                    .text("id", it.id())
                    .text("date", it.date().toString())
                    .text("price", it.price().toString())
                    .flag("success", it.success());
            if (it.volatility().isPresent()) {
                body.decimal("volatility", it.volatility().getAsDouble(), VOL_PLACES);
            }
            return new Entry(
                    body.text("evaluated_at", IsoTime.text(it.evaluatedAt())).json());
        }
    }

    /** Remembers these, durably when it returns. An opportunity noted again under its name replaces the one before. */
    public void add(List<Entry> entries) {
        if (lock.isEmpty()) {
            throw new IllegalStateException("opened for looking only");
        }
        file.append(entries.stream().map(Entry::line).toList());
        entries.forEach(entry -> read(entry.line()));
    }

    private void read(String line) {
        JsonObject json = file.parsed(line);
        try {
            switch (json.requiredText("type")) {
                case "volatility" ->
                    volatilities
                            .computeIfAbsent(json.requiredText("symbol"), symbol -> new TreeMap<>())
                            .put(
                                    LocalDate.parse(json.requiredText("date")),
                                    json.decimal("vol").orElseThrow().doubleValue());
                case "opportunity" -> {
                    Opportunity read = opportunity(json);
                    opportunities.removeIf(it -> it.id().equals(read.id()));
                    opportunities.add(read);
                }
                case "verification" -> verifications.add(verification(json));
                default -> throw file.damaged("a line of an unknown type");
            }
        } catch (JsonFormatException | DateTimeException | IllegalArgumentException | NoSuchElementException e) {
            throw file.damaged(String.valueOf(e.getMessage()));
        }
    }

    private static Opportunity opportunity(JsonObject json) {
        return new Opportunity(
                Instant.parse(json.requiredText("at")),
                LocalDate.parse(json.requiredText("date")),
                new Symbol(json.requiredText("symbol")),
                Offer.Kind.valueOf(json.requiredText("kind")),
                LocalDate.parse(json.requiredText("expiration")),
                Price.of(json.requiredText("strike")),
                Price.of(json.requiredText("premium")),
                Price.of(json.requiredText("underlying")),
                Math.toIntExact(json.requiredNumber("iv_rank")),
                json.texts("plays"),
                Math.toIntExact(json.requiredNumber("score")));
    }

    private static Verification verification(JsonObject json) {
        Optional<BigDecimal> volatility = json.decimal("volatility");
        return new Verification(
                json.requiredText("id"),
                LocalDate.parse(json.requiredText("date")),
                Price.of(json.requiredText("price")),
                json.flag("success").orElseThrow(),
                volatility.isPresent() ? OptionalDouble.of(volatility.get().doubleValue()) : OptionalDouble.empty(),
                Instant.parse(json.requiredText("evaluated_at")));
    }

    @Override
    public void close() {
        lock.ifPresent(InstanceLock::close);
    }
}
