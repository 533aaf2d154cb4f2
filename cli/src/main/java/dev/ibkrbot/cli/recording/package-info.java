/** Records what a gateway quotes: underlyings and the options near the money, sweep by sweep. */
package dev.ibkrbot.cli.recording;
