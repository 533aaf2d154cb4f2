package dev.ibkrbot.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ibkrbot.cli.output.CommandFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfigCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String file = "";

    @BeforeEach
    void namesTheFile() {
        file = folder.resolve("bot.yaml").toString();
    }

    @Test
    void writesAPrivateFileThatIsValid() throws IOException {
        assertThat(run("init", file)).isZero();
        assertThat(run("validate", "-c", file)).isZero();

        assertThat(out.toString()).contains("wrote " + file, "the configuration is valid");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(file))))
                .isEqualTo("rw-------");
        assertThat(folder.toFile().list()).containsExactly("bot.yaml");
    }

    @Test
    void replacesAFileOnlyWhenForced() throws IOException {
        write("symbols: [IWM]");

        assertThat(run("init", file)).isEqualTo(2);
        assertThat(Path.of(file)).hasContent("symbols: [IWM]");
        assertThat(run("init", file, "--force")).isZero();
        assertThat(Path.of(file)).content().contains("symbols: [SPY, QQQ]");
    }

    @Test
    void showsValuesAndTheirOrigin() throws IOException {
        write("broker:\n  client_id: 7\n");

        assertThat(run("show", "-c", file)).isZero();

        assertThat(out.toString())
                .containsPattern("(?m)^broker.client_id +7 +\\Q" + file + "\\E:2$")
                .containsPattern("(?m)^schedule.interval_seconds +300 +default$");
    }

    @Test
    @Tag("CF4")
    void endsWithTwoWhenThereAreNoSymbols() throws IOException {
        write("symbols: []");

        assertThat(run("validate", "-c", file)).isEqualTo(2);
        assertThat(err.toString())
                .contains("why: " + file + ":1: symbols: the list is empty")
                .contains("fix: name at least one symbol, such as [SPY]");
    }

    @Test
    void listsEveryProblemAndEndsWithTwo() throws IOException {
        write("broker:\n  port: 0\nsymbols: []\n");

        assertThat(run("validate", "-c", file)).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .contains("the configuration cannot be used: 2 problems")
                .contains(file + ":2: broker.port: 0 is below 1; write a whole number from 1 to 65535")
                .contains(file + ":3: symbols: the list is empty; name at least one symbol, such as [SPY]");
    }

    @Test
    void answersInJson() throws IOException {
        write("broker:\n  port: 0\n");

        assertThat(run("validate", "-c", file, "--json")).isEqualTo(2);

        JsonNode answer = new ObjectMapper().readTree(out.toString());
        assertThat(answer.at("/command").asText()).isEqualTo("config validate");
        assertThat(answer.at("/code").asInt()).isEqualTo(2);
        assertThat(answer.at("/error/why").asText()).isEqualTo(file + ":2: broker.port: 0 is below 1");
        assertThat(answer.at("/problems"))
                .singleElement()
                .isEqualTo(new ObjectMapper()
                        .createObjectNode()
                        .put("severity", "error")
                        .put("key", "broker.port")
                        .put("origin", file + ":2")
                        .put("file", file)
                        .put("line", 2)
                        .put("column", 9)
                        .put("what", "0 is below 1")
                        .put("fix", "write a whole number from 1 to 65535"));
    }

    @Test
    void printsTheSchemaAlone() throws IOException {
        assertThat(run("schema")).isZero();

        assertThat(new ObjectMapper().readTree(out.toString()).at("/properties/broker/properties/port/maximum"))
                .hasToString("65535");
    }

    private int run(String... args) {
        return new CommandLine(new ConfigCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((failure, command, parsed) ->
                        ((CommandFailure) failure).exitCode().number())
                .execute(args);
    }

    private void write(String yaml) throws IOException {
        Files.writeString(Path.of(file), yaml);
        Files.setPosixFilePermissions(Path.of(file), PosixFilePermissions.fromString("rw-------"));
    }
}
