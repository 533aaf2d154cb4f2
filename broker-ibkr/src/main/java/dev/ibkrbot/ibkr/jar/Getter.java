package dev.ibkrbot.ibkr.jar;

import java.lang.reflect.Method;
import java.util.Optional;

/** Reads one property. Immutable, thread-safe. */
record Getter(Method method) {
    /** Empty for null. */
    Optional<Object> of(Object target) {
        return Reflection.read(method, target);
    }

    String text(Object target) {
        return Texts.of(of(target));
    }
}
