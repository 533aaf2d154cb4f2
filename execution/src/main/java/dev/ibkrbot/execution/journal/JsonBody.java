package dev.ibkrbot.execution.journal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Builds the canonical JSON of a record body: fields in the order they are added, no white space, no exponents.
 *
 * <p>The same calls give the same bytes on every JDK. A double is only written with a fixed number of decimals, because
 * its shortest text differs between JDK 17 and 19. Exact values (prices, money) go in as plain decimal text, which
 * loses nothing in any reader. A name is used once per object. Confined to one thread; {@link #json()} may be called
 * repeatedly.
 */
public final class JsonBody {
    private final StringBuilder out = new StringBuilder(512).append('{');
    private final List<String> names = new ArrayList<>(12);
    private int firstName;
    /** One bit for each name of the object, by its hash: where it is not set, the names need not be looked through. */
    private long nameBits;

    private int depth;

    private JsonBody() {}

    /** An object without fields. */
    public static JsonBody object() {
        return new JsonBody();
    }

    /** Adds a text. */
    public JsonBody text(String name, String value) {
        name(name);
        JsonText.quote(value, out);
        return this;
    }

    /** Adds a whole number. */
    public JsonBody number(String name, long value) {
        name(name).append(value);
        return this;
    }

    /**
     * Adds an estimate rounded HALF_EVEN to exactly this many decimals (0 to 12); NaN and infinity are an
     * {@link IllegalArgumentException}.
     */
    public JsonBody decimal(String name, double value, int places) {
        name(name);
        FixedDecimal.append(value, places, out);
        return this;
    }

    /** Adds an exact decimal with the digits it has, trailing zeros included. */
    public JsonBody decimal(String name, BigDecimal value) {
        name(name).append(value.toPlainString());
        return this;
    }

    /** Adds a yes or no. */
    public JsonBody flag(String name, boolean value) {
        name(name).append(value);
        return this;
    }

    /** Adds a field that is known to have no value, as JSON null. */
    public JsonBody absent(String name) {
        name(name).append("null");
        return this;
    }

    /** Adds an object whose fields the given code adds to this same builder. */
    public JsonBody object(String name, Consumer<JsonBody> fields) {
        name(name);
        nested(fields);
        return this;
    }

    /** Adds an array of objects, one per item, whose fields the given code adds to this same builder. */
    public <T> JsonBody objects(String name, Iterable<T> items, BiConsumer<JsonBody, T> fields) {
        name(name).append('[');
        String separator = "";
        for (T item : items) {
            out.append(separator);
            nested(body -> fields.accept(body, item));
            separator = ",";
        }
        out.append(']');
        return this;
    }

    /** Adds an array of texts. */
    public JsonBody texts(String name, Iterable<String> values) {
        name(name).append('[');
        String separator = "";
        for (String value : values) {
            out.append(separator);
            JsonText.quote(value, out);
            separator = ",";
        }
        out.append(']');
        return this;
    }

    /** The object so far, as canonical JSON. */
    public String json() {
        if (depth != 0) {
            throw new IllegalStateException("a nested object is still open");
        }
        String json = out.append('}').toString();
        out.setLength(out.length() - 1);
        return json;
    }

    boolean hasName(String name) {
        if ((nameBits & bit(name)) == 0) {
            return false;
        }
        for (int i = firstName; i < names.size(); i++) {
            if (names.get(i).equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static long bit(String name) {
        return 1L << name.hashCode();
    }

    private void nested(Consumer<JsonBody> fields) {
        int outerFirstName = firstName;
        long outerNameBits = nameBits;
        nameBits = 0;
        firstName = names.size();
        depth++;
        out.append('{');
        fields.accept(this);
        out.append('}');
        depth--;
        names.subList(firstName, names.size()).clear();
        firstName = outerFirstName;
        nameBits = outerNameBits;
    }

    private StringBuilder name(String name) {
        if (hasName(name)) {
            throw new IllegalArgumentException("the field '" + name + "' is there already");
        }
        if (names.size() > firstName) {
            out.append(',');
        }
        names.add(name);
        nameBits |= bit(name);
        return out.append(JsonText.beginning(name));
    }
}
