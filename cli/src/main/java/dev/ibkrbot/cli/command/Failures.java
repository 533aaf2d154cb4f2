package dev.ibkrbot.cli.command;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.execution.journal.JournalDamagedException;
import dev.ibkrbot.execution.journal.JournalException;
import dev.ibkrbot.stub.history.HistoryException;

/** Which exit code and advice belong to an exception that reached the top of a command. */
final class Failures {
    private Failures() {}

    static CommandFailure of(Exception problem) {
        if (problem instanceof CommandFailure failure) {
            return failure;
        }
        if (problem instanceof HistoryException) {
            return told(
                    problem,
                    ExitCode.DATA_MISSING_OR_CORRUPT,
                    "the market data cannot be used",
                    "correct or replace the file named; bot data verify lists all problems of a folder");
        }
        if (problem instanceof JournalDamagedException) {
            return told(
                    problem,
                    ExitCode.DATA_MISSING_OR_CORRUPT,
                    "the journal is damaged; nothing was changed",
                    "keep a copy of it and restore a backup; bot journal verify says where the damage is");
        }
        if (problem instanceof JournalException) {
            return told(
                    problem,
                    ExitCode.DATA_MISSING_OR_CORRUPT,
                    "the journal cannot be used",
                    "check the disk and the permissions of the state folder");
        }
        if (problem instanceof BrokerException) {
            return told(problem, ExitCode.INTERNAL_ERROR, "the broker could not answer", "try again, or see -vv");
        }
        return told(
                problem,
                ExitCode.INTERNAL_ERROR,
                "an internal error; this is a bug in bot",
                "run again with -vv and report what it prints");
    }

    private static CommandFailure told(Exception problem, ExitCode code, String what, String fix) {
        String why = CommandErrors.oneLine(problem.getMessage());
        boolean known = code != ExitCode.INTERNAL_ERROR;
        return new CommandFailure(
                code, what, known ? why : problem.getClass().getSimpleName() + ": " + why, fix, problem);
    }
}
