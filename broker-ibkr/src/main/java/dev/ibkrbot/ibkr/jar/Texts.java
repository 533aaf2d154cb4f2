package dev.ibkrbot.ibkr.jar;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.Optional;

/** Values of the jar as the text that stands for them on the wire. Stateless. */
final class Texts {
    /** How the jar's decimal tells its exact value; its own text may be rounded. */
    private static final ClassValue<Optional<Method>> EXACT = new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> type) {
            try {
                Method method = type.getMethod("value");
                return method.getReturnType() == BigDecimal.class ? Optional.of(method) : Optional.empty();
            } catch (NoSuchMethodException e) {
                return Optional.empty();
            }
        }
    };

    private Texts() {}

    /** Empty for nothing; numbers with their extreme values, which mean unset on the wire too. */
    static String of(Optional<Object> value) {
        return value.map(Texts::text).orElse("");
    }

    private static String text(Object value) {
        if (value instanceof String || value instanceof Number) {
            return value.toString();
        }
        if (value instanceof Boolean it) {
            return it ? "1" : "0";
        }
        if (value instanceof Enum<?> it) {
            return String.valueOf(it.ordinal());
        }
        return EXACT.get(value.getClass())
                .map(method ->
                        Reflection.read(method, value).map(Object::toString).orElse(""))
                .orElseGet(value::toString);
    }
}
