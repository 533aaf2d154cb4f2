package dev.ibkrbot.broker.trade;

import java.time.LocalDate;

/**
 * A limit that was reached and stands until a trading date, whatever the figures say meanwhile. Immutable.
 *
 * @param code the code of the denial it came from, such as "weekly_governor_active"
 * @param until first trading date on which it stands no longer
 * @param detail the figures that tripped it
 */
public record Latch(String code, LocalDate until, String detail) {}
