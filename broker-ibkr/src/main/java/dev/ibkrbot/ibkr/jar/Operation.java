package dev.ibkrbot.ibkr.jar;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Optional;

/** Something the jar can do. Immutable, thread-safe. */
record Operation(Method method) {
    /** On the target, which a static one ignores. What the jar throws comes out unchanged. */
    Optional<Object> on(Object target, Object... arguments) throws IOException {
        return Reflection.call(method, target, arguments);
    }
}
