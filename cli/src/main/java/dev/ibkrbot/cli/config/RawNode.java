package dev.ibkrbot.cli.config;

import java.util.List;

/** Text as it was written, before anybody decided what it means; each piece keeps its place. Immutable. */
sealed interface RawNode {

    /** Where this piece begins. */
    Origin origin();

    /** How a scalar was written, which decides what it may stand for. */
    enum Style {
        /** In a file, without quotes. */
        PLAIN,
        /** In a file, in quotes or as a block. */
        QUOTED,
        /** From a flag, the environment or a default, where there are no quotes to tell types apart. */
        UNTYPED
    }

    /** One value. */
    record Scalar(String text, Style style, Origin origin) implements RawNode {
        /** True for an empty value and for the words YAML reads as null. */
        boolean isNothing() {
            return style != Style.QUOTED
                    && (text.isBlank() || (style == Style.PLAIN && text.matches("~|null|Null|NULL")));
        }
    }

    /** A list. */
    record Items(List<RawNode> items, Origin origin) implements RawNode {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A mapping, in the order written, each key once. */
    record Fields(List<Field> fields, Origin origin) implements RawNode {
        public Fields {
            fields = List.copyOf(fields);
        }
    }

    /** One key of a mapping; {@code origin} is the key's place. */
    record Field(String name, RawNode value, Origin origin) {}

    /** What to call this in a message. */
    default String described() {
        if (this instanceof Scalar scalar) {
            return scalar.isNothing() ? "nothing" : Quoting.quoted(scalar.text());
        }
        return this instanceof Items ? "a list" : "a group of keys";
    }
}
