package dev.ibkrbot.broker.order;

/** The wire number of an order; positive, never reused over the life of a journal. Immutable. */
public record OrderId(int value) implements Comparable<OrderId> {
    public OrderId {
        if (value <= 0) {
            throw new IllegalArgumentException("order id is not positive: " + value);
        }
    }

    @Override
    public int compareTo(OrderId other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
