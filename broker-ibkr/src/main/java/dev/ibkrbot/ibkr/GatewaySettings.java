package dev.ibkrbot.ibkr;

import dev.ibkrbot.broker.account.AccountId;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.ibkr.jar.TwsApi;
import dev.ibkrbot.ibkr.notice.NoticeTable;
import dev.ibkrbot.ibkr.session.Startup;
import dev.ibkrbot.ibkr.wire.ServerVersions;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the gateway is and what may be done over it. Immutable.
 *
 * @param host name or address; looked up anew for each try
 * @param port 1 to 65535; by default 4002 is a paper gateway and 4001 a live one
 * @param clientId 0 to 999,999; always the same, because only its own client can change an order
 * @param mode in a dry run no order can be sent; paper needs a paper account; live needs {@code account}
 * @param account the account to use, where the login has several or the mode is live
 * @param maxServerVersion newest protocol to negotiate, 176 to 200
 * @param tryTimeout for one try to connect, from the first packet to READY
 * @param startup how often and how long {@code connect} goes on trying
 * @param requestTimeout after which a question counts as unanswered
 * @param historyPatience how long a historical request may wait for its turn
 * @param messagesPerSecond never more of ours in any second
 * @param marketDataLines never more at a time
 * @param delayedData whether delayed data is taken where live data is not subscribed
 * @param notices what the gateway's error codes mean
 * @param jar over which the session goes instead of our own socket
 */
public record GatewaySettings(
        String host,
        int port,
        int clientId,
        TradingMode mode,
        Optional<AccountId> account,
        int maxServerVersion,
        Duration tryTimeout,
        Startup startup,
        Duration requestTimeout,
        Duration historyPatience,
        int messagesPerSecond,
        int marketDataLines,
        boolean delayedData,
        NoticeTable notices,
        Optional<TwsApi> jar) {
    private static final int MOST_CLIENT_ID = 999_999;
    private static final int MOST_PORT = 65_535;

    public GatewaySettings {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host is blank");
        }
        requireRange("port", port, 1, MOST_PORT);
        requireRange("client id", clientId, 0, MOST_CLIENT_ID);
        requireRange("server version", maxServerVersion, ServerVersions.OLDEST, ServerVersions.NEWEST);
        requireRange("messages per second", messagesPerSecond, 5, 1000);
        requireRange("market data lines", marketDataLines, 1, 10_000);
        requirePositive("try timeout", tryTimeout);
        requirePositive("request timeout", requestTimeout);
        if (historyPatience.isNegative()) {
            throw new IllegalArgumentException("history patience is negative: " + historyPatience);
        }
    }

    private static void requireRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is not " + least + " to " + most + ": " + value);
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " is not positive: " + value);
        }
    }

    /** The usual figures: one try of 12 seconds, 50 messages a second, 100 lines, live data only. */
    public static GatewaySettings of(String host, int port, int clientId, TradingMode mode) {
        return new GatewaySettings(
                host,
                port,
                clientId,
                mode,
                Optional.empty(),
                ServerVersions.DEFAULT_CEILING,
                Duration.ofSeconds(12),
                Startup.once(),
                Duration.ofSeconds(15),
                Duration.ofSeconds(60),
                50,
                100,
                false,
                NoticeTable.standard(),
                Optional.empty());
    }

    public GatewaySettings withAccount(AccountId id) {
        return new GatewaySettings(
                host,
                port,
                clientId,
                mode,
                Optional.of(id),
                maxServerVersion,
                tryTimeout,
                startup,
                requestTimeout,
                historyPatience,
                messagesPerSecond,
                marketDataLines,
                delayedData,
                notices,
                jar);
    }

    public GatewaySettings withMaxServerVersion(int version) {
        return new GatewaySettings(
                host,
                port,
                clientId,
                mode,
                account,
                version,
                tryTimeout,
                startup,
                requestTimeout,
                historyPatience,
                messagesPerSecond,
                marketDataLines,
                delayedData,
                notices,
                jar);
    }

    /** Timeouts of one try to connect and of a question, and how long a historical request may wait for its turn. */
    public GatewaySettings withTimes(Duration oneTry, Duration question, Duration historyTurn) {
        return new GatewaySettings(
                host,
                port,
                clientId,
                mode,
                account,
                maxServerVersion,
                oneTry,
                startup,
                question,
                historyTurn,
                messagesPerSecond,
                marketDataLines,
                delayedData,
                notices,
                jar);
    }

    /** Goes on trying like this. */
    public GatewaySettings withStartup(Startup patience) {
        return new GatewaySettings(
                host,
                port,
                clientId,
                mode,
                account,
                maxServerVersion,
                tryTimeout,
                patience,
                requestTimeout,
                historyPatience,
                messagesPerSecond,
                marketDataLines,
                delayedData,
                notices,
                jar);
    }

    /** How many messages may be sent in a second, and how many market data lines may be open. */
    public GatewaySettings withRates(int messages, int lines) {
        return new GatewaySettings(
                host,
                port,
                clientId,
                mode,
                account,
                maxServerVersion,
                tryTimeout,
                startup,
                requestTimeout,
                historyPatience,
                messages,
                lines,
                delayedData,
                notices,
                jar);
    }

    /** Takes delayed data where live data is not subscribed. */
    public GatewaySettings withDelayedData() {
        return new GatewaySettings(
                host,
                port,
                clientId,
                mode,
                account,
                maxServerVersion,
                tryTimeout,
                startup,
                requestTimeout,
                historyPatience,
                messagesPerSecond,
                marketDataLines,
                true,
                notices,
                jar);
    }

    /** With an operator's own meanings of error codes; see {@link NoticeTable#overriddenBy}. */
    public GatewaySettings withNotices(NoticeTable table) {
        return new GatewaySettings(
                host,
                port,
                clientId,
                mode,
                account,
                maxServerVersion,
                tryTimeout,
                startup,
                requestTimeout,
                historyPatience,
                messagesPerSecond,
                marketDataLines,
                delayedData,
                table,
                jar);
    }

    /** Over the user's own TwsApi.jar; the protocol's version is then the jar's affair. */
    public GatewaySettings withJar(TwsApi api) {
        return new GatewaySettings(
                host,
                port,
                clientId,
                mode,
                account,
                maxServerVersion,
                tryTimeout,
                startup,
                requestTimeout,
                historyPatience,
                messagesPerSecond,
                marketDataLines,
                delayedData,
                notices,
                Optional.of(api));
    }
}
