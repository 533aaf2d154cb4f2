package dev.ibkrbot.cli.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One configuration key: its path, type, default (text, absent when the key is optional), a sentence of
 * documentation, other names it is known by, and how it is used. Immutable; the whole table is {@link KeyTable}.
 */
record KeySpec<T>(
        String path,
        ValueType<T> type,
        Optional<String> defaultText,
        String doc,
        List<String> seedVariables,
        Use use,
        String remark,
        boolean secret) {

    /** How far a key is honoured. */
    enum Use {
        /** In force. */
        ACTIVE,
        /** Read and checked, but the part that would act on it is not built yet; setting it is warned about. */
        NOT_BUILT,
        /** An older spelling of another key; accepted with a warning. */
        OLD_NAME,
        /** A key of an earlier system that has no meaning here; accepted with a warning and ignored. */
        RETIRED
    }

    static <T> KeySpec<T> of(String path, ValueType<T> type, String defaultText, String doc) {
        return new KeySpec<>(path, type, Optional.of(defaultText), doc, List.of(), Use.ACTIVE, "", false);
    }

    static <T> KeySpec<T> optional(String path, ValueType<T> type, String doc) {
        return new KeySpec<>(path, type, Optional.empty(), doc, List.of(), Use.ACTIVE, "", false);
    }

    /** An environment variable that earlier systems used for this key. */
    KeySpec<T> variable(String name) {
        return new KeySpec<>(path, type, defaultText, doc, List.of(name), use, remark, secret);
    }

    KeySpec<T> masked() {
        return new KeySpec<>(path, type, defaultText, doc, seedVariables, use, remark, true);
    }

    KeySpec<T> used(Use how, String why) {
        return new KeySpec<>(path, type, defaultText, doc, seedVariables, how, why, secret);
    }

    /** The part before the dot; empty for a key at the top. */
    String section() {
        int dot = path.indexOf('.');
        return dot < 0 ? "" : path.substring(0, dot);
    }

    /** The part after the dot. */
    String name() {
        return path.substring(path.indexOf('.') + 1);
    }

    /** The variable {@code SECTION__KEY}; keys at the top have none but their seed variable. */
    Optional<String> variable() {
        return section().isEmpty()
                ? Optional.empty()
                : Optional.of(path.replace(".", "__").toUpperCase(Locale.ROOT));
    }

    /** True for keys that belong into a new file and into the list of effective values. */
    boolean isCurrent() {
        return use == Use.ACTIVE || use == Use.NOT_BUILT;
    }

    /** A value as text for people: masked when secret. */
    String shown(T value) {
        return secret ? Secret.MASK : type.writer().apply(value);
    }
}
