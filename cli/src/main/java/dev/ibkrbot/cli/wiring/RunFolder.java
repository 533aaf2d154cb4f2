package dev.ibkrbot.cli.wiring;

import java.nio.file.Path;

/**
 * The files of one run. Immutable.
 *
 * @param path its folder
 */
public record RunFolder(Path path) {
    /** The name of the folder itself. */
    public String name() {
        return path.getFileName().toString();
    }

    public Path journal() {
        return path.resolve("journal.db");
    }

    /** How far alerts were sent. */
    public Path sentAlerts() {
        return path.resolve("alerts.sent");
    }

    public Path report() {
        return path.resolve("report.html");
    }

    /** What the run came from; only a backtest has one. */
    public Path manifest() {
        return path.resolve("manifest.json");
    }
}
