/**
 * When the market is open and which trading date it is. Fails closed: a date that the calendar does not cover is never
 * reported as open.
 */
package dev.ibkrbot.broker.calendar;
