package dev.ibkrbot.broker.order;

/** The broker's number of one fill. Fills are counted once per id. Immutable. */
public record ExecutionId(String value) {
    public ExecutionId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("execution id is blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
