/** The acceptance suite that every broker passes, and what tests of several modules share. */
package dev.ibkrbot.broker.contract;
