package dev.ibkrbot.ibkr.jar;

import dev.ibkrbot.ibkr.wire.ProtocolException;
import java.util.Optional;

/** What the jar passed to one callback, in which anything may be null. Confined to its thread. */
final class Arguments {
    private final String name;
    private final Object[] values;

    Arguments(String name, Object[] values) {
        this.name = name;
        this.values = values;
    }

    String name() {
        return name;
    }

    /** Whether the second one is the time of an error, which came with client version 194. */
    boolean isTimed() {
        return values.length > 1 && values[1] instanceof Long;
    }

    int count() {
        return values.length;
    }

    Optional<Object> at(int place) {
        return Optional.ofNullable(values[place]);
    }

    /** One that must be there. */
    Object object(int place) {
        return at(place)
                .orElseThrow(() -> new ProtocolException("parameter " + (place + 1) + " of " + name + " is absent"));
    }

    Frame allTo(Frame out) {
        for (int i = 0; i < values.length; i++) {
            out.add(at(i));
        }
        return out;
    }
}
