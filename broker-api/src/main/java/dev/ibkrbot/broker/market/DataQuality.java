package dev.ibkrbot.broker.market;

/** How current a feed says its figures are. Anything but LIVE backs no live entry. Immutable. */
public enum DataQuality {
    LIVE,
    /** Some fifteen minutes old. */
    DELAYED,
    /** The last known figures of a market that no longer updates. */
    FROZEN
}
