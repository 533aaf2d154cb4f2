/** Trade planning: new bars in, a signal out, and from the signal to one proposal or a reason why not. */
package dev.ibkrbot.strategy.plan;
