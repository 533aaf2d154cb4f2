/**
 * The trading engine: one writer of trading state that takes events and asks the planner, risk and the broker, with
 * one driver for simulated time and one for real time.
 */
package dev.ibkrbot.execution.engine;
