package dev.ibkrbot.ibkr.order;

import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.ibkr.session.Timers;
import java.util.Optional;

/** What is known of one order of this client. Guarded by the broker's lock. */
final class LiveOrder {
    private final Order order;
    private final boolean ours;
    private Quantity executed = Quantity.ZERO;
    private Quantity toldFilled = Quantity.ZERO;
    private boolean accepted;
    private boolean over;
    private boolean cancelAsked;
    private boolean toldCanceled;
    private Optional<String> cancelReason = Optional.empty();
    private Optional<Refusal> refusal = Optional.empty();
    private Optional<Timers.Timer> wait = Optional.empty();

    /** One we sent, or one the broker told of. */
    LiveOrder(Order order, boolean ours) {
        this.order = order;
        this.ours = ours;
    }

    Order order() {
        return order;
    }

    boolean isOurs() {
        return ours;
    }

    boolean isAccepted() {
        return accepted;
    }

    void accept() {
        accepted = true;
    }

    /** Nothing is expected of it but late fills. */
    boolean isOver() {
        return over;
    }

    void end() {
        over = true;
        wait.ifPresent(Timers.Timer::cancel);
    }

    void addFill(Quantity quantity) {
        executed = executed.plus(quantity);
    }

    /** The broker's account of what was filled; never taken for a fill. */
    void toldFilled(Quantity quantity) {
        if (quantity.compareTo(toldFilled) > 0) {
            toldFilled = quantity;
        }
    }

    boolean lacksFills() {
        return executed.compareTo(toldFilled) < 0;
    }

    boolean isFilled() {
        return executed.compareTo(order.quantity()) >= 0;
    }

    void askCancel() {
        cancelAsked = true;
    }

    void toldCanceled() {
        toldCanceled = true;
    }

    boolean wasToldCanceled() {
        return toldCanceled;
    }

    void cancelReason(String text) {
        cancelReason = Optional.of(text);
    }

    /** Why it was canceled, if that is known by now. */
    Optional<String> cancelReason() {
        return cancelReason.or(() -> cancelAsked ? Optional.of("canceled by request") : Optional.empty());
    }

    void refuse(int code, String reason) {
        refusal = Optional.of(new Refusal(code, reason));
    }

    Optional<Refusal> refusal() {
        return refusal;
    }

    /** Waits for something once; what it waited for before is forgotten. */
    void waitFor(Timers.Timer timer) {
        wait.ifPresent(Timers.Timer::cancel);
        wait = Optional.of(timer);
    }

    /** What an error said that refuses an order. */
    record Refusal(int code, String reason) {}
}
