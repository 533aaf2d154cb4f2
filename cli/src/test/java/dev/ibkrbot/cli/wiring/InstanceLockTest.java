package dev.ibkrbot.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.cli.output.CommandFailure;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Locks are between processes: the other one here is this class's {@link #main}. */
@Timeout(60)
@Tag("C27")
class InstanceLockTest {
    private static final int STARTS = 5_000;

    @TempDir
    private Path folder;

    /** Looks whether the folder is held, over and over, as an impatient operator; a line for each change. */
    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        boolean held = false;
        System.out.println("looking");
        while (true) {
            if (InstanceLock.isHeld(folder) != held) {
                held = !held;
                System.out.println(held ? "held" : "free");
            }
        }
    }

    private Process looking() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath(),
                        InstanceLockTest.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Test runners load the classes in ways of their own. */
    private static String classPath() {
        return InstanceLockTest.class.getClassLoader() instanceof URLClassLoader loader
                ? Arrays.stream(loader.getURLs()).map(URL::getPath).collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    @Test
    void isNeverLostToSomebodyWhoOnlyLooks() throws IOException {
        InstanceLock.of(folder).close();
        Process looking = looking();
        try (var lines = looking.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("looking");
            for (int i = 0; i < STARTS; i++) {
                InstanceLock.of(folder).close();
            }
            try (InstanceLock lock = InstanceLock.of(folder)) {
                assertThat(lock).isNotNull();
                String last = lines.readLine();
                while (!last.equals("held")) {
                    last = lines.readLine();
                }
            }
        } finally {
            looking.destroyForcibly();
        }
    }

    @Test
    void isRefusedToASecondHolder() {
        try (InstanceLock lock = InstanceLock.of(folder)) {
            assertThat(lock).isNotNull();
            assertThat(InstanceLock.isHeld(folder)).isTrue();
            assertThatThrownBy(() -> InstanceLock.of(folder)).isInstanceOf(CommandFailure.class);
        }
        assertThat(InstanceLock.isHeld(folder)).isFalse();
    }
}
