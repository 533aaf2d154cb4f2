/** What the commands about a gateway need: the simulated one, the readiness ladder, and previews of a bracket. */
package dev.ibkrbot.cli.gateway;
