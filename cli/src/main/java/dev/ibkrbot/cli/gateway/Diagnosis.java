package dev.ibkrbot.cli.gateway;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.ibkr.request.NoticeException;
import dev.ibkrbot.ibkr.session.GatewayException;
import java.util.Set;

/**
 * What is wrong with a gateway, in one line each. Immutable.
 *
 * @param code how a command ends because of it
 * @param detail what happened
 * @param fix what a person can do
 */
public record Diagnosis(ExitCode code, String detail, String fix) {
    static final int READ_ONLY = 321;
    private static final Set<Integer> ENTITLEMENT = Set.of(354, 10089, 10090, 10091, 10168, 10186, 10187, 10189, 10197);
    private static final String RETRY = "try again; if it stays so, look at the gateway's own window";

    /** Of a broker that could not answer. */
    public static Diagnosis of(BrokerException problem) {
        if (problem instanceof GatewayException session) {
            return of(session);
        }
        if (problem instanceof NoticeException notice) {
            return of(notice);
        }
        return new Diagnosis(ExitCode.GATEWAY_NOT_READY, line(problem.getMessage()), RETRY);
    }

    private static Diagnosis of(GatewayException session) {
        ExitCode code = switch (session.fault()) {
            case UNKNOWN_HOST, UNREACHABLE -> ExitCode.GATEWAY_UNREACHABLE;
            case WRONG_ACCOUNT -> ExitCode.ACCOUNT_OR_MODE_MISMATCH;
            default -> ExitCode.GATEWAY_NOT_READY;
        };
        return new Diagnosis(code, line(session.detail()), session.fault().advice());
    }

    private static Diagnosis of(NoticeException notice) {
        String text = line(notice.getMessage());
        String advice = notice.advice();
        String detail = advice.isEmpty() ? text : text.replace(". " + advice, "");
        ExitCode code = ENTITLEMENT.contains(notice.code())
                ? ExitCode.MARKET_DATA_ENTITLEMENT
                : notice.code() == READ_ONLY ? ExitCode.ACCOUNT_OR_MODE_MISMATCH : ExitCode.REFUSED_BY_RISK;
        return new Diagnosis(code, detail, advice.isEmpty() ? RETRY : advice);
    }

    /** The same as a failed command. */
    public CommandFailure failure(String what) {
        return new CommandFailure(code, what, detail, fix);
    }

    private static String line(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
