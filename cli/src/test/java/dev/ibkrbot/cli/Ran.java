package dev.ibkrbot.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;

/** A command that was run in this process, and what it wrote. */
record Ran(int code, String out, String err) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    static Ran bot(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine bot = Bot.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        bot.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        int code = bot.execute(Arrays.stream(args).map(String::valueOf).toArray(String[]::new));
        return new Ran(code, out.toString(), err.toString());
    }

    /** As above; anything but success is an error of the test. */
    static Ran well(Object... args) {
        Ran ran = bot(args);
        if (ran.code != 0) {
            throw new AssertionError("exit " + ran.code + ": " + ran.err + ran.out);
        }
        return ran;
    }

    /** The one JSON object on standard output. */
    JsonNode json() {
        try {
            return JSON.readTree(out);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not one JSON object: " + out, e);
        }
    }

    /** The line behind this word on standard error, such as "why". */
    String told(String word) {
        return err.lines()
                .filter(line -> line.strip().startsWith(word + ": "))
                .map(line -> line.strip().substring(word.length() + 2))
                .findFirst()
                .orElse("");
    }

    static List<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    /** Every file below this folder, relative to it; empty when it is not there. */
    static List<String> filesBelow(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
