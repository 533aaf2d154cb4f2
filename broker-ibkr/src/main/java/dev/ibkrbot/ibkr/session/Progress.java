package dev.ibkrbot.ibkr.session;

import dev.ibkrbot.broker.account.AccountId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How far one connection has come, and what its end means because of that. Guarded by the broker's lock. */
final class Progress {
    private final SessionSettings settings;
    private boolean tcp;
    private OptionalInt serverVersion = OptionalInt.empty();
    private OptionalInt nextOrderId = OptionalInt.empty();
    private Optional<List<AccountId>> accounts = Optional.empty();
    private boolean opened;
    private boolean linkDown;

    Progress(SessionSettings settings) {
        this.settings = settings;
    }

    String where() {
        return settings.host() + ":" + settings.port();
    }

    void connected() {
        tcp = true;
    }

    void greeted(int version) {
        serverVersion = OptionalInt.of(version);
    }

    int serverVersion() {
        return serverVersion.orElseThrow();
    }

    void nextOrderId(int id) {
        nextOrderId = OptionalInt.of(id);
    }

    int nextOrderId() {
        return nextOrderId.orElseThrow();
    }

    /** Only the first list counts: an account never changes within a connection. */
    void accounts(List<AccountId> seen) {
        if (accounts.isEmpty()) {
            accounts = Optional.of(seen);
        }
    }

    List<AccountId> accounts() {
        return accounts.orElseThrow();
    }

    /** Whether all has come that requests need. */
    boolean isComplete() {
        return nextOrderId.isPresent() && accounts.isPresent();
    }

    boolean isOpened() {
        return opened;
    }

    void opened(boolean now) {
        opened = now;
    }

    /** The gateway's own link to its servers. */
    boolean isLinkDown() {
        return linkDown;
    }

    void linkDown(boolean now) {
        linkDown = now;
    }

    /** Why it is over when it ended like this. */
    GatewayException ended(Connector.Ending ending, String detail) {
        return switch (ending) {
            case UNKNOWN_HOST ->
                new GatewayException(GatewayFault.UNKNOWN_HOST, "host " + settings.host() + " is unknown: " + detail);
            case REFUSED, TIMED_OUT ->
                new GatewayException(GatewayFault.UNREACHABLE, "nothing listens at " + where() + ": " + detail);
            case NOT_THE_PROTOCOL ->
                new GatewayException(GatewayFault.PROTOCOL, where() + " does not speak the protocol: " + detail);
            case OUR_FAULT -> new GatewayException(GatewayFault.PROTOCOL, "a message could not be handled: " + detail);
            case UNSUPPORTED -> new GatewayException(GatewayFault.UNSUPPORTED_VERSION, detail);
            case BY_PEER -> endedByPeer(detail);
        };
    }

    private GatewayException endedByPeer(String detail) {
        if (opened) {
            return new GatewayException(GatewayFault.LOST, "the session with " + where() + " ended: " + detail);
        }
        String early = where() + " was closed before it was ready: " + detail;
        return serverVersion.isPresent()
                ? new GatewayException(missing(), "the session with " + early)
                : new GatewayException(GatewayFault.CLOSED_AT_ONCE, "the connection to " + early);
    }

    /** Why it is given up that it did not become READY within this time. */
    GatewayException late(Duration time) {
        String within = " within " + time.toSeconds() + " s";
        if (!tcp) {
            return new GatewayException(GatewayFault.UNREACHABLE, "no connection to " + where() + within);
        }
        if (serverVersion.isEmpty()) {
            return new GatewayException(
                    GatewayFault.SILENT, where() + " accepts connections but says nothing" + within);
        }
        String what = switch (missing()) {
            case NO_LINK -> "the gateway had no link to IBKR (1100)";
            case NO_ORDER_ID -> "no next order id came after the handshake";
            case NO_ACCOUNTS -> "no account list came after the handshake";
            default -> "nothing came after the handshake";
        };
        return new GatewayException(missing(), what + within);
    }

    private GatewayFault missing() {
        if (isComplete()) {
            return linkDown ? GatewayFault.NO_LINK : GatewayFault.NOT_READY;
        }
        if (accounts.isPresent()) {
            return GatewayFault.NO_ORDER_ID;
        }
        return nextOrderId.isPresent() ? GatewayFault.NO_ACCOUNTS : GatewayFault.NOT_READY;
    }
}
