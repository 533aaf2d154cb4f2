package dev.ibkrbot.ibkr;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.ibkr.session.Connector;
import dev.ibkrbot.ibkr.session.ScriptedGateway;
import dev.ibkrbot.ibkr.wire.Decoder;
import dev.ibkrbot.ibkr.wire.Inbound;
import dev.ibkrbot.ibkr.wire.ProtocolException;
import java.util.List;

/**
 * A broker in the middle of its work, with streams, questions and orders, in virtual time, and a gateway that says
 * anything. Only {@link ProtocolException} may come of that, which ends the session, and no order may be sent. Confined to
 * the test's thread.
 */
final class HostileGateway {
    final Bench bench = new Bench(TradingMode.PAPER);
    private final int version;
    private Decoder decoder;
    private int orders;
    private int sessions;

    HostileGateway(int version) {
        this.version = version;
        bench.gateway.version = version;
        bench.broker.connect(bench);
        bench.time.settle();
        bench.broker.stream(Bench.SPY, quote -> {});
        bench.submit(7);
        work();
    }

    /** Opens what an answer could belong to. */
    private void work() {
        decoder = new Decoder(version);
        sessions++;
        bench.gateway.whenAsked = (line, fields) -> {};
        bench.broker.quotes().quote(Bench.SPY);
        bench.broker.orders().openOrders();
        bench.broker.orders().executions();
        bench.broker.accounts().positions();
        bench.broker.accounts().snapshot();
        bench.broker.orders().preview(Bench.order(8));
        bench.time.settle();
        orders = line().orderMessages;
    }

    private ScriptedGateway.Line line() {
        return bench.gateway.last();
    }

    /** How many sessions there were. */
    int sessions() {
        return sessions;
    }

    /** A number that the broker waits for an answer under, or that of its order. */
    String someId(int choice) {
        List<List<String>> asked = line().written;
        List<String> one = asked.get(Math.floorMod(choice, asked.size()));
        return one.stream().filter(it -> it.startsWith("10000")).findFirst().orElse("7");
    }

    /** What one frame did. */
    enum Outcome {
        HEARD,
        /** It was none, which ends a session before anybody hears of it. */
        REFUSED,
        /** It was heard and could not be, which ended the session. */
        ENDED
    }

    /** Says one message. One that is refused ends the session only if that is asked for: that is always the same. */
    Outcome say(byte[] payload, boolean endRefused) {
        Inbound message;
        try {
            message = decoder.decode(payload, 0, payload.length);
        } catch (ProtocolException e) {
            if (endRefused) {
                line().end(Connector.Ending.NOT_THE_PROTOCOL);
            }
            return Outcome.REFUSED;
        }
        try {
            deliver(message);
        } catch (ProtocolException e) {
            line().end(Connector.Ending.NOT_THE_PROTOCOL);
        }
        check();
        return line().closed ? Outcome.ENDED : Outcome.HEARD;
    }

    /** Whether the session is over. */
    boolean isOver() {
        return line().closed;
    }

    private void deliver(Inbound message) {
        line().send(message);
        bench.time.settle();
    }

    private void check() {
        bench.time.settle();
        if (line().orderMessages != orders) {
            throw new AssertionError("sent " + line().written.get(line().written.size() - 1));
        }
    }

    /** Lets the broker come back and begin its work again. */
    void comeBack() {
        bench.gateway.lines.subList(0, bench.gateway.lines.size() - 1).clear();
        for (int i = 0; i < 10 && line().closed; i++) {
            bench.pass(61);
        }
        if (bench.broker.connection() != ConnectionState.READY) {
            throw new AssertionError("the broker does not come back: " + bench.broker.connection());
        }
        bench.events.clear();
        bench.notices.clear();
        bench.states.clear();
        work();
    }
}
