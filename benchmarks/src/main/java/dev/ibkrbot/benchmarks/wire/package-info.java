/** The socket protocol beside @stoqey/ib: decoding, a flood over loopback, and round trips. */
package dev.ibkrbot.benchmarks.wire;
