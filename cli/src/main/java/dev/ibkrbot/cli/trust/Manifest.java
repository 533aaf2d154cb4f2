package dev.ibkrbot.cli.trust;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.cli.config.ConfigSources.FlagValue;
import dev.ibkrbot.cli.config.EffectiveConfig;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that a backtest came from and what it came to, so that anybody with the same data can have the same bytes again.
 * Immutable.
 *
 * @param schema of this record: 1
 * @param version of the program
 * @param request what was asked for beside the configuration, as texts
 * @param configuration every key that can change a result, with its value
 * @param data checksums of the recorded data
 * @param journalHash over the run's records
 * @param reportSha256 of the HTML page
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Manifest(
        int schema,
        String version,
        Map<String, String> request,
        Map<String, String> configuration,
        List<DataChecksum> data,
        String journalHash,
        String reportSha256) {
    private static final int SCHEMA = 1;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    /** Where files go and who is told changes no result; it may hold addresses and secrets, too. */
    private static final Set<String> NO_PART_OF_A_RESULT = Set.of("broker", "monitoring", "journal", "report");

    /** The manifest of a run that is over. */
    public static Manifest of(
            String version,
            Map<String, String> request,
            EffectiveConfig config,
            List<Path> data,
            List<Symbol> symbols,
            String journalHash,
            Path report) {
        Map<String, String> configuration = new LinkedHashMap<>();
        for (EffectiveConfig.Value value : config.values()) {
            String section = value.key().contains(".")
                    ? value.key().substring(0, value.key().indexOf('.'))
                    : "";
            if (!value.text().isEmpty() && !NO_PART_OF_A_RESULT.contains(section)) {
                configuration.put(value.key(), unquoted(value.text()));
            }
        }
        return new Manifest(
                SCHEMA, version, request, configuration, checksums(data, symbols), journalHash, sha256(report));
    }

    /** As a flag would have it: values stand in quotes where a file needs them. */
    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    /** The checksums of data as they are now. */
    public static List<DataChecksum> checksums(List<Path> data, List<Symbol> symbols) {
        List<DataChecksum> all = new ArrayList<>();
        for (Path path : data) {
            try {
                all.add(DataChecksum.of(path, symbols));
            } catch (IOException e) {
                throw unreadable("the data cannot be read", path, e);
            }
        }
        return all;
    }

    /** The checksum of a file. */
    public static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(DataChecksum.newDigest().digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw unreadable("a file of the run cannot be read", file, e);
        }
    }

    /** The configuration as flags, which outdo every file and variable of this machine. */
    public List<FlagValue> flags() {
        return configuration.entrySet().stream()
                .map(entry -> new FlagValue("manifest " + entry.getKey(), entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Writes it whole or not at all. */
    public void write(Path file) {
        try {
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(draft, JSON.writeValueAsString(this) + "\n");
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unreadable("the manifest cannot be written", file, e);
        }
    }

    /** The manifest in this file; a failure when there is none. */
    public static Manifest read(Path file) {
        try {
            Manifest manifest = JSON.readValue(Files.readString(file), Manifest.class);
            if (manifest.schema != SCHEMA) {
                throw new CommandFailure(
                        ExitCode.DATA_MISSING_OR_CORRUPT,
                        "nothing was verified",
                        file + " is of schema " + manifest.schema + ", and this program knows " + SCHEMA,
                        "use the version of the program that wrote it: " + manifest.version);
            }
            return manifest;
        } catch (JsonProcessingException e) {
            throw unreadable("it is no manifest", file, e);
        } catch (IOException e) {
            throw unreadable("the manifest cannot be read", file, e);
        }
    }

    private static CommandFailure unreadable(String why, Path file, IOException e) {
        return new CommandFailure(
                ExitCode.DATA_MISSING_OR_CORRUPT,
                why,
                file + ": " + e.getClass().getSimpleName(),
                "name the manifest.json that a backtest wrote beside its journal",
                e);
    }
}
