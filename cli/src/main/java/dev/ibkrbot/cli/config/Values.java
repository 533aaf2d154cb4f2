package dev.ibkrbot.cli.config;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The strongest value of each key while loading, and which keys hold something unusable. Confined to one thread. */
final class Values {
    /** A value, where it was written, and the strength of that place. */
    record Assigned<T>(T value, Origin origin, int rank) {}

    private final Map<String, Assigned<?>> assigned = new LinkedHashMap<>();
    private final Map<String, Assigned<?>> inFiles = new LinkedHashMap<>();
    private final Set<String> unusable = new HashSet<>();

    /** Keeps a value; later calls win. */
    <T> void put(KeySpec<T> key, Assigned<T> value) {
        assigned.put(key.path(), value);
        if (value.origin().kind() == Origin.Kind.FILE) {
            inFiles.put(key.path(), value);
        }
    }

    void remove(KeySpec<?> key) {
        assigned.remove(key.path());
    }

    void markUnusable(KeySpec<?> key) {
        unusable.add(key.path());
    }

    /** True when all these keys hold something that can be judged. */
    boolean usable(KeySpec<?>... keys) {
        return List.of(keys).stream().noneMatch(key -> unusable.contains(key.path()));
    }

    @SuppressWarnings("unchecked")
    <T> Optional<Assigned<T>> find(KeySpec<T> key) {
        // put() is the only writer and pairs each path with its key's own type.
        return Optional.ofNullable((Assigned<T>) assigned.get(key.path()));
    }

    <T> Optional<T> optional(KeySpec<T> key) {
        return find(key).map(Assigned::value);
    }

    /** What the files alone say. */
    <T> boolean isInFile(KeySpec<T> key, T value) {
        return Optional.ofNullable(inFiles.get(key.path()))
                .map(Assigned::value)
                .filter(value::equals)
                .isPresent();
    }

    /** The value of a key that has a default. */
    <T> T get(KeySpec<T> key) {
        return optional(key).orElseThrow(() -> new IllegalStateException("no value of " + key.path()));
    }

    /** Where the value of this key, or its absence, comes from. */
    Origin origin(KeySpec<?> key) {
        return find(key).map(Assigned::origin).orElseGet(Origin::byDefault);
    }

    <T> String shown(KeySpec<T> key) {
        return optional(key).map(key::shown).orElse("");
    }
}
