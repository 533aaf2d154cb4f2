/** How fast option mathematics is, beside other libraries and beside the elementary functions it cannot do without. */
package dev.ibkrbot.benchmarks.pricing;
