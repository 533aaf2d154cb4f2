package dev.ibkrbot.ibkr.jar;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Sets one property from the text that stands for it on the wire. Immutable, thread-safe. */
final class Setter {
    private static final Map<Class<?>, Function<String, Object>> FROM_TEXT = Map.of(
            String.class, text -> text,
            int.class, Integer::valueOf,
            long.class, Long::valueOf,
            double.class, Double::valueOf,
            boolean.class, "1"::equals);

    private final Method method;
    private final Function<String, Object> fromText;

    private Setter(Method method, Function<String, Object> fromText) {
        this.method = method;
        this.fromText = fromText;
    }

    /** The one that takes a text, before one that takes a number, a truth value or a decimal. */
    static Optional<Setter> among(List<Method> methods, JarClasses jar) {
        Optional<Setter> found = Optional.empty();
        for (Method method : methods) {
            Class<?> type = method.getParameterTypes()[0];
            if (FROM_TEXT.containsKey(type) && (found.isEmpty() || type == String.class)) {
                found = Optional.of(new Setter(method, FROM_TEXT.get(type)));
            } else if (found.isEmpty() && type.getSimpleName().equals("Decimal")) {
                Operation parse = jar.operation("Decimal", "parse", String.class);
                found = Optional.of(new Setter(
                        method,
                        text -> Reflection.read(parse.method(), type, text).orElseThrow()));
            }
        }
        return found;
    }

    void set(Object target, String text) {
        Reflection.read(method, target, fromText.apply(text));
    }

    /** Leaves the jar's own default for what is not said. */
    void setUnlessEmpty(Object target, String text) {
        if (!text.isEmpty()) {
            set(target, text);
        }
    }
}
