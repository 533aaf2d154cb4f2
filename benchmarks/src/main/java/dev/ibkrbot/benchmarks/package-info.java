/** Speed of the engine beside a peer and beside the bare cost of the work. */
package dev.ibkrbot.benchmarks;
