/** Where modules meet the machine: the clock, the state folder, the database and the parts of one run. */
package dev.ibkrbot.cli.wiring;
