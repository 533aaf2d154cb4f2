/** The gate: sizes a proposal, runs every check, and approves or denies. */
package dev.ibkrbot.risk.gate;
