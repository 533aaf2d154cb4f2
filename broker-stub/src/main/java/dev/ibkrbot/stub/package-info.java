/** A broker with fixed answers and scripted faults, for tests and for embedding. */
package dev.ibkrbot.stub;
