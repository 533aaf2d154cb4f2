/**
 * The TWS socket protocol for server versions 176 to 200: frames, fields, and one type for each message. Knows
 * bytes and their order, not what they mean for a trade.
 */
package dev.ibkrbot.ibkr.wire;
