/** What earlier days and trades left behind for risk, as facts of the journal. */
package dev.ibkrbot.execution.regime;
