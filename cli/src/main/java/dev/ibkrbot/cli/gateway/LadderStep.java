package dev.ibkrbot.cli.gateway;

import dev.ibkrbot.cli.output.ExitCode;
import java.util.Optional;

/**
 * One step of the readiness ladder. Immutable.
 *
 * @param name of the step, in lower case
 * @param status how it went
 * @param millis how long it took; 0 for what was not tried
 * @param detail one line, with accounts masked
 * @param fix what a person can do; absent where nothing is needed
 * @param code what the step means for the command; OK unless it failed
 */
public record LadderStep(String name, Status status, long millis, String detail, Optional<String> fix, ExitCode code) {
    /** How a step went. Immutable. */
    public enum Status {
        OK,
        /** The bot can run, but a person should know. */
        WARN,
        FAIL,
        /** Not tried, because of an earlier step. */
        SKIP
    }

    static LadderStep ok(String name, long millis, String detail) {
        return new LadderStep(name, Status.OK, millis, detail, Optional.empty(), ExitCode.OK);
    }

    static LadderStep warn(String name, long millis, String detail, String fix) {
        return new LadderStep(name, Status.WARN, millis, detail, Optional.of(fix), ExitCode.OK);
    }

    static LadderStep fail(String name, long millis, Diagnosis why) {
        return new LadderStep(name, Status.FAIL, millis, why.detail(), Optional.of(why.fix()), why.code());
    }

    static LadderStep skip(String name, String why) {
        return new LadderStep(name, Status.SKIP, 0, why, Optional.empty(), ExitCode.OK);
    }

    public boolean isFailed() {
        return status == Status.FAIL;
    }
}
