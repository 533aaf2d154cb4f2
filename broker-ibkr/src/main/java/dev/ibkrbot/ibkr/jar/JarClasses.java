package dev.ibkrbot.ibkr.jar;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds what we use of the jar's classes. Everything is looked up while the jar is loaded, so that a jar which lacks
 * something is refused then and not in the middle of a session. Immutable, thread-safe.
 */
final class JarClasses {
    private static final String PACKAGE = "com.ib.client.";

    private final ClassLoader loader;

    JarClasses(ClassLoader loader) {
        this.loader = loader;
    }

    ClassLoader loader() {
        return loader;
    }

    Class<?> type(String name) {
        return find(name).orElseThrow(() -> missing("class " + name));
    }

    Optional<Class<?>> find(String name) {
        try {
            return Optional.of(Class.forName(PACKAGE + name, false, loader));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    /** The first of these methods without parameters that there is. */
    Getter getter(String type, String... names) {
        return findGetter(type, names).orElseThrow(() -> missing(type + "." + names[0] + "()"));
    }

    /** For what only newer versions have. */
    Optional<Getter> findGetter(String type, String... names) {
        for (String name : names) {
            try {
                return Optional.of(new Getter(type(type).getMethod(name)));
            } catch (NoSuchMethodException e) {
                // Another version's name follows, or there is none.
            }
        }
        return Optional.empty();
    }

    /** The method of this name that takes one value we can make from text; a String where it has the choice. */
    Setter setter(String type, String name) {
        List<Method> found = new ArrayList<>();
        for (Method method : type(type).getMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == 1) {
                found.add(method);
            }
        }
        return Setter.among(found, this).orElseThrow(() -> missing(type + "." + name + "(value)"));
    }

    Operation operation(String type, String name, Class<?>... parameters) {
        return findOperation(type, name, parameters)
                .orElseThrow(() -> missing(type + "." + name + " with " + parameters.length + " parameters"));
    }

    /** For what only some versions have. */
    Optional<Operation> findOperation(String type, String name, Class<?>... parameters) {
        try {
            return Optional.of(new Operation(type(type).getMethod(name, parameters)));
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }

    Maker maker(String type, Class<?>... parameters) {
        try {
            return new Maker(type(type).getConstructor(parameters));
        } catch (NoSuchMethodException e) {
            throw missing("a constructor of " + type);
        }
    }

    /** A constructor with so many parameters, whatever they are called in this version. */
    Maker maker(String type, int parameters) {
        for (Constructor<?> constructor : type(type).getConstructors()) {
            if (constructor.getParameterCount() == parameters) {
                return new Maker(constructor);
            }
        }
        throw missing("a constructor of " + type);
    }

    private static TwsApiException missing(String what) {
        return new TwsApiException(
                "the jar has no " + what + ", so its version is none that is known",
                "use TwsApi.jar of TWS API 10.19 to 10.37");
    }

    /** Makes instances of one class. */
    record Maker(Constructor<?> constructor) {
        Object make(Object... arguments) {
            return Reflection.make(constructor, arguments);
        }
    }
}
