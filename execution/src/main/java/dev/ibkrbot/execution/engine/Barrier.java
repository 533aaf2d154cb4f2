package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.Broker;
import dev.ibkrbot.broker.account.AccountSnapshot;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.order.CompletedOrder;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.OrderEntry;
import dev.ibkrbot.execution.order.BrokerBooks;
import dev.ibkrbot.execution.order.DeskListener;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Asks the broker for everything it knows, all of it or nothing. The same path serves start-up, reconnecting, doubt
 * and audits. Confined to the engine thread.
 */
final class Barrier {
    private final OrderEntry orders;
    private final Broker broker;
    private final Answers answers;
    private final Recorder recorder;
    private Instant lastTried = Instant.MIN;
    private int epoch;
    private boolean running;
    private boolean failing;

    Barrier(OrderEntry orders, Broker broker, Answers answers, Recorder recorder) {
        this.orders = orders;
        this.broker = broker;
        this.answers = answers;
        this.recorder = recorder;
    }

    /** Starts one and hands over what it brought; the answers of another that is under way are discarded. */
    void run(Instant now, Consumer<View> then) {
        epoch++;
        int mine = epoch;
        lastTried = now;
        running = true;
        answers.await(
                ask(now),
                view -> {
                    if (mine == epoch) {
                        running = false;
                        failing = false;
                        then.accept(view);
                    }
                },
                failure -> {
                    if (mine == epoch) {
                        failed(failure, now);
                    }
                });
    }

    /** Orders before executions: an order that fills in between is then seen twice rather than not at all. */
    private CompletionStage<View> ask(Instant now) {
        CompletionStage<Orders> known = orders.openOrders()
                .thenCombine(orders.executions(), (open, fills) -> new Orders(open, fills, List.of()))
                .thenCombine(
                        orders.completedOrders(),
                        (before, completed) -> new Orders(before.open(), before.executions(), completed));
        CompletionStage<View> account = broker.accounts()
                .positions()
                .thenCombine(
                        broker.accounts().snapshot(),
                        (positions, snapshot) ->
                                new View(new BrokerBooks(List.of(), List.of(), List.of(), positions, now), snapshot));
        return known.thenCombine(
                account,
                (it, held) -> new View(
                        new BrokerBooks(
                                it.open(),
                                it.executions(),
                                it.completed(),
                                held.books().positions(),
                                now),
                        held.account()));
    }

    private void failed(BrokerException failure, Instant now) {
        running = false;
        if (!failing) {
            failing = true;
            recorder.alerted(now, DeskListener.Severity.WARNING, "reconcile_failed", failure.getMessage());
        }
    }

    /** The link is gone: what is under way is worth nothing. */
    void discard() {
        epoch++;
        running = false;
    }

    boolean isRunning() {
        return running;
    }

    Instant lastTried() {
        return lastTried;
    }

    /** Everything the broker knows, and what the account is worth. */
    record View(BrokerBooks books, AccountSnapshot account) {}

    private record Orders(List<OpenOrder> open, List<Execution> executions, List<CompletedOrder> completed) {}
}
