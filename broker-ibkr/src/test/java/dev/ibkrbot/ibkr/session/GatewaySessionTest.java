package dev.ibkrbot.ibkr.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.account.AccountId;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.ibkr.wire.Inbound;
import dev.ibkrbot.ibkr.wire.SessionMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewaySessionTest {
    private static final Duration TRY = Duration.ofSeconds(12);
    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualTime time = new VirtualTime();
    private final ScriptedGateway gateway = new ScriptedGateway(time);
    private final Ears ears = new Ears();
    private final List<GatewayException> failures = new ArrayList<>();
    private final List<SessionStep> steps = new ArrayList<>();

    private GatewaySession session(Duration patience, TradingMode mode, Optional<AccountId> account) {
        SessionSettings settings = new SessionSettings(
                "gateway.example",
                4002,
                7,
                193,
                new AccountRule(mode, account),
                TRY,
                new Startup(Duration.ofSeconds(5), Integer.MAX_VALUE, patience),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                50);
        return new GatewaySession(time.machinery(gateway), settings, ears, new SessionObserver() {
            @Override
            public void passed(SessionStep step, Duration took, String detail) {
                steps.add(step);
            }

            @Override
            public void failed(GatewayException why, Optional<Duration> nextTry) {
                failures.add(why);
            }
        });
    }

    private GatewaySession session(Duration patience) {
        return session(patience, TradingMode.PAPER, Optional.empty());
    }

    private GatewaySession ready() {
        gateway.willing();
        GatewaySession session = session(HOUR);
        session.start();
        time.settle();
        assertThat(session.state()).isEqualTo(ConnectionState.READY);
        return session;
    }

    @Test
    void becomesReadyStepByStep() {
        GatewaySession session = ready();
        assertThat(steps)
                .containsExactly(SessionStep.TCP, SessionStep.HANDSHAKE, SessionStep.API_READY, SessionStep.ACCOUNT);
        assertThat(ears.states).containsExactly(ConnectionState.CONNECTING, ConnectionState.READY);
        assertThat(gateway.last().written)
                .containsExactly(List.of("API", "v100..193"), List.of("71", "2", "7", "", ""), List.of("49", "1", ""));
        assertThat(ears.starts).containsExactly(new SessionStart(193, 1, new AccountId("DU123456")));
        assertThat(session.clockSkew()).contains(Duration.ZERO);
    }

    @Test
    @Tag("C01")
    void triesAgainAtARefusedPortWithGrowingCappedPauses() {
        gateway.whenConnected = (it, line) -> line.end(Connector.Ending.REFUSED);
        GatewaySession session = session(Duration.ofDays(1));
        CompletableFuture<Void> first = session.start().toCompletableFuture();
        time.pass(HOUR);
        // At 0, 5, 15 and 35 s, and then every 30 s: 118 times more in an hour.
        assertThat(gateway.endpoints).hasSize(122);
        assertThat(gateway.endpoints).allMatch(it -> it.host().equals("gateway.example"));
        assertThat(failures).allMatch(it -> it.fault() == GatewayFault.UNREACHABLE);
        assertThat(first).isNotDone();
        gateway.willing();
        time.pass(Duration.ofMinutes(1));
        assertThat(session.state()).isEqualTo(ConnectionState.READY);
        assertThat(first).isCompleted();
    }

    @Test
    @Tag("C02")
    void callsASilentPortNotReady() {
        gateway.willing();
        gateway.talks = false;
        CompletableFuture<Void> first = session(Duration.ZERO).start().toCompletableFuture();
        time.pass(TRY);
        assertThat(first).isCompletedExceptionally();
        assertThat(failures).extracting(GatewayException::fault).containsExactly(GatewayFault.SILENT);
        assertThat(gateway.last().closed).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"true, NO_ACCOUNTS, no account list", "false, NO_ORDER_ID, no next order id"})
    @Tag("C03")
    void isNotReadyWithoutIdAndAccounts(boolean id, GatewayFault fault, String missing) {
        gateway.willing();
        gateway.talks = false;
        GatewaySession session = session(Duration.ZERO);
        session.start();
        time.settle();
        gateway.last().greet(193);
        gateway.last()
                .send(id ? new SessionMessage.NextValidId(5) : new SessionMessage.ManagedAccounts(List.of("DU123456")));
        time.pass(TRY);
        assertThat(session.state()).isEqualTo(ConnectionState.DISCONNECTED);
        assertThat(ears.starts).isEmpty();
        assertThat(failures).extracting(GatewayException::fault).containsExactly(fault);
        assertThat(failures.get(0)).hasMessageContaining(missing);
    }

    @Test
    @Tag("C02")
    void tellsThatNothingCameAfterTheHandshake() {
        gateway.willing();
        gateway.talks = false;
        session(Duration.ZERO).start();
        time.settle();
        gateway.last().greet(193);
        time.pass(TRY);
        assertThat(failures).extracting(GatewayException::fault).containsExactly(GatewayFault.NOT_READY);
    }

    @Test
    @Tag("C17")
    void tellsThatTheGatewayHasNoLinkOfItsOwn() {
        gateway.willing();
        gateway.whenGreeted = line -> line.notice(-1, 1100, "Connectivity between IB and TWS has been lost");
        GatewaySession session = session(Duration.ZERO);
        session.start();
        time.pass(TRY);
        assertThat(session.state()).isEqualTo(ConnectionState.DISCONNECTED);
        assertThat(failures).extracting(GatewayException::fault).containsExactly(GatewayFault.NO_LINK);
    }

    @Test
    void givesEachFaultAdviceOfItsOwn() {
        assertThat(GatewayFault.values()).extracting(GatewayFault::advice).doesNotHaveDuplicates();
    }

    @Test
    @Tag("C26")
    void staysWithTheAccountOfItsFirstSession() {
        GatewaySession session = ready();
        gateway.accounts = "DU999999";
        gateway.last().end(Connector.Ending.BY_PEER);
        time.pass(HOUR);
        assertThat(session.state()).isEqualTo(ConnectionState.DISCONNECTED);
        assertThat(failures.subList(1, failures.size()))
                .isNotEmpty()
                .allMatch(it -> it.fault() == GatewayFault.WRONG_ACCOUNT);
        gateway.accounts = "DU999999,DU123456";
        time.pass(Duration.ofMinutes(2));
        assertThat(session.state()).isEqualTo(ConnectionState.READY);
        assertThat(ears.starts)
                .extracting(SessionStart::account)
                .containsExactly(new AccountId("DU123456"), new AccountId("DU123456"));
    }

    @Test
    @Tag("C05")
    void keepsItsClientIdWhenThatIsInUse() {
        gateway.willing();
        gateway.idInUse = true;
        GatewaySession session = session(HOUR);
        session.start();
        time.pass(Duration.ofSeconds(14));
        // Two pauses of at least five seconds: not at once again.
        assertThat(gateway.lines).hasSizeBetween(2, 3);
        time.pass(Duration.ofMinutes(10));
        assertThat(failures).isNotEmpty().allMatch(it -> it.fault() == GatewayFault.CLIENT_ID_IN_USE);
        gateway.idInUse = false;
        time.pass(Duration.ofMinutes(1));
        assertThat(session.state()).isEqualTo(ConnectionState.READY);
        assertThat(gateway.lines)
                .flatExtracting(it -> it.messages("71"))
                .isNotEmpty()
                .allMatch(it -> it.get(2).equals("7"));
    }

    @Test
    @Tag("C06")
    void declaresAPeerDeadAfterTwoUnansweredQuestions() {
        GatewaySession session = ready();
        gateway.answersTime = false;
        time.pass(Duration.ofSeconds(31));
        assertThat(session.state()).as("frozen at the first miss").isEqualTo(ConnectionState.DISCONNECTED);
        assertThat(gateway.lines).hasSize(1);
        gateway.answersTime = true;
        time.pass(Duration.ofSeconds(44));
        assertThat(failures).extracting(GatewayException::fault).containsExactly(GatewayFault.LOST);
        assertThat(gateway.lines).hasSize(2);
        assertThat(session.state()).isEqualTo(ConnectionState.READY);
    }

    @Test
    void thawsWhenTheSecondQuestionIsAnswered() {
        GatewaySession session = ready();
        gateway.answersTime = false;
        time.pass(Duration.ofSeconds(31));
        gateway.last().send(new SessionMessage.CurrentTime(time.instant().toEpochMilli()));
        assertThat(session.state()).isEqualTo(ConnectionState.READY);
        assertThat(gateway.lines).hasSize(1);
    }

    @Test
    @Tag("C09")
    void isNotReadyWithoutTheGatewaysOwnLink() {
        GatewaySession session = ready();
        gateway.last().notice(-1, 1100, "Connectivity between IB and TWS has been lost");
        assertThat(session.state()).isEqualTo(ConnectionState.DISCONNECTED);
        gateway.last().notice(-1, 1102, "restored - data maintained");
        assertThat(session.state()).isEqualTo(ConnectionState.READY);
        assertThat(ears.subscriptions).isEqualTo(1);
        assertThat(gateway.lines).hasSize(1);
    }

    @Test
    @Tag("C10")
    void subscribesOnceMoreWhenDataWasLost() {
        ready();
        gateway.last().notice(-1, 1100, "lost");
        gateway.last().notice(-1, 1101, "restored - data lost");
        assertThat(ears.subscriptions).isEqualTo(2);
        assertThat(ears.states)
                .containsExactly(
                        ConnectionState.CONNECTING,
                        ConnectionState.READY,
                        ConnectionState.DISCONNECTED,
                        ConnectionState.READY);
    }

    @ParameterizedTest
    @CsvSource({"2103", "2105", "2108", "2157", "2104", "2106", "2158", "2119"})
    @Tag("C12")
    void takesFarmNoticesForNoDisconnect(int code) {
        GatewaySession session = ready();
        gateway.last().notice(-1, code, "farm");
        assertThat(session.state()).isEqualTo(ConnectionState.READY);
    }

    @Test
    @Tag("C20")
    void boundsTheRateOfReconnectsWhenSessionsDoNotLast() {
        gateway.whenConnected = (it, line) -> {
            line.accept();
            time.after(Duration.ofSeconds(2), () -> line.end(Connector.Ending.BY_PEER));
        };
        session(HOUR).start();
        time.pass(HOUR);
        assertThat(gateway.lines).hasSizeLessThan(130);
    }

    @ParameterizedTest
    @CsvSource({
        "PAPER, , U1234567, the mode is paper",
        "PAPER, DU999999, DU123456, not among",
        "LIVE, U7654321, U1234567, not among",
        "DRY_RUN, , 'DU123456,DU123457', none is configured",
    })
    @Tag("C23")
    void refusesAWrongAccount(TradingMode mode, String wanted, String seen, String why) {
        gateway.willing();
        gateway.accounts = seen;
        GatewaySession session = session(HOUR, mode, Optional.ofNullable(wanted).map(AccountId::new));
        CompletableFuture<Void> first = session.start().toCompletableFuture();
        time.pass(HOUR);
        assertThat(first).isCompletedExceptionally();
        assertThat(gateway.lines).as("a person has to act").hasSize(1);
        assertThat(failures).singleElement().satisfies(it -> {
            assertThat(it.fault()).isEqualTo(GatewayFault.WRONG_ACCOUNT);
            assertThat(it).hasMessageContaining(why);
        });
        assertThat(failures.get(0).getMessage()).doesNotContain("U1234567").doesNotContain("U7654321");
    }

    @Test
    void tellsEachFailureInItsOwnWords() {
        gateway.whenConnected = (it, line) -> {
            line.accept();
            line.end(Connector.Ending.BY_PEER);
        };
        session(Duration.ZERO).start();
        time.settle();
        assertThat(failures).extracting(GatewayException::fault).containsExactly(GatewayFault.CLOSED_AT_ONCE);
    }

    @Test
    void losesNoSubscriptionOverTwoHundredRestarts() {
        GatewaySession session = ready();
        for (int i = 0; i < 200; i++) {
            gateway.last().end(Connector.Ending.BY_PEER);
            time.pass(Duration.ofMinutes(2));
            assertThat(session.state()).isEqualTo(ConnectionState.READY);
        }
        assertThat(ears.subscriptions).isEqualTo(201);
        assertThat(ears.starts).hasSize(201);
        assertThat(gateway.lines).hasSize(201);
        assertThat(gateway.lines.subList(0, 200)).allMatch(it -> it.closed);
    }

    @Test
    @Tag("C21")
    void staysOneSessionWhenAnotherHandshakeComesBetween() {
        GatewaySession session = ready();
        gateway.last().send(new SessionMessage.Unknown(193));
        gateway.last().send(new SessionMessage.ManagedAccounts(List.of("DU999999")));
        gateway.last().send(new SessionMessage.NextValidId(900));
        assertThat(session.state()).isEqualTo(ConnectionState.READY);
        assertThat(ears.starts).containsExactly(new SessionStart(193, 1, new AccountId("DU123456")));
    }

    @Test
    void ignoresWhatAnOldConnectionStillSays() {
        GatewaySession session = ready();
        ScriptedGateway.Line old = gateway.last();
        old.end(Connector.Ending.BY_PEER);
        time.pass(Duration.ofMinutes(2));
        old.closed = false;
        old.notice(-1, 1100, "late");
        old.end(Connector.Ending.BY_PEER);
        assertThat(session.state()).isEqualTo(ConnectionState.READY);
    }

    @Test
    void staysClosed() {
        GatewaySession session = ready();
        session.close();
        session.close();
        time.pass(HOUR);
        assertThat(gateway.lines).hasSize(1);
        assertThat(gateway.last().closed).isTrue();
        assertThat(ears.states).endsWith(ConnectionState.CLOSED).doesNotHaveDuplicates();
    }

    private static final class Ears implements SessionClient {
        private final List<ConnectionState> states = new ArrayList<>();
        private final List<SessionStart> starts = new ArrayList<>();
        private int subscriptions;

        @Override
        public void opened(SessionStart start) {
            starts.add(start);
        }

        @Override
        public void message(Inbound message) {}

        @Override
        public void subscribe() {
            subscriptions++;
        }

        @Override
        public void lost(GatewayException why) {}

        @Override
        public void state(ConnectionState state) {
            states.add(state);
        }
    }
}
