package dev.ibkrbot.broker.trade;

/**
 * What one gate before an entry said. Immutable.
 *
 * @param gate short stable name, such as "entry_hours"
 * @param passed whether an entry may be made as far as it is concerned
 * @param limit what it asks for
 * @param actual what was found
 */
public record GateAnswer(String gate, boolean passed, String limit, String actual) {}
