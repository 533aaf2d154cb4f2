package dev.ibkrbot.ibkr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.ibkr.session.Connector.Ending;
import dev.ibkrbot.ibkr.session.ScriptedGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two hundred ways for a session to end and come back, at random, in virtual time. */
class RestartsTest {
    private static final int CYCLES = Integer.getInteger("ibkrbot.restarts", 200);
    private static final int STREAMS = 3;

    private final Bench bench = Bench.paper();
    private final ScriptedGateway gateway = bench.gateway;
    private int lastId;
    /** Subscriptions that the latest connection had before its data was lost. */
    private int lostSubscriptions;

    private enum Fault {
        ENDED,
        CUT_IN_A_FRAME,
        NOT_THE_PROTOCOL,
        REFUSED_FOR_A_WHILE,
        HOST_UNKNOWN_FOR_A_WHILE,
        PORT_SILENT_FOR_A_WHILE,
        CLIENT_ID_IN_USE_FOR_A_WHILE,
        LOWER_ORDER_ID,
        HALF_OPEN,
        PORT_MOVED,
        LINK_LOST_DATA_KEPT,
        LINK_LOST_DATA_LOST,
        LINK_LOST_THEN_ENDED
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    @Tag("C05")
    @Tag("C06")
    @Tag("C07")
    @Tag("C10")
    @Tag("C14")
    @Tag("C15")
    @Tag("C16")
    @Tag("C19")
    void losesAndLeaksNothing(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < STREAMS; i++) {
            bench.asked(bench.broker.stream(Bench.SPY, quote -> {})).join();
        }
        int timers = bench.time.waiting();
        int lowest = 0;
        for (int i = 0; i < CYCLES; i++) {
            submit();
            Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
            suffer(fault, random.nextInt(1, 200));
            submitIfReady();
            bench.pass(random.nextInt(150, 600));
            assertThat(bench.broker.connection()).as("cycle %d, %s", i, fault).isEqualTo(ConnectionState.READY);
            assertThat(gateway.last().messages("1").size() - lostSubscriptions)
                    .as("subscriptions after cycle %d, %s", i, fault)
                    .isEqualTo(STREAMS);
            assertThat(bench.broker.openMarketDataLines()).isEqualTo(STREAMS);
            assertThat(bench.broker.openQuestions()).isEqualTo(STREAMS);
            int free = bench.broker.orders().lowestFreeId().value();
            assertThat(free).isGreaterThan(lastId).isGreaterThanOrEqualTo(lowest);
            lowest = free;
        }
        assertThat(ids("1", 2)).doesNotHaveDuplicates();
        assertThat(ids("7", 2)).doesNotHaveDuplicates();
        assertThat(ids("3", 1)).as("orders").hasSizeGreaterThan(CYCLES / 2).doesNotHaveDuplicates();
        assertThat(ids("71", 2)).containsOnly("7");
        List<ScriptedGateway.Line> old = gateway.lines.subList(0, gateway.lines.size() - 1);
        assertThat(old).allMatch(it -> it.closed);
        assertThat(bench.time.waiting()).isLessThanOrEqualTo(timers + 2);
    }

    private List<String> ids(String message, int field) {
        List<String> ids = new ArrayList<>();
        gateway.lines.forEach(line -> line.messages(message).forEach(it -> ids.add(it.get(field))));
        return ids;
    }

    /** An order as the engine numbers it: above all it ever used and all the gateway refuses. */
    private void submit() {
        lastId = Math.max(lastId + 1, bench.broker.orders().lowestFreeId().value());
        bench.broker.orders().submit(OrderGroup.single(Bench.order(lastId)));
    }

    private void submitIfReady() {
        if (bench.broker.connection() == ConnectionState.READY) {
            submit();
        }
        bench.time.settle();
    }

    private void suffer(Fault fault, int seconds) {
        if (fault != Fault.ENDED) {
            // Else the order is still on its way to the writer when the session ends.
            bench.time.settle();
        }
        switch (fault) {
            case ENDED, CUT_IN_A_FRAME -> end(Ending.BY_PEER);
            case NOT_THE_PROTOCOL -> end(Ending.NOT_THE_PROTOCOL);
            case REFUSED_FOR_A_WHILE -> meanwhile(Ending.REFUSED, seconds);
            case HOST_UNKNOWN_FOR_A_WHILE -> meanwhile(Ending.UNKNOWN_HOST, seconds);
            case PORT_SILENT_FOR_A_WHILE -> {
                gateway.talks = false;
                end(Ending.BY_PEER);
                bench.pass(seconds);
                gateway.talks = true;
            }
            case CLIENT_ID_IN_USE_FOR_A_WHILE -> {
                gateway.idInUse = true;
                end(Ending.BY_PEER);
                bench.pass(seconds);
                gateway.idInUse = false;
            }
            case LOWER_ORDER_ID -> {
                gateway.nextId = 1 + seconds % 7;
                end(Ending.BY_PEER);
            }
            case HALF_OPEN -> {
                gateway.answersTime = false;
                bench.pass(75);
                gateway.answersTime = true;
                lostSubscriptions = 0;
            }
            case PORT_MOVED -> {
                bench.notice(-1, 1300, "TWS socket port has been reset");
                lostSubscriptions = 0;
            }
            case LINK_LOST_DATA_KEPT -> link(1102, seconds);
            case LINK_LOST_DATA_LOST -> {
                int before = gateway.last().messages("1").size();
                link(1101, seconds);
                lostSubscriptions = before;
            }
            default -> {
                bench.notice(-1, 1100, "Connectivity between IB and TWS has been lost");
                end(Ending.BY_PEER);
            }
        }
    }

    private void end(Ending ending) {
        gateway.last().end(ending);
        lostSubscriptions = 0;
    }

    private void meanwhile(Ending ending, int seconds) {
        gateway.whenConnected = (it, line) -> line.end(ending);
        end(Ending.BY_PEER);
        bench.pass(seconds);
        gateway.willing();
    }

    private void link(int back, int seconds) {
        bench.notice(-1, 1100, "Connectivity between IB and TWS has been lost");
        assertThat(bench.broker.connection()).isEqualTo(ConnectionState.DISCONNECTED);
        bench.pass(seconds);
        bench.notice(-1, back, "Connectivity between IB and TWS has been restored");
    }

    @Test
    @Tag("C14")
    void sendsNoOrderAgainWhoseWriteFailed() {
        submit();
        bench.time.settle();
        gateway.writeFails = true;
        submit();
        bench.time.settle();
        gateway.writeFails = false;
        bench.pass(300);
        assertThat(bench.broker.connection()).isEqualTo(ConnectionState.READY);
        assertThat(ids("3", 1)).as("the half that was written may have arrived").containsExactly("1");
        assertThat(bench.events).as("nobody knows what became of it").isEmpty();
        assertThat(gateway.last().messages("7")).as("so it is asked for").isNotEmpty();
    }
}
