package dev.ibkrbot.execution.report;

/**
 * A named value of a run, such as "Seed" and "42". Immutable.
 *
 * @param name for a person
 * @param value with its unit
 */
public record ReportFact(String name, String value) {}
