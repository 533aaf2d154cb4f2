package dev.ibkrbot.strategy.analytics;

/** How fast a price moves and how that changes. */
public final class Velocity {
    private Velocity() {}

    /**
     * Relative change per minute from each price to the next: one value fewer than there are prices.
     *
     * @param prices positive, oldest first
     * @param minutesApart of two neighbours; positive
     */
    public static double[] of(double[] prices, double minutesApart) {
        if (!(minutesApart > 0)) {
            throw new IllegalArgumentException("minutes apart are not positive: " + minutesApart);
        }
        double[] velocity = new double[Math.max(0, prices.length - 1)];
        for (int i = 0; i < velocity.length; i++) {
            if (!(prices[i] > 0)) {
                throw new IllegalArgumentException("price " + i + " is not positive: " + prices[i]);
            }
            velocity[i] = (prices[i + 1] - prices[i]) / prices[i] / minutesApart;
        }
        return velocity;
    }

    /** First differences of the velocities: one value fewer than there are velocities. */
    public static double[] acceleration(double[] velocity) {
        double[] acceleration = new double[Math.max(0, velocity.length - 1)];
        for (int i = 0; i < acceleration.length; i++) {
            acceleration[i] = velocity[i + 1] - velocity[i];
        }
        return acceleration;
    }
}
