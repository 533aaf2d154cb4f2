/** The decisions that cross modules: signals, plans, proposals, reviews, and the book they are judged against. */
package dev.ibkrbot.broker.trade;
