package dev.ibkrbot.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;

/**
 * The one JSON object a command prints with {@code --json}: {@code schema}, {@code command}, {@code code}, then what
 * the command adds. Money and prices are strings, ratios numbers, times ISO-8601, missing values null. Confined to
 * one thread.
 */
public final class Answer {
    private static final int SCHEMA = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final ObjectNode root = MAPPER.createObjectNode();

    private Answer(String command, ExitCode code) {
        root.put("schema", SCHEMA).put("command", command).put("code", code.number());
    }

    /** An answer of a command that ended this way. */
    public static Answer of(String command, ExitCode code) {
        return new Answer(command, code);
    }

    /** The answer of a command that failed. */
    public static Answer failed(String command, CommandFailure failure) {
        Answer answer = new Answer(command, failure.exitCode());
        answer.root
                .putObject("error")
                .put("what", failure.what())
                .put("why", failure.why())
                .put("fix", failure.fix());
        return answer;
    }

    /** Where the command adds its fields. */
    public ObjectNode root() {
        return root;
    }

    public void printTo(PrintWriter out) {
        try {
            out.println(MAPPER.writeValueAsString(root));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON answer could not be written", e);
        }
        out.flush();
    }
}
