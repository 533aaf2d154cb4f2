package dev.ibkrbot.broker.pricing;

/** A price, or a part of one, with its first and second derivative in the price of the underlying. Immutable. */
record Curve(double value, double slope, double curvature) {
    static final Curve ZERO = new Curve(0, 0, 0);
}
