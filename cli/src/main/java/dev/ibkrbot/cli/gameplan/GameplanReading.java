package dev.ibkrbot.cli.gameplan;

import dev.ibkrbot.strategy.gameplan.Gameplan;
import java.util.List;
import java.util.Optional;

/**
 * What came of reading a gameplan. Immutable.
 *
 * @param plan the plan in the file, or one that enters nothing
 * @param refusal why the file's own plan is not used: missing_file, empty_file, invalid_json, invalid_json_type,
 *     schema_violation, not_today, duplicate_date,
 *     data_quarantine or load_error:TYPE; absent when it is used
 * @param problems all that is to say about the file, in its order
 * @param checksum SHA-256 of the file in hexadecimal digits; empty when there was nothing to read
 */
public record GameplanReading(
        Gameplan plan, Optional<String> refusal, List<GameplanProblem> problems, String checksum) {
    public GameplanReading {
        problems = List.copyOf(problems);
    }
}
