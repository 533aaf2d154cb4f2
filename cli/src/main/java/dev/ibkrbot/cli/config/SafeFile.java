package dev.ibkrbot.cli.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads small configuration files and judges who else may read or write them. */
final class SafeFile {
    private SafeFile() {}

    /** The bytes of a regular file of sensible size that not everybody may write to. */
    static Optional<byte[]> read(String shown, Path file, List<Problem> problems) {
        Origin whole = Origin.file(shown, 0, 0);
        try {
            if (!Files.isRegularFile(file)) {
                problems.add(Problem.error("", whole, "not a file", "name a file"));
                return Optional.empty();
            }
            if (Files.size(file) > FileText.LARGEST_BYTES) {
                problems.add(FileText.tooLarge(shown, Files.size(file)));
                return Optional.empty();
            }
            if (permissions(file).contains(PosixFilePermission.OTHERS_WRITE)) {
                problems.add(Problem.error(
                        "", whole, "everybody may write to this file", "run: chmod o-w " + Quoting.plain(shown)));
            }
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            problems.add(Problem.error("", whole, "the file is gone", "name a file that stays"));
        } catch (IOException e) {
            problems.add(Problem.error("", whole, "the file cannot be read", "check who owns it and its permissions"));
        }
        return Optional.empty();
    }

    /** A problem when a file that holds the named secret may be read by others than its owner. */
    static Optional<Problem> exposure(String shown, Path file, String secret) {
        try {
            Set<PosixFilePermission> all = permissions(file);
            if (all.contains(PosixFilePermission.GROUP_READ) || all.contains(PosixFilePermission.OTHERS_READ)) {
                return Optional.of(Problem.error(
                        "",
                        Origin.file(shown, 0, 0),
                        "holds a secret (" + secret + ") and others may read it (" + PosixFilePermissions.toString(all)
                                + ")",
                        "run: chmod 600 " + Quoting.plain(shown)));
            }
        } catch (IOException e) {
            return Optional.of(Problem.error(
                    "", Origin.file(shown, 0, 0), "its permissions cannot be read", "check who owns the file"));
        }
        return Optional.empty();
    }

    private static Set<PosixFilePermission> permissions(Path file) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix ? Files.getPosixFilePermissions(file) : Set.of();
    }
}
