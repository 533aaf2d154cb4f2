package dev.ibkrbot.cli.wiring;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns signals into an orderly end while it is open; the second of a kind ends the process at once. Java has
 * no public way to tell the two apart, so the platform's own class is reached by its name; where there is none the
 * process ends as it would without. Thread-safe.
 */
public final class Signals implements AutoCloseable {
    private final Map<Object, Object> before = new HashMap<>();

    private Signals() {}

    /** What is done when each comes, by its name without SIG, on a thread of the platform. */
    public static Signals open(Map<String, Runnable> actions) {
        Signals signals = new Signals();
        actions.forEach(signals::handle);
        return signals;
    }

    private synchronized void handle(String name, Runnable action) {
        try {
            Object signal = Class.forName("sun.misc.Signal")
                    .getConstructor(String.class)
                    .newInstance(name);
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            InvocationHandler raised = (proxy, method, arguments) -> switch (method.getName()) {
                case "handle" -> {
                    restore(signal);
                    action.run();
                    yield null;
                }
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "handler of SIG" + name;
            };
            before.put(
                    signal,
                    install(signal, Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, raised)));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // Without the platform's help, or with a signal it keeps to itself, the process ends the plain way.
            return;
        }
    }

    private static Object install(Object signal, Object handler) throws ReflectiveOperationException {
        return signal.getClass()
                .getMethod("handle", signal.getClass(), Class.forName("sun.misc.SignalHandler"))
                .invoke(null, signal, handler);
    }

    private synchronized void restore(Object signal) {
        try {
            if (before.containsKey(signal)) {
                install(signal, before.remove(signal));
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the handler of " + signal + " cannot be restored", e);
        }
    }

    @Override
    public synchronized void close() {
        List.copyOf(before.keySet()).forEach(this::restore);
    }
}
