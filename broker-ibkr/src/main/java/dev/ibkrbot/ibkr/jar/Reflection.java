package dev.ibkrbot.ibkr.jar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;

/** Calls by reflection, in which what the called code throws comes out as if it had been called plainly. Stateless. */
final class Reflection {
    private Reflection() {}

    /** What the method returns; empty for null and for void. */
    static Optional<Object> call(Method method, Object target, Object... arguments) throws IOException {
        try {
            return Optional.ofNullable(method.invoke(target, arguments));
        } catch (InvocationTargetException e) {
            throw thrown(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reading a value does no input or output. */
    static Optional<Object> read(Method method, Object target, Object... arguments) {
        try {
            return call(method, target, arguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Object make(Constructor<?> constructor, Object... arguments) {
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(
                    "cannot make a " + constructor.getDeclaringClass().getSimpleName(), e.getCause());
        } catch (InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static IOException thrown(Throwable cause) {
        if (cause instanceof RuntimeException it) {
            throw it;
        }
        if (cause instanceof Error it) {
            throw it;
        }
        return cause instanceof IOException it ? it : new IOException(cause);
    }
}
