package dev.ibkrbot.broker.instrument;

/** When the holder may exercise: any day (AMERICAN) or at expiration only (EUROPEAN). Immutable. */
public enum ExerciseStyle {
    AMERICAN,
    EUROPEAN
}
