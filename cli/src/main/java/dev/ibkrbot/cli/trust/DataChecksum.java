package dev.ibkrbot.cli.trust;

import dev.ibkrbot.broker.instrument.Symbol;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The content of recorded data in one number. Immutable.
 *
 * @param path as it was named
 * @param files how many of its files are about the symbols
 * @param sha256 over the names and contents of those files, in the order of their names
 */
public record DataChecksum(String path, long files, String sha256) {
    private static final int BUFFER = 1 << 16;

    /** The checksum of a file, or of those files of a folder whose path has one of the symbols in it. */
    static DataChecksum of(Path path, List<Symbol> symbols) throws IOException {
        MessageDigest digest = newDigest();
        if (Files.isRegularFile(path)) {
            add(digest, path);
            return new DataChecksum(path.toString(), 1, HexFormat.of().formatHex(digest.digest()));
        }
        Set<String> words = symbols.stream()
                .map(symbol -> symbol.value().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        List<Path> files;
        try (Stream<Path> tree = Files.walk(path)) {
            files = tree.filter(Files::isRegularFile)
                    .filter(file -> isAbout(path.relativize(file), words))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            digest.update((path.relativize(file) + "\n").getBytes(StandardCharsets.UTF_8));
            add(digest, file);
        }
        return new DataChecksum(path.toString(), files.size(), HexFormat.of().formatHex(digest.digest()));
    }

    private static boolean isAbout(Path file, Set<String> words) {
        return Arrays.stream(file.toString().toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
                .anyMatch(words::contains);
    }

    private static void add(MessageDigest digest, Path file) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
