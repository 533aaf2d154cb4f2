package dev.ibkrbot.cli.gameplan;

/**
 * Something about a gameplan file. Immutable.
 *
 * @param field where, such as "hard_limits.max_daily_loss_pct"; empty for the whole file
 * @param what what is wrong with it, with what would be right, or what is to be known about it
 * @param fatal whether the plan cannot be used because of it
 */
public record GameplanProblem(String field, String what, boolean fatal) {
    /** One line. */
    public String line() {
        return (field.isEmpty() ? "" : field + ": ") + what;
    }
}
