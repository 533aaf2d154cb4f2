package dev.ibkrbot.execution.report;

import dev.ibkrbot.execution.option.GreekPoint;
import dev.ibkrbot.execution.option.LoadPoint;
import dev.ibkrbot.execution.option.OptionPerformance;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Greeks, margin and obligation through time, as plain charts. Immutable. */
final class OptionCharts {
    private final OptionPerformance options;
    private final ZoneId zone;

    OptionCharts(OptionPerformance options, ZoneId zone) {
        this.options = options;
        this.zone = zone;
    }

    void write(Html out) {
        greeks(out);
        load(out);
    }

    private void greeks(Html out) {
        List<GreekPoint> points = options.greeks();
        if (!points.isEmpty()) {
            out.element("h3", "Greeks of what was held");
            List<String> times = times(points, GreekPoint::at);
            chart(out, "Delta, as shares", values(points, GreekPoint::delta), times);
            chart(out, "Gamma, as shares per 1.00 of price", values(points, GreekPoint::gamma), times);
            chart(out, "Theta, money per calendar day", values(points, GreekPoint::thetaPerDay), times);
            chart(out, "Vega, money per point of volatility", values(points, GreekPoint::vegaPerPoint), times);
        }
        if (options.withoutGreeks() > 0) {
            out.element(
                    "p",
                    "hint",
                    "At " + moments(options.withoutGreeks())
                            + " the greeks of something held were not known; these are left out.");
        }
    }

    private void load(Html out) {
        List<LoadPoint> points = options.load();
        if (points.isEmpty()) {
            return;
        }
        out.element("h3", "Margin and obligation of written options");
        if (points.stream().anyMatch(point -> point.cashOwed().isPositive())) {
            chart(
                    out,
                    "Cash owed if every written put is assigned",
                    values(points, point -> point.cashOwed().asDouble()),
                    times(points, LoadPoint::at));
        }
        List<LoadPoint> known =
                points.stream().filter(point -> point.margin().isPresent()).toList();
        if (!known.isEmpty()) {
            chart(
                    out,
                    "Margin to keep the positions, by Regulation T",
                    values(known, point -> point.margin().orElseThrow().asDouble()),
                    times(known, LoadPoint::at));
        }
        if (known.size() < points.size()) {
            out.element(
                    "p",
                    "hint",
                    "At " + moments((long) points.size() - known.size())
                            + " a price was missing and the margin is not known.");
        }
    }

    private static String moments(long count) {
        return Figures.count(count) + (count == 1 ? " moment" : " moments");
    }

    private static void chart(Html out, String name, double[] values, List<String> times) {
        double least = 0;
        double most = 0;
        for (double value : values) {
            least = StrictMath.min(least, value);
            most = StrictMath.max(most, value);
        }
        PlotScale scale = PlotScale.around(least, most);
        out.raw("<figure class=\"chart\"><figcaption>").text(name).raw("</figcaption>");
        new StaticPlot(out, "low", name, scale, values.length, tick -> Figures.decimal(tick, scale.places()))
                .area("fill", values, 0)
                .line("curve", values)
                .end(EquitySection.labels(times));
        out.raw("</figure>");
    }

    private static <T> double[] values(List<T> points, ToDoubleFunction<T> value) {
        return points.stream().mapToDouble(value).toArray();
    }

    private <T> List<String> times(List<T> points, Function<T, Instant> at) {
        return points.stream().map(point -> Figures.time(at.apply(point), zone)).toList();
    }
}
