package dev.ibkrbot.execution.report;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The prices of one symbol that a chart draws. Immutable.
 *
 * @param symbol whose
 * @param points in ascending order of time
 */
public record PriceHistory(Symbol symbol, List<PricePoint> points) {
    /** About as many as a wide screen has pixels; a chart of more looks the same and is slower. */
    static final int MAX_POINTS = 2_000;

    public PriceHistory {
        points = List.copyOf(points);
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).at().isBefore(points.get(i - 1).at())) {
                throw new IllegalArgumentException(
                        symbol + " prices are not ascending at " + points.get(i).at());
            }
        }
    }

    /** The closes of bars; when there are too many to draw, the lowest and highest of each equal stretch. */
    public static PriceHistory of(Symbol symbol, BarSeries bars) {
        List<PricePoint> points = new ArrayList<>();
        int stretch = bars.size() <= MAX_POINTS ? 1 : -Math.floorDiv(-bars.size(), MAX_POINTS / 2);
        for (int begin = 0; begin < bars.size(); begin += stretch) {
            int end = StrictMath.min(begin + stretch, bars.size());
            int low = begin;
            int high = begin;
            for (int i = begin + 1; i < end; i++) {
                low = bars.closeUnits(i) < bars.closeUnits(low) ? i : low;
                high = bars.closeUnits(i) > bars.closeUnits(high) ? i : high;
            }
            points.add(point(bars, StrictMath.min(low, high)));
            if (low != high) {
                points.add(point(bars, StrictMath.max(low, high)));
            }
        }
        return new PriceHistory(symbol, points);
    }

    private static PricePoint point(BarSeries bars, int i) {
        Instant known = bars.barSize() == BarSize.ONE_DAY ? bars.start(i) : bars.end(i);
        return new PricePoint(known, bars.close(i));
    }

    /** Index of the last point not after the moment; 0 when all are later. */
    int indexAt(Instant moment) {
        int low = 0;
        int high = points.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (points.get(middle).at().isAfter(moment)) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return low;
    }
}
