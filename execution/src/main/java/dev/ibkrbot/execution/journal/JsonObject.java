package dev.ibkrbot.execution.journal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A JSON object read back from a journal.
 *
 * <p>A field that is missing and one that is null are both absent. Asking for a field as another type than it has, or
 * requiring an absent one, is a {@link JsonFormatException} that names it. Immutable.
 */
public final class JsonObject {
    private final Map<String, Object> fields;

    JsonObject(Map<String, Object> fields) {
        this.fields = Collections.unmodifiableMap(fields);
    }

    /** Reads canonical JSON (as {@link JsonBody} writes it: no white space, each name once, no exponents). */
    public static JsonObject parse(String json) {
        return new JsonReader(json).readDocument();
    }

    /** The names of the fields that have a value, in their order. */
    public Set<String> names() {
        return fields.keySet();
    }

    /** The text in this field. */
    public Optional<String> text(String name) {
        return value(name, String.class, "a text");
    }

    /** The whole number in this field; one with decimals or beyond 64 bits is the wrong type. */
    public OptionalLong number(String name) {
        Optional<BigDecimal> value = decimal(name);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(value.get().longValueExact());
        } catch (ArithmeticException e) {
            throw new JsonFormatException(name, "field '" + name + "' is not a whole number: " + value.get());
        }
    }

    /** The number in this field with the decimals it was written with. */
    public Optional<BigDecimal> decimal(String name) {
        return value(name, BigDecimal.class, "a number");
    }

    /** The yes or no in this field. */
    public Optional<Boolean> flag(String name) {
        return value(name, Boolean.class, "true or false");
    }

    /** The object in this field. */
    public Optional<JsonObject> object(String name) {
        return value(name, JsonObject.class, "an object");
    }

    /** The objects in the array in this field; empty when absent. */
    public List<JsonObject> objects(String name) {
        return items(name, JsonObject.class, "an array of objects");
    }

    /** The texts in the array in this field; empty when absent. */
    public List<String> texts(String name) {
        return items(name, String.class, "an array of texts");
    }

    /** The text in this field, which must be there. */
    public String requiredText(String name) {
        return text(name).orElseThrow(missing(name));
    }

    /** The whole number in this field, which must be there. */
    public long requiredNumber(String name) {
        return number(name).orElseThrow(missing(name));
    }

    /** The number in this field, which must be there. */
    public BigDecimal requiredDecimal(String name) {
        return decimal(name).orElseThrow(missing(name));
    }

    /** The yes or no in this field, which must be there. */
    public boolean requiredFlag(String name) {
        return flag(name).orElseThrow(missing(name));
    }

    /** The object in this field, which must be there. */
    public JsonObject requiredObject(String name) {
        return object(name).orElseThrow(missing(name));
    }

    /** A text, number or yes-or-no in words; absent for an object or an array as for a missing field. */
    public Optional<String> plainValue(String name) {
        Object value = fields.get(name);
        return value == null || value instanceof JsonObject || value instanceof List
                ? Optional.empty()
                : Optional.of(plainText(name));
    }

    /** A text, number or yes-or-no as it would stand in a table; empty when absent. */
    String plainText(String name) {
        Object value = fields.getOrDefault(name, "");
        if (value instanceof JsonObject || value instanceof List) {
            throw new JsonFormatException(name, "field '" + name + "' is not a single value");
        }
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonObject that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return fields.toString();
    }

    private <T> Optional<T> value(String name, Class<T> type, String wanted) {
        Object value = fields.get(name);
        if (value != null && !type.isInstance(value)) {
            throw new JsonFormatException(name, "field '" + name + "' is not " + wanted + ": " + value);
        }
        return Optional.ofNullable(type.cast(value));
    }

    private <T> List<T> items(String name, Class<T> type, String wanted) {
        List<T> items = new ArrayList<>();
        for (Object item : value(name, List.class, wanted).orElse(List.of())) {
            if (!type.isInstance(item)) {
                throw new JsonFormatException(name, "field '" + name + "' is not " + wanted);
            }
            items.add(type.cast(item));
        }
        return Collections.unmodifiableList(items);
    }

    private static Supplier<JsonFormatException> missing(String name) {
        return () -> new JsonFormatException(name, "field '" + name + "' is missing");
    }
}
