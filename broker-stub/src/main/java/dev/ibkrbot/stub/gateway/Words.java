package dev.ibkrbot.stub.gateway;

import java.util.Locale;

/** Enum constants as they are written in scenarios: NOT_SUBSCRIBED is "not-subscribed". */
final class Words {
    private Words() {}

    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> E parse(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
