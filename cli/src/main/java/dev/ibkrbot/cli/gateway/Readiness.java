package dev.ibkrbot.cli.gateway;

import dev.ibkrbot.broker.account.AccountId;
import dev.ibkrbot.cli.output.ExitCode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whether a bot could trade over a gateway. Immutable.
 *
 * @param serverVersion negotiated; absent without a handshake
 * @param account in use; absent before it is known
 * @param steps in the order of the ladder
 */
public record Readiness(OptionalInt serverVersion, Optional<AccountId> account, List<LadderStep> steps) {
    public Readiness {
        steps = List.copyOf(steps);
    }

    /** The first step that failed. */
    public Optional<LadderStep> failed() {
        return steps.stream().filter(LadderStep::isFailed).findFirst();
    }

    public ExitCode code() {
        return failed().map(LadderStep::code).orElse(ExitCode.OK);
    }

    public String verdict() {
        return failed().isEmpty() ? "READY" : "NOT_READY";
    }
}
