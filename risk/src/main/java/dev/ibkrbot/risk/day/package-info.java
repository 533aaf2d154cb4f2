/** The arithmetic of one trading date: how much of it may be lost. */
package dev.ibkrbot.risk.day;
