/** Alerts and heartbeat as configured: which channels there are, and how a run in real time feeds them. */
package dev.ibkrbot.cli.alert;
