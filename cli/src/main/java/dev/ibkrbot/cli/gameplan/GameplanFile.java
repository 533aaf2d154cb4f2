package dev.ibkrbot.cli.gameplan;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ibkrbot.strategy.gameplan.Gameplan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads gameplans. Whatever is wrong with a file, the reading has a plan to go by: one that enters nothing, and the
 * reason. Stateless.
 */
public final class GameplanFile {
    private static final int LARGEST_BYTES = 256 * 1024;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Pattern DATE = Pattern.compile("(20[0-9]{2})-?([01][0-9])-?([0-3][0-9])");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private GameplanFile() {}

    /** The plan of this file under these rules. Never throws for what is in the file or that there is none. */
    public static GameplanReading read(Path file, GameplanRules rules) {
        if (!Files.exists(file)) {
            return refused(rules, "missing_file", "there is no such file", "");
        }
        // Reading a pipe would wait for whoever writes it, and all that is looked after on this thread with it.
        if (!Files.isRegularFile(file)) {
            return refused(rules, "load_error:not_a_file", "it is no file", "");
        }
        try {
            return read(bytes(file), rules);
        } catch (IOException e) {
            return refused(rules, loadError(e), "it cannot be read", "");
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LARGEST_BYTES + 1);
        }
    }

    /** The refusal for what went wrong in reading. */
    static String loadError(Exception e) {
        return "load_error:" + e.getClass().getSimpleName();
    }

    /** The date a file says it is of, or has in its name; absent when there is neither. */
    static Optional<LocalDate> date(Path file) {
        return said(file).or(() -> {
            Matcher named = DATE.matcher(file.getFileName().toString());
            return named.find()
                    ? parsed(named.group(1) + "-" + named.group(2) + "-" + named.group(3))
                    : Optional.empty();
        });
    }

    private static Optional<LocalDate> said(Path file) {
        try {
            byte[] bytes = bytes(file);
            return bytes.length > LARGEST_BYTES
                    ? Optional.empty()
                    : parsed(tree(plain(decoded(bytes))).path("date").asText());
        } catch (IOException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    private static JsonNode tree(String text) throws JsonProcessingException {
        try {
            return JSON.readTree(text);
        } catch (NumberFormatException e) {
            throw new JsonParseException(null, "a number in it has an exponent out of reach", e);
        }
    }

    private static Optional<LocalDate> parsed(String date) {
        try {
            return Optional.of(LocalDate.parse(date));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String decoded(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static String plain(String text) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    /** The plan in these bytes. */
    static GameplanReading read(byte[] bytes, GameplanRules rules) {
        String checksum = checksum(bytes);
        if (bytes.length > LARGEST_BYTES) {
            return refused(rules, "load_error:too_large", "it is larger than " + LARGEST_BYTES + " bytes", checksum);
        }
        String text;
        try {
            text = plain(decoded(bytes));
        } catch (CharacterCodingException e) {
            return refused(rules, "invalid_json", "it is not UTF-8", checksum);
        }
        if (text.isBlank()) {
            return refused(rules, "empty_file", "it is empty", checksum);
        }
        try {
            return judge(tree(text), rules, checksum);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : "line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ": ";
            return refused(
                    rules,
                    "invalid_json",
                    where + e.getOriginalMessage().replaceFirst(" \\(start marker.*", ""),
                    checksum);
        } catch (StackOverflowError e) {
            return refused(rules, "invalid_json", "it is nested too deeply", checksum);
        }
    }

    private static GameplanReading judge(JsonNode root, GameplanRules rules, String checksum) {
        if (!root.isObject()) {
            return refused(rules, "invalid_json_type", "it is not a JSON object", checksum);
        }
        List<GameplanProblem> problems = new ArrayList<>();
        Optional<Gameplan> plan = new GameplanParser(rules, problems).parse(root);
        if (plan.isEmpty()) {
            return new GameplanReading(
                    Gameplan.cash(rules.today()), Optional.of("schema_violation"), problems, checksum);
        }
        Optional<String> refusal = Optional.empty();
        if (!plan.get().date().equals(rules.today())) {
            String what = plan.get().date() + " is not today, " + rules.today();
            problems.add(new GameplanProblem("date", what, true));
            refusal = Optional.of("not_today");
        } else if (plan.get().quarantined()) {
            problems.add(new GameplanProblem("data_quality.quarantine_active", "the data are not trusted", true));
            refusal = Optional.of("data_quarantine");
        }
        Gameplan used = refusal.isPresent() ? Gameplan.cash(rules.today()) : plan.get();
        return new GameplanReading(used, refusal, problems, checksum);
    }

    static GameplanReading refused(GameplanRules rules, String reason, String what, String checksum) {
        return new GameplanReading(
                Gameplan.cash(rules.today()),
                Optional.of(reason),
                List.of(new GameplanProblem("", what, true)),
                checksum);
    }

    private static String checksum(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
