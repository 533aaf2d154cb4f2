package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Price;

/**
 * How a symbol behaves in a generated market, and how liquid its options are in any modelled one. Immutable.
 *
 * @param symbol whose
 * @param level price at which its history begins; positive
 * @param annualVol standard deviation of a year's log return; 0.2 is 20 %
 * @param minuteVolume shares traded in an average minute; positive
 * @param tier 1 for the tightest markets, larger for wider ones; 1 to 10
 */
public record SymbolProfile(Symbol symbol, Price level, double annualVol, long minuteVolume, int tier) {
    public SymbolProfile {
        if (!level.isPositive() || minuteVolume <= 0 || tier < 1 || tier > 10) {
            throw new IllegalArgumentException("level, volume or tier out of range for " + symbol);
        }
        if (!(annualVol > 0 && annualVol < 5)) {
            throw new IllegalArgumentException("volatility of " + symbol + " is not within 0 and 5: " + annualVol);
        }
    }

    /** A profile for well-known symbols, and a middling one for the rest. */
    public static SymbolProfile of(Symbol symbol) {
        return switch (symbol.value()) {
            case "SPY" -> new SymbolProfile(symbol, Price.of("600"), 0.16, 150_000, 1);
            case "QQQ" -> new SymbolProfile(symbol, Price.of("500"), 0.21, 100_000, 1);
            case "IWM" -> new SymbolProfile(symbol, Price.of("220"), 0.22, 70_000, 1);
            case "AAPL" -> new SymbolProfile(symbol, Price.of("230"), 0.27, 120_000, 2);
            case "MSFT" -> new SymbolProfile(symbol, Price.of("430"), 0.24, 50_000, 2);
            case "NVDA" -> new SymbolProfile(symbol, Price.of("140"), 0.45, 500_000, 2);
            case "TSLA" -> new SymbolProfile(symbol, Price.of("250"), 0.55, 250_000, 2);
            default -> new SymbolProfile(symbol, Price.of("100"), 0.28, 20_000, 3);
        };
    }
}
