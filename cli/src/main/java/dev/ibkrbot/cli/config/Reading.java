package dev.ibkrbot.cli.config;

/** The answer of reading one written value: the value, or what is wrong with it and how to put it right. */
sealed interface Reading<T> {

    record Good<T>(T value) implements Reading<T> {}

    /** {@code origin} is the place of the offending piece, which for a list is one of its items. */
    record Bad<T>(String what, String fix, Origin origin) implements Reading<T> {}

    static <T> Reading<T> good(T value) {
        return new Good<>(value);
    }

    static <T> Reading<T> bad(RawNode node, String what, String fix) {
        return new Bad<>(what, fix, node.origin());
    }
}
