package dev.ibkrbot.cli.gameplan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The gameplans of a folder: each {@code *.json} in it belongs to the date it says, and one that says none to the date in
 * its name. A date with two files has no plan, like one without any. Confined to the thread that looks.
 */
public final class GameplanFolder {
    private final Path folder;
    private final GameplanRules rules;
    private Map<Path, Seen> seen = Map.of();

    /** What a file said of its date when it last changed. */
    private record Seen(FileTime changed, long bytes, Optional<LocalDate> date) {}

    /** {@code rules} but for their date. */
    public GameplanFolder(Path folder, GameplanRules rules) {
        this.folder = folder;
        this.rules = rules;
    }

    /** The plan of a date as the folder is now. */
    public GameplanReading of(LocalDate date) {
        try {
            look();
        } catch (IOException | UncheckedIOException e) {
            String reason = Files.exists(folder) ? GameplanFile.loadError(e) : "missing_file";
            return GameplanFile.refused(rules.on(date), reason, "no folder to read", "");
        }
        return seenOf(date);
    }

    private GameplanReading seenOf(LocalDate date) {
        GameplanRules today = rules.on(date);
        List<Path> files = files(Optional.of(date));
        if (files.size() == 1) {
            return GameplanFile.read(files.get(0), today);
        }
        if (files.isEmpty()) {
            List<Path> undated = files(Optional.empty());
            String others = undated.isEmpty() ? "" : "; " + names(undated) + " cannot be told to belong to any date";
            return GameplanFile.refused(today, "missing_file", "no plan in the folder is of " + date + others, "");
        }
        String sums = files.stream()
                .map(file -> GameplanFile.read(file, today).checksum())
                .collect(Collectors.joining());
        return GameplanFile.refused(today, "duplicate_date", names(files) + " are all of " + date, sums);
    }

    /** Every date there is with its plan, in order, and files of no date as refusals of their own. */
    public List<Dated> all() {
        Map<LocalDate, GameplanReading> byDate = new TreeMap<>();
        GameplanReading asked = of(rules.today());
        seen.values().stream()
                .flatMap(it -> it.date().stream())
                .forEach(date -> byDate.computeIfAbsent(date, this::seenOf));
        List<Dated> all = new ArrayList<>();
        byDate.forEach((date, reading) -> all.add(new Dated(date.toString(), reading)));
        files(Optional.empty()).forEach(file -> all.add(new Dated(name(file), GameplanFile.read(file, rules))));
        return all.isEmpty() ? List.of(new Dated(rules.today().toString(), asked)) : all;
    }

    /** A reading and the date, or the file without one, that it is of. */
    public record Dated(String of, GameplanReading reading) {
        /** One line: what it says, or why it is refused. */
        public String line() {
            String problems = reading.problems().stream()
                    .filter(it -> it.fatal() || reading.refusal().isEmpty())
                    .map(GameplanProblem::line)
                    .collect(Collectors.joining("; "));
            String what = reading.refusal()
                    .orElseGet(() -> "usable: strategy " + reading.plan().strategy() + ", "
                            + reading.plan().symbols() + ", size "
                            + reading.plan().size());
            return of + " " + what + (problems.isEmpty() ? "" : ": " + problems);
        }
    }

    private List<Path> files(Optional<LocalDate> date) {
        return seen.entrySet().stream()
                .filter(it -> it.getValue().date().equals(date))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private void look() throws IOException {
        Map<Path, Seen> now = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(GameplanFolder::isPlan).toList()) {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                now.put(file, seen(file, attributes.lastModifiedTime(), attributes.size()));
            }
        }
        seen = now;
    }

    /** A file that cannot be understood any more is still of the date it was. */
    private Seen seen(Path file, FileTime changed, long bytes) {
        Optional<Seen> before = Optional.ofNullable(seen.get(file));
        return before.filter(it -> it.changed().equals(changed) && it.bytes() == bytes)
                .orElseGet(() ->
                        new Seen(changed, bytes, GameplanFile.date(file).or(() -> before.flatMap(Seen::date))));
    }

    private static boolean isPlan(Path file) {
        return name(file).endsWith(".json") && !name(file).startsWith(".") && Files.isRegularFile(file);
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static String names(List<Path> files) {
        return files.stream().map(GameplanFolder::name).collect(Collectors.joining(", "));
    }
}
