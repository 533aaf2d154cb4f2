/** Strategy B: trades against a move that has gone too far. */
package dev.ibkrbot.strategy.fade;
