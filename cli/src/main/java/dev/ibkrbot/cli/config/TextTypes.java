package dev.ibkrbot.cli.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Types written as words: choices, texts, times of day, paths, lists of symbols. */
final class TextTypes {
    private static final String SYMBOL = "[A-Z][A-Z0-9]{0,9}([. ][A-Z]{1,2})?";
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
    private static final int MOST_SYMBOLS = 100;

    private TextTypes() {}

    /** {@code true} or {@code false}, nothing else. */
    static ValueType<Boolean> flag() {
        return new ValueType<>(TextTypes::readFlag, String::valueOf, schema("boolean"));
    }

    /** One of the given words; where several words mean the same, the first is the one written back. */
    static <T> ValueType<T> choice(Map<String, T> meanings) {
        ObjectNode schema = schema("string");
        ArrayNode allowed = schema.putArray("enum");
        meanings.keySet().forEach(allowed::add);
        return new ValueType<>(
                node -> readChoice(node, meanings),
                value -> meanings.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(value))
                        .findFirst()
                        .orElseThrow()
                        .getKey(),
                schema);
    }

    /** Text of the given form. */
    static ValueType<String> text(String pattern, String expected) {
        Pattern form = Pattern.compile(pattern);
        return new ValueType<>(
                node -> readText(node, form, expected),
                Quoting::doubleQuoted,
                schema("string").put("pattern", "^(" + pattern + ")$"));
    }

    /** Whatever stands there, unread: for keys that no longer mean anything. */
    static ValueType<RawNode> anything() {
        return new ValueType<>(Reading::good, RawNode::described, JsonNodeFactory.instance.objectNode());
    }

    /** A time of day such as "15:45"; in a file it needs its quotes. */
    static ValueType<LocalTime> time() {
        return new ValueType<>(
                TextTypes::readTime,
                time -> Quoting.doubleQuoted(time.toString()),
                schema("string").put("pattern", "^(" + TIME.pattern() + ")$"));
    }

    /** A file or folder, relative to the working folder unless absolute. */
    static ValueType<Path> path() {
        return new ValueType<>(
                TextTypes::readPath,
                path -> Quoting.doubleQuoted(path.toString()),
                schema("string").put("minLength", 1));
    }

    /** A list of ticker symbols without repetition; a flag or variable may also say {@code SPY,QQQ}. */
    static ValueType<List<String>> symbols() {
        ObjectNode schema =
                schema("array").put("minItems", 1).put("maxItems", MOST_SYMBOLS).put("uniqueItems", true);
        schema.putObject("items").put("type", "string").put("pattern", "^" + SYMBOL + "$");
        return new ValueType<>(TextTypes::readSymbols, symbols -> "[" + String.join(", ", symbols) + "]", schema);
    }

    /** What is wrong with a node where a single, present, literal value is wanted. */
    static <T> Optional<Reading.Bad<T>> notOneValue(RawNode node, String expected) {
        if (!(node instanceof RawNode.Scalar scalar)) {
            return Optional.of(new Reading.Bad<>("holds " + node.described(), "write " + expected, node.origin()));
        }
        if (scalar.isNothing()) {
            String fix = "write " + expected + ", or delete it for the default";
            return Optional.of(new Reading.Bad<>("has no value", fix, node.origin()));
        }
        if (scalar.text().contains("${")) {
            String fix = "write the value, or set the environment variable of this key instead";
            return Optional.of(new Reading.Bad<>("placeholders like ${...} are not expanded", fix, node.origin()));
        }
        return Optional.empty();
    }

    private static Reading<Boolean> readFlag(RawNode node) {
        Optional<Reading.Bad<Boolean>> misfit = notOneValue(node, "true or false");
        if (misfit.isPresent()) {
            return misfit.get();
        }
        RawNode.Scalar scalar = (RawNode.Scalar) node;
        if (scalar.style() == RawNode.Style.QUOTED) {
            return Reading.bad(
                    node, scalar.described() + " is text because of its quotes", "write true or false without quotes");
        }
        return switch (scalar.text()) {
            case "true" -> Reading.good(true);
            case "false" -> Reading.good(false);
            default -> Reading.bad(node, scalar.described() + " is neither true nor false", "write true or false");
        };
    }

    private static <T> Reading<T> readChoice(RawNode node, Map<String, T> meanings) {
        String words = String.join(", ", meanings.keySet());
        Optional<Reading.Bad<T>> misfit = notOneValue(node, "one of " + words);
        if (misfit.isPresent()) {
            return misfit.get();
        }
        String text = ((RawNode.Scalar) node).text();
        return Optional.ofNullable(meanings.get(text))
                .map(Reading::good)
                .orElseGet(() -> Reading.bad(
                        node,
                        Quoting.quoted(text) + " is not one of " + words,
                        Suggestion.orElse(text, meanings.keySet(), "write one of these")));
    }

    private static Reading<String> readText(RawNode node, Pattern form, String expected) {
        Optional<Reading.Bad<String>> misfit = notOneValue(node, expected);
        if (misfit.isPresent()) {
            return misfit.get();
        }
        String text = ((RawNode.Scalar) node).text();
        return form.matcher(text).matches()
                ? Reading.good(text)
                : Reading.bad(node, Quoting.quoted(text) + " is not " + expected, "write " + expected);
    }

    private static Reading<LocalTime> readTime(RawNode node) {
        String expected = "a time such as \"15:45\", in quotes";
        Optional<Reading.Bad<LocalTime>> misfit = notOneValue(node, expected);
        if (misfit.isPresent()) {
            return misfit.get();
        }
        RawNode.Scalar scalar = (RawNode.Scalar) node;
        String text = scalar.text();
        if (scalar.style() == RawNode.Style.PLAIN && text.matches("[0-9]{1,2}:[0-9]{2}")) {
            String[] parts = text.split(":");
            int minutes = Integer.parseInt(parts[0]) * 60 + Integer.parseInt(parts[1]);
            return Reading.bad(
                    node,
                    text + " has no quotes, and many YAML readers take it for the number " + minutes,
                    "write \"" + (text.length() == 4 ? "0" + text : text) + "\"");
        }
        return TIME.matcher(text).matches()
                ? Reading.good(LocalTime.parse(text))
                : Reading.bad(node, Quoting.quoted(text) + " is not a time of day", "write " + expected);
    }

    private static Reading<Path> readPath(RawNode node) {
        Reading<String> reading = readText(node, Pattern.compile("[^\\p{Cntrl}]+"), "a file or folder name");
        if (reading instanceof Reading.Bad<String> bad) {
            return new Reading.Bad<>(bad.what(), bad.fix(), bad.origin());
        }
        try {
            return Reading.good(Path.of(((Reading.Good<String>) reading).value()));
        } catch (InvalidPathException e) {
            return Reading.bad(node, node.described() + " is not a file name here", "write a file or folder name");
        }
    }

    private static Reading<List<String>> readSymbols(RawNode node) {
        if (node instanceof RawNode.Scalar text && text.style() == RawNode.Style.UNTYPED) {
            return readSymbols(fromText(text));
        }
        if (!(node instanceof RawNode.Items list)) {
            return Reading.bad(
                    node, "holds " + node.described() + " instead of a list", "write a list such as [SPY, QQQ]");
        }
        if (list.items().isEmpty()) {
            return Reading.bad(node, "the list is empty", "name at least one symbol, such as [SPY]");
        }
        if (list.items().size() > MOST_SYMBOLS) {
            return Reading.bad(node, "more than " + MOST_SYMBOLS + " symbols", "name fewer");
        }
        List<String> symbols = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (RawNode item : list.items()) {
            Reading<String> reading = readText(item, Pattern.compile(SYMBOL), "a ticker symbol in capitals");
            if (reading instanceof Reading.Bad<String> bad) {
                return new Reading.Bad<>(bad.what(), bad.fix(), bad.origin());
            }
            String symbol = ((Reading.Good<String>) reading).value();
            if (!seen.add(symbol)) {
                return Reading.bad(item, symbol + " stands twice", "name each symbol once");
            }
            symbols.add(symbol);
        }
        return Reading.good(List.copyOf(symbols));
    }

    private static RawNode fromText(RawNode.Scalar text) {
        if (text.text().strip().startsWith("[")) {
            return StrictYaml.readValue(text.text().strip(), text.origin())
                    .orElse(new RawNode.Scalar(text.text(), RawNode.Style.QUOTED, text.origin()));
        }
        List<RawNode> items = Stream.of(text.text().split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .<RawNode>map(part -> new RawNode.Scalar(part, RawNode.Style.QUOTED, text.origin()))
                .toList();
        return new RawNode.Items(items, text.origin());
    }

    private static ObjectNode schema(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
