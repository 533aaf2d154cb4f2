package dev.ibkrbot.broker.trade;

/** What whoever opened a position wants done with it now. Immutable. */
public sealed interface HoldingAdvice {
    /**
     * Leave it.
     *
     * @param code why it was looked at and left, such as "no_credit"; empty when there was nothing to look at
     * @param detail the figures, for a person; may be empty
     */
    record Keep(String code, String detail) implements HoldingAdvice {
        /** Nothing to say. */
        public static final Keep SILENT = new Keep("", "");
    }

    /**
     * Close it at the market's present price, to open another one in its place.
     *
     * @param detail the figures, for a person
     */
    record Roll(String detail) implements HoldingAdvice {}
}
