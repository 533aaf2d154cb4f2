package dev.ibkrbot.cli.gameplan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Reads the members of one JSON object strictly, noting what is wrong with them. Confined to one reading. */
final class Fields {
    private static final String CLOCK_TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9]";
    private static final int MOST_DIGITS = 15;
    private static final int MOST_DECIMALS = 8;
    private static final int LONGEST_FRACTION = 400;

    private final JsonNode object;
    private final String prefix;
    private final List<GameplanProblem> problems;
    private final Set<String> known = new TreeSet<>();

    Fields(JsonNode object, String prefix, List<GameplanProblem> problems) {
        this.object = object;
        this.prefix = prefix;
        this.problems = problems;
    }

    void fault(String name, String what) {
        problems.add(new GameplanProblem(prefix + name, what, true));
    }

    /** Something to know that does not stand against the plan. */
    void note(String name, String what) {
        problems.add(new GameplanProblem(prefix + name, what, false));
    }

    /** Whether a member is there that says something: neither null nor empty. */
    boolean says(String name) {
        JsonNode node = object.path(name);
        return !node.isMissingNode() && !node.isNull() && !(node.isContainerNode() && node.isEmpty());
    }

    private Optional<JsonNode> find(String name) {
        known.add(name);
        JsonNode node = object.path(name);
        return node.isMissingNode() ? Optional.empty() : Optional.of(node);
    }

    /** Notes that a member has to be there. */
    Fields need(String... names) {
        for (String name : names) {
            if (object.path(name).isMissingNode()) {
                fault(name, "is missing");
            }
        }
        return this;
    }

    /** Members nobody asked for are faults of the plan. */
    void noOthers() {
        others().forEach(name -> fault(name, "is no member that a gameplan has"));
    }

    /** Members nobody asked for are told. */
    void noteOthers() {
        others().forEach(name -> note(name, "is no member that a gameplan has, and is ignored"));
    }

    private List<String> others() {
        List<String> others = new ArrayList<>();
        object.fieldNames().forEachRemaining(others::add);
        others.removeAll(known);
        return others;
    }

    /** The object of this name; an empty one when it is not there. */
    Fields object(String name) {
        Optional<JsonNode> node = find(name);
        if (node.isPresent() && !node.get().isObject()) {
            fault(name, "is " + shown(node.get()) + ", not an object");
        }
        JsonNode inner = node.filter(JsonNode::isObject).orElse(MissingNode.getInstance());
        return new Fields(inner, prefix + name + ".", problems);
    }

    boolean isThere() {
        return object.isObject();
    }

    Optional<String> text(String name) {
        return find(name).flatMap(node -> {
            if (node.isTextual()) {
                return Optional.of(node.textValue());
            }
            fault(name, "is " + shown(node) + ", not a text");
            return Optional.empty();
        });
    }

    /** A text that matches all of a regular expression. */
    Optional<String> text(String name, String pattern, String meaning) {
        Optional<String> text = text(name);
        if (text.isPresent() && !text.get().matches(pattern)) {
            fault(name, "'" + text.get() + "' is not " + meaning);
            return Optional.empty();
        }
        return text;
    }

    Optional<String> oneOf(String name, List<String> allowed) {
        return text(name).filter(text -> {
            boolean fits = allowed.contains(text);
            if (!fits) {
                fault(name, "'" + text + "' is not one of " + String.join(", ", allowed));
            }
            return fits;
        });
    }

    Optional<LocalTime> time(String name) {
        return text(name, CLOCK_TIME, "a time such as 09:45").map(LocalTime::parse);
    }

    /** A date and time with its offset from Greenwich, as RFC 3339 writes it. */
    Optional<Instant> moment(String name) {
        return text(name).flatMap(text -> {
            try {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeParseException e) {
                fault(name, "'" + text + "' is not a date and time such as 2026-02-26T08:55:00-05:00");
                return Optional.empty();
            }
        });
    }

    Optional<Boolean> flag(String name) {
        return find(name).flatMap(node -> {
            if (node.isBoolean()) {
                return Optional.of(node.booleanValue());
            }
            fault(name, "is " + shown(node) + ", not true or false");
            return Optional.empty();
        });
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        find(name).ifPresent(node -> {
            if (!node.isArray()) {
                fault(name, "is " + shown(node) + ", not a list");
                return;
            }
            for (JsonNode item : node) {
                if (item.isTextual()) {
                    texts.add(item.textValue());
                } else {
                    fault(name, "lists " + shown(item) + ", not a text");
                }
            }
        });
        return texts;
    }

    OptionalInt integer(String name, int least, int most) {
        Optional<BigDecimal> number = number(name, BigDecimal.valueOf(least), BigDecimal.valueOf(most));
        if (number.isPresent() && number.get().scale() > 0) {
            fault(name, number.get() + " is not a whole number");
            return OptionalInt.empty();
        }
        return number.map(it -> OptionalInt.of(it.intValueExact())).orElse(OptionalInt.empty());
    }

    OptionalDouble real(String name, int least, int most) {
        return number(name, BigDecimal.valueOf(least), BigDecimal.valueOf(most))
                .map(it -> OptionalDouble.of(it.doubleValue()))
                .orElse(OptionalDouble.empty());
    }

    /** A fraction from 0 to 1. */
    Optional<Percent> fraction(String name) {
        return fraction(name, 1);
    }

    Optional<Percent> fraction(String name, int most) {
        return number(name, BigDecimal.ZERO, BigDecimal.valueOf(most))
                .filter(it -> isExact(name, it))
                .map(it -> Percent.ofFraction(it.toPlainString()));
    }

    Optional<Money> dollars(String name) {
        return number(name, BigDecimal.ZERO, BigDecimal.valueOf(1_000_000_000))
                .filter(it -> isExact(name, it))
                .map(it -> Money.usd(it.toPlainString()));
    }

    /** Whether a member is there and null. */
    boolean isNull(String name) {
        return find(name).filter(JsonNode::isNull).isPresent();
    }

    /** Within bounds, without zeros at its end and short enough to be written out. */
    private Optional<BigDecimal> number(String name, BigDecimal least, BigDecimal most) {
        return find(name).flatMap(node -> {
            if (!node.isNumber()) {
                fault(name, "is " + shown(node) + ", not a number");
                return Optional.empty();
            }
            BigDecimal number = node.decimalValue();
            long digitsBeforePoint = (long) number.precision() - number.scale();
            if (digitsBeforePoint > MOST_DIGITS || number.compareTo(least) < 0 || number.compareTo(most) > 0) {
                fault(name, node.asText() + " is not within " + least + " to " + most);
                return Optional.empty();
            }
            if (number.scale() > LONGEST_FRACTION) {
                fault(name, node.asText() + " is smaller than anyone can mean");
                return Optional.empty();
            }
            return Optional.of(number.stripTrailingZeros());
        });
    }

    private boolean isExact(String name, BigDecimal number) {
        boolean exact = number.scale() <= MOST_DECIMALS;
        if (!exact) {
            fault(name, number + " has more than eight decimal places");
        }
        return exact;
    }

    private static String shown(JsonNode node) {
        String text = node.toString();
        int most = 40;
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }
}
