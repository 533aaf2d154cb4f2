package dev.ibkrbot.cli.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds the key of the table behind each line of a file; what the table does not know is a problem. */
final class FileLayer {
    private final List<Problem> problems;
    private final List<Setting> settings = new ArrayList<>();
    private final int rank;

    private FileLayer(int rank, List<Problem> problems) {
        this.rank = rank;
        this.problems = problems;
    }

    static List<Setting> read(RawNode.Fields root, int rank, List<Problem> problems) {
        FileLayer layer = new FileLayer(rank, problems);
        root.fields().forEach(layer::top);
        return layer.settings;
    }

    private void top(RawNode.Field field) {
        if (KeyTable.SECTIONS.containsKey(field.name())) {
            section(field);
        } else if (field.name().contains(".")) {
            unknown(
                    field.name(),
                    field,
                    KeyTable.find(field.name())
                            .map(key -> "write '" + key.section() + ":' and below it, indented, '" + key.name() + ":'")
                            .orElse("'bot config init' writes a file with every key"));
        } else {
            keyed(field.name(), field);
        }
    }

    private void section(RawNode.Field section) {
        if (section.value() instanceof RawNode.Fields inside) {
            inside.fields().forEach(field -> keyed(section.name() + "." + field.name(), field));
        } else if (!(section.value() instanceof RawNode.Scalar scalar && scalar.isNothing())) {
            problems.add(Problem.error(
                    section.name(),
                    section.value().origin(),
                    "holds " + section.value().described() + " instead of keys",
                    "write its keys below it, indented"));
        }
    }

    private void keyed(String path, RawNode.Field field) {
        KeyTable.find(path)
                .ifPresentOrElse(
                        key -> settings.add(new Setting(key, field.value(), rank)),
                        () -> unknown(path, field, remedy(path, field.name())));
    }

    private void unknown(String path, RawNode.Field field, String fix) {
        problems.add(Problem.error(Quoting.plain(path), field.origin(), "no such key", fix));
    }

    private static String remedy(String path, String name) {
        Optional<String> elsewhere = KeyTable.ALL.stream()
                .filter(key -> key.isCurrent() && key.name().equals(name))
                .map(key -> key.section().isEmpty()
                        ? "it stands at the top, unindented"
                        : "it belongs under '" + key.section() + ":'")
                .findFirst();
        return elsewhere.orElseGet(
                () -> Suggestion.orElse(path, candidates(path), "'bot config init' writes a file with every key"));
    }

    private static TreeSet<String> candidates(String path) {
        int dot = path.indexOf('.');
        if (dot >= 0) {
            String section = path.substring(0, dot + 1);
            return KeyTable.ALL.stream()
                    .filter(KeySpec::isCurrent)
                    .map(KeySpec::path)
                    .filter(known -> known.startsWith(section))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        TreeSet<String> words = new TreeSet<>(KeyTable.SECTIONS.keySet());
        words.add(ConfigKeys.SYMBOLS.path());
        return words;
    }
}
