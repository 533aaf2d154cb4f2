package dev.ibkrbot.cli.config;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * Reads the part of YAML a configuration needs (and JSON, which is inside that part) from parser events, so that no
 * library decides what a word means: every scalar stays text with its place. Refused: keys twice, anchors, aliases,
 * merge keys, tags, several documents, deep nesting, tab indentation.
 */
final class StrictYaml {
    private static final int DEEPEST = 8;

    /** Ends the reading at once: the parser itself takes seconds for a file of nothing but brackets. */
    private static final class TooDeep extends YAMLException {
        private static final long serialVersionUID = 1L;
        private final transient Mark place;

        TooDeep(Mark place) {
            super("too deep");
            this.place = place;
        }
    }

    private final String file;
    private final int firstLine;
    private final Iterator<Event> events;
    private final List<Problem> problems;

    private StrictYaml(String file, int firstLine, String text, List<Problem> problems) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(FileText.LARGEST_BYTES + 1);
        this.file = file;
        this.firstLine = firstLine;
        this.events = new Yaml(options).parse(new StringReader(text)).iterator();
        this.problems = problems;
    }

    /** The top-level mapping of a file; an empty file is an empty mapping. Empty when the file cannot be used. */
    static Optional<RawNode.Fields> readFile(String file, byte[] bytes, List<Problem> problems) {
        Optional<String> text = FileText.decode(file, bytes, problems).map(StrictYaml::withoutJsonTabs);
        if (text.isEmpty() || indentedWithTabs(file, text.get(), problems)) {
            return Optional.empty();
        }
        RawNode nothing = new RawNode.Fields(List.of(), Origin.file(file, 1, 1));
        Optional<RawNode> root = new StrictYaml(file, 1, text.get(), problems).document(nothing);
        if (root.isPresent() && !(root.get() instanceof RawNode.Fields)) {
            problems.add(Problem.error(
                    "",
                    root.get().origin(),
                    "the file holds " + root.get().described() + " instead of keys",
                    "begin with a key such as 'symbols: [SPY]'"));
            return Optional.empty();
        }
        return root.map(node -> (RawNode.Fields) node);
    }

    /** One value written as JSON or YAML flow text on one line; empty when it is not well formed. */
    static Optional<RawNode> readValue(String text, Origin origin) {
        List<Problem> found = new ArrayList<>();
        RawNode nothing = new RawNode.Scalar("", RawNode.Style.PLAIN, origin);
        Optional<RawNode> value = new StrictYaml(origin.source(), origin.line(), text, found).document(nothing);
        return found.isEmpty() ? value : Optional.empty();
    }

    private Optional<RawNode> document(RawNode nothing) {
        try {
            Optional<RawNode> root = Optional.of(nothing);
            events.next();
            if (events.next() instanceof DocumentStartEvent start) {
                refuseDirectives(start);
                root = node(events.next(), 0);
                events.next();
                if (events.next() instanceof DocumentStartEvent second) {
                    add(second, "a second document", "keep one: remove the line ---");
                    return Optional.empty();
                }
            }
            return root;
        } catch (TooDeep e) {
            problems.add(Problem.error(
                    "", at(e.place), "more than " + DEEPEST + " levels of nesting", "check the indentation there"));
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            problems.add(Problem.error(
                    "",
                    mark == null ? Origin.file(file, firstLine, 1) : at(mark),
                    "not valid YAML: " + Quoting.plain(e.getProblem()),
                    "check quotes, colons, brackets and indentation there"));
        } catch (YAMLException e) {
            problems.add(Problem.error(
                    "",
                    Origin.file(file, firstLine, 1),
                    "not valid YAML: " + Quoting.plain(e.getMessage()),
                    "remove what is not plain text"));
        }
        return Optional.empty();
    }

    private void refuseDirectives(DocumentStartEvent start) {
        if (start.getTags() != null && start.getTags().keySet().stream().anyMatch(tag -> !tag.matches("!!?"))) {
            add(start, "a %TAG directive", "remove it; tags are not supported");
        }
    }

    private Optional<RawNode> node(Event event, int depth) {
        if (event instanceof AliasEvent alias) {
            add(event, "an alias (*" + Quoting.plain(alias.getAnchor()) + ")", "write the value itself");
            return Optional.empty();
        }
        if (event instanceof NodeEvent anchored && anchored.getAnchor() != null) {
            add(event, "an anchor (&" + Quoting.plain(anchored.getAnchor()) + ")", "remove it; write each value out");
        }
        if (event instanceof ScalarEvent scalar) {
            return tagged(event, scalar.getTag())
                    ? Optional.empty()
                    : Optional.of(new RawNode.Scalar(
                            scalar.getValue(),
                            scalar.isPlain() ? RawNode.Style.PLAIN : RawNode.Style.QUOTED,
                            at(event.getStartMark())));
        }
        CollectionStartEvent start = (CollectionStartEvent) event;
        if (tagged(event, start.getTag())) {
            skip();
            return Optional.empty();
        }
        if (depth >= DEEPEST) {
            throw new TooDeep(event.getStartMark());
        }
        return Optional.of(start instanceof MappingStartEvent ? fields(start, depth) : items(start, depth));
    }

    private RawNode items(CollectionStartEvent start, int depth) {
        List<RawNode> items = new ArrayList<>();
        for (Event event = events.next(); !(event instanceof CollectionEndEvent); event = events.next()) {
            node(event, depth + 1).ifPresent(items::add);
        }
        return new RawNode.Items(items, at(start.getStartMark()));
    }

    private RawNode fields(CollectionStartEvent start, int depth) {
        Map<String, Origin> seen = new HashMap<>();
        List<RawNode.Field> fields = new ArrayList<>();
        for (Event event = events.next(); !(event instanceof CollectionEndEvent); event = events.next()) {
            Optional<RawNode> key = node(event, depth + 1);
            Optional<RawNode> value = node(events.next(), depth + 1);
            if (key.isPresent() && key.get() instanceof RawNode.Scalar name) {
                if (isUsable(name, seen) && value.isPresent()) {
                    fields.add(new RawNode.Field(name.text(), value.get(), name.origin()));
                }
            } else if (key.isPresent()) {
                add(event, "a key that is " + key.get().described(), "write a plain key");
            }
        }
        return new RawNode.Fields(fields, at(start.getStartMark()));
    }

    private boolean isUsable(RawNode.Scalar name, Map<String, Origin> seen) {
        String shown = Quoting.quoted(name.text());
        if (name.text().equals("<<") && name.style() == RawNode.Style.PLAIN) {
            problems.add(Problem.error("", name.origin(), "a merge key (<<)", "write the keys out"));
            return false;
        }
        Optional<Origin> first = Optional.ofNullable(seen.putIfAbsent(name.text(), name.origin()));
        first.ifPresent(place -> problems.add(Problem.error(
                "",
                name.origin(),
                "the key " + shown + " stands twice, first in line " + place.line(),
                "remove one of the two")));
        return first.isEmpty();
    }

    /** Passes over the collection whose start was just read. */
    private void skip() {
        int open = 1;
        while (open > 0) {
            Event event = events.next();
            if (event instanceof CollectionStartEvent) {
                open++;
                if (open > DEEPEST) {
                    throw new TooDeep(event.getStartMark());
                }
            } else if (event instanceof CollectionEndEvent) {
                open--;
            }
        }
    }

    private boolean tagged(Event event, String tag) {
        if (tag == null) {
            return false;
        }
        add(event, "a tag (" + Quoting.plain(tag.replace("tag:yaml.org,2002:", "!!")) + ")", "remove it");
        return true;
    }

    private void add(Event event, String what, String fix) {
        problems.add(Problem.error("", at(event.getStartMark()), what + " is not supported", fix));
    }

    private Origin at(Mark mark) {
        return Origin.file(file, firstLine + mark.getLine(), mark.getColumn() + 1);
    }

    /** JSON may be indented with tabs, YAML may not; one space each keeps the columns. */
    private static String withoutJsonTabs(String text) {
        if (!text.stripLeading().startsWith("{")) {
            return text;
        }
        StringBuilder spaced = new StringBuilder(text);
        boolean leading = true;
        for (int i = 0; i < spaced.length(); i++) {
            char c = spaced.charAt(i);
            if (leading && c == '\t') {
                spaced.setCharAt(i, ' ');
            }
            leading = c == '\n' || (leading && (c == '\t' || c == ' '));
        }
        return spaced.toString();
    }

    private static boolean indentedWithTabs(String file, String text, List<Problem> problems) {
        int line = 0;
        int before = problems.size();
        for (String row : text.split("\n", -1)) {
            line++;
            if (row.matches(" *\t\\s*[^\\s#].*")) {
                problems.add(Problem.error(
                        "", Origin.file(file, line, 1), "the line is indented with a tab", "indent with spaces"));
            }
        }
        return problems.size() > before;
    }
}
