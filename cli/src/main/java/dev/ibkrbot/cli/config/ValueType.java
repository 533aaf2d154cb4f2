package dev.ibkrbot.cli.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;

/**
 * What a key may hold: how to read it, how to write it into a file (text that reads back to the same value), and its
 * JSON Schema. Immutable.
 */
record ValueType<T>(Reader<T> reader, Function<T, String> writer, ObjectNode schema) {

    /** Reads one written value. */
    @FunctionalInterface
    interface Reader<T> {
        Reading<T> read(RawNode node);
    }

    /** The same type shown and documented alike, whose values become another Java type. */
    <R> ValueType<R> as(Function<T, R> there, Function<R, T> back) {
        return new ValueType<>(
                node -> {
                    Reading<T> reading = reader.read(node);
                    return reading instanceof Reading.Good<T> good
                            ? Reading.good(there.apply(good.value()))
                            : rewrap((Reading.Bad<T>) reading);
                },
                value -> writer.apply(back.apply(value)),
                schema);
    }

    private static <A, B> Reading<B> rewrap(Reading.Bad<A> bad) {
        return new Reading.Bad<>(bad.what(), bad.fix(), bad.origin());
    }
}
