package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.order.OcaGroup;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.stub.StubBroker;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Trades orders of a stub as a broker does: the first fill of a group ends the others, and keeps newcomers out. */
final class GroupMarket {
    private static final Price STOPPED = Price.of("1.95");

    private final StubBroker broker;
    private final Set<OcaGroup> spent = new HashSet<>();
    /** Known also while the link is gone. */
    private List<OpenOrder> open = List.of();

    GroupMarket(StubBroker broker) {
        this.broker = broker;
    }

    /** What lives at the broker, or did when it could last be asked. */
    List<OpenOrder> open() {
        var answer = broker.orders().openOrders().toCompletableFuture();
        open = answer.isCompletedExceptionally() ? open : answer.join();
        return open;
    }

    static Quantity left(OpenOrder open) {
        return open.order().quantity().minus(open.filled());
    }

    /**
     * Trades at most so much of an order. An exit of a bracket waits for its entry to be over and sells no more than that
     * bought; any other sells what it says, whatever is held.
     *
     * @param endsFirst whether the end of its group is told before its fill
     */
    void execute(OpenOrder what, Quantity most, boolean endsFirst) {
        Order order = what.order();
        Quantity quantity = left(what).min(most);
        if (order.parent().isPresent()) {
            quantity = isOpen(order.parent().get()) ? Quantity.ZERO : quantity.min(held());
        }
        if (!quantity.isPositive()) {
            return;
        }
        order.ocaGroup().ifPresent(spent::add);
        if (endsFirst) {
            end(other -> !other.order().id().equals(order.id()));
        }
        broker.fill(order.id(), quantity, order.terms().limitPrice().orElse(STOPPED));
        endSpent();
    }

    /** Ends what lives in a group that has traded, and has not traded itself. */
    void endSpent() {
        end(any -> true);
    }

    private void end(Predicate<OpenOrder> those) {
        open().stream()
                .filter(those)
                .filter(it -> it.filled().isZero())
                .filter(it -> it.order().ocaGroup().filter(spent::contains).isPresent())
                .forEach(it -> broker.cancelAtBroker(it.order().id(), "OCA"));
    }

    private boolean isOpen(OrderId id) {
        return open().stream().anyMatch(it -> it.order().id().equals(id));
    }

    private Quantity held() {
        var answer = broker.accounts().positions().toCompletableFuture();
        Optional<Quantity> held = answer.isCompletedExceptionally()
                ? Optional.empty()
                : answer.join().stream().map(Position::quantity).reduce(Quantity::plus);
        return held.orElse(Quantity.ZERO);
    }
}
