package dev.ibkrbot.cli.gateway;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.ibkr.request.NoticeException;

/** What it means for a person when a gateway refuses market data. Stateless. */
public final class MarketFailures {
    private static final int HISTORY = 162;
    private static final int NO_CONTRACT = 200;

    private MarketFailures() {}

    /** The failure as a command's end: entitlement 6, unknown contracts 9, everything else 3, 4 or 5. */
    public static CommandFailure of(BrokerException problem, String what) {
        Diagnosis told = Diagnosis.of(problem);
        int code = problem instanceof NoticeException notice ? notice.code() : 0;
        if (code == NO_CONTRACT) {
            return new CommandFailure(
                    ExitCode.DATA_MISSING_OR_CORRUPT,
                    what,
                    told.detail(),
                    "check the spelling; stocks and funds of the United States are served",
                    problem);
        }
        if (code > 0 && problem.recovery() == Recovery.FIX_CONFIGURATION) {
            return new CommandFailure(ExitCode.MARKET_DATA_ENTITLEMENT, what, told.detail(), told.fix(), problem);
        }
        if (code == HISTORY || told.code() == ExitCode.REFUSED_BY_RISK) {
            return new CommandFailure(
                    ExitCode.GATEWAY_NOT_READY,
                    what,
                    told.detail(),
                    "wait ten minutes and run the same command again: it goes on where it stopped",
                    problem);
        }
        return new CommandFailure(told.code(), what, told.detail(), told.fix(), problem);
    }
}
