/**
 * From an approved proposal to a flat position: order states, brackets, durable intents and ids, and the trades they
 * make up.
 */
package dev.ibkrbot.execution.order;
