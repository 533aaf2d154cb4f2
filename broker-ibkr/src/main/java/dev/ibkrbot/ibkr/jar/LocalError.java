package dev.ibkrbot.ibkr.jar;

import java.util.Optional;
import java.util.Set;

/**
 * An error that the jar reports about itself and its connection; the gateway never sent it. Immutable.
 *
 * @param code 0 where there is none
 */
record LocalError(int code, String text) {
    private static final int FIRST = 501;
    private static final int LAST = 509;
    private static final Set<Integer> ABOUT_VERSIONS = Set.of(503, 506);

    /** An exception or a text alone, or one of the client's own codes that is about no request. */
    static boolean isLocal(Arguments callback) {
        if (!callback.name().equals("error")) {
            return false;
        }
        int code = of(callback).code();
        return callback.count() == 1 || (number(callback.at(0)) == -1 && code >= FIRST && code <= LAST);
    }

    static LocalError of(Arguments callback) {
        int first = callback.isTimed() ? 2 : 1;
        boolean coded = callback.count() > first + 1;
        return new LocalError(
                coded ? number(callback.at(first)) : 0,
                callback.at(coded ? first + 1 : 0).map(Object::toString).orElse("an error without a text"));
    }

    private static int number(Optional<Object> value) {
        return value.filter(Integer.class::isInstance).map(Integer.class::cast).orElse(0);
    }

    /** The gateway's version is outside the range that the jar speaks. */
    boolean isAboutVersions() {
        return ABOUT_VERSIONS.contains(code);
    }
}
