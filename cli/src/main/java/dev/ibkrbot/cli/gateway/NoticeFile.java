package dev.ibkrbot.cli.gateway;

import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.ibkr.notice.NoticeTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads an operator's meanings of error codes. Stateless. */
final class NoticeFile {
    private static final long LARGEST_BYTES = 1 << 20;
    private static final String COLUMNS = "write each row as"
            + " code | words | category | effect | recovery | meaning | advice; see docs/error-codes.md";

    private NoticeFile() {}

    /** The built-in table with the file's rows before it; {@link CommandFailure} names every row that is refused. */
    static NoticeTable read(String file) {
        try {
            Path path = Path.of(file);
            if (!Files.isRegularFile(path) || Files.size(path) > LARGEST_BYTES) {
                throw refused(file + " is no file of at most " + LARGEST_BYTES + " bytes", "name a text file");
            }
            return NoticeTable.standard().overriddenBy(file, Files.readAllLines(path));
        } catch (InvalidPathException e) {
            throw refused("'" + file + "' is no path: " + e.getReason(), "name a text file");
        } catch (IOException e) {
            throw refused(file + " cannot be read", "check who owns it, its permissions, and that it is UTF-8");
        } catch (IllegalArgumentException e) {
            throw refused(e.getMessage(), COLUMNS);
        }
    }

    private static CommandFailure refused(String why, String fix) {
        return new CommandFailure(ExitCode.USAGE_OR_CONFIGURATION, "broker.notice_overrides cannot be used", why, fix);
    }
}
