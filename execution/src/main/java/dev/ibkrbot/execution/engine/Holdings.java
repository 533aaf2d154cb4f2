package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.trade.HoldingAdvice;
import dev.ibkrbot.execution.order.ExitReason;
import dev.ibkrbot.execution.order.Trade;
import dev.ibkrbot.execution.order.TradeDesk;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A due cycle of a symbol that is held: asks who opened the position what to do with it. Confined to the engine thread. */
final class Holdings {
    private static final String HELD = "position_open";

    private final EnginePorts ports;
    private final Answers answers;
    private final Recorder recorder;
    private final TradeDesk desk;
    private final BooleanSupplier trading;
    private final AssignmentWatch watch;

    Holdings(EnginePorts ports, Answers answers, Recorder recorder, TradeDesk desk, BooleanSupplier trading) {
        this.ports = ports;
        this.answers = answers;
        this.recorder = recorder;
        this.desk = desk;
        this.trading = trading;
        this.watch = new AssignmentWatch(ports, answers, recorder);
    }

    void cycle(Symbol symbol, Instant now) {
        Optional<Trade> held = desk.trades().kept(symbol);
        Optional<Position> position = held.flatMap(Trade::position);
        if (position.isEmpty()) {
            recorder.skip(now, symbol, HELD);
            return;
        }
        Trade trade = held.get();
        watch.look(trade, now);
        answers.await(
                ports.planner().advise(trade.origin().signalId(), position.get()),
                advice -> advised(trade, advice, ports.clock().instant()),
                failure -> recorder.skip(ports.clock().instant(), symbol, "plan_failed"));
    }

    private void advised(Trade trade, HoldingAdvice advice, Instant now) {
        Symbol symbol = trade.origin().symbol();
        if (advice instanceof HoldingAdvice.Keep keep) {
            recorder.skip(now, symbol, keep.code().isEmpty() ? HELD : keep.code());
        } else if (!trading.getAsBoolean()
                || trade.wanted().isPresent()
                || !trade.held().isPositive()) {
            recorder.skip(now, symbol, "too_late");
        } else {
            recorder.rolled(now, trade, ((HoldingAdvice.Roll) advice).detail());
            desk.close(trade, ExitReason.ROLLED, now);
        }
    }
}
