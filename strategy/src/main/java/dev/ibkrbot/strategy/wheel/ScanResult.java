package dev.ibkrbot.strategy.wheel;

import dev.ibkrbot.broker.instrument.Symbol;
import java.util.List;

/**
 * What a scan found. Immutable.
 *
 * @param offers best yield first
 * @param rejections everything looked at that is no offer, in the order it was looked at
 */
public record ScanResult(List<Offer> offers, List<Rejection> rejections) {
    public ScanResult {
        offers = List.copyOf(offers);
        rejections = List.copyOf(rejections);
    }

    /**
     * Why something was not offered. Immutable.
     *
     * @param symbol of the underlying
     * @param kind what would have been sold
     * @param code short code: no_price, no_expiration, no_strike, unaffordable, one_sided_quote, quote_failed,
     *     not_listed, lower_yield
     * @param detail the figures
     */
    public record Rejection(Symbol symbol, Offer.Kind kind, String code, String detail) {}
}
