/** What may be risked: the limits, the facts a check sees, and the shape of a check. */
package dev.ibkrbot.risk;
