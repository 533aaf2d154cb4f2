/** Orders on the wire: sending, what became of them, and asking when that is in doubt. */
package dev.ibkrbot.ibkr.order;
