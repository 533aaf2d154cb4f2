package dev.ibkrbot.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.ibkr.notice.NoticeTable;
import dev.ibkrbot.ibkr.request.NoticeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketFailuresTest {
    private static final String HISTORY = "Historical Market Data Service error message:";

    @ParameterizedTest
    @CsvSource({
        "200, No security definition has been found for the request, 9, check the spelling",
        "162, " + HISTORY + "Historical data request pacing violation, 4, wait ten minutes",
        "162, " + HISTORY + "No market data permissions for ARCA STK, 6, Subscribe",
        "354, Requested market data is not subscribed, 6, Subscribe",
        "10168, Requested market data is not subscribed. Delayed market data is not enabled, 6, Subscribe",
        "420, Invalid Real-time Query, 4, wait ten minutes",
    })
    void saysWhatToDo(int code, String text, int exit, String fix) {
        CommandFailure failure = MarketFailures.of(
                new NoticeException("minutes of SPY", NoticeTable.standard().rule(code, text), text),
                "nothing was downloaded");
        assertThat(failure.exitCode().number()).isEqualTo(exit);
        assertThat(failure.what()).isEqualTo("nothing was downloaded");
        assertThat(failure.why()).contains("minutes of SPY").contains("(" + code + ")");
        assertThat(failure.fix()).contains(fix);
    }

    @Test
    void takesSilenceForAGatewayThatIsNotReady() {
        CommandFailure failure =
                MarketFailures.of(new BrokerException("quote of SPY was not answered", Recovery.RETRY_LATER), "ended");
        assertThat(failure.exitCode().number()).isEqualTo(4);
    }
}
