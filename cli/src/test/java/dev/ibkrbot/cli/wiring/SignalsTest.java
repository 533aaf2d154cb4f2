package dev.ibkrbot.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignalsTest {
    private static void raise(String name) throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Signal");
        Object signal = type.getConstructor(String.class).newInstance(name);
        type.getMethod("raise", type).invoke(null, signal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "HUP", "INT"})
    void doWhatTheyAreOpenedFor(String name) throws Exception {
        CompletableFuture<String> raised = new CompletableFuture<>();
        try (Signals signals = Signals.open(Map.of(name, () -> raised.complete(name)))) {
            assertThat(signals).isNotNull();
            raise(name);
            assertThat(raised.get(10, TimeUnit.SECONDS)).isEqualTo(name);
        }
    }
}
