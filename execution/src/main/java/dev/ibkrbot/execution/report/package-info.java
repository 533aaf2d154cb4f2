/** The report of a run as one HTML file that opens from disk without a network. */
package dev.ibkrbot.execution.report;
