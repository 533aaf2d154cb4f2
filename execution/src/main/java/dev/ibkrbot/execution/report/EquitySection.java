package dev.ibkrbot.execution.report;

import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.execution.performance.EquityPoint;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the account was worth, and how far below its peak. Immutable. */
final class EquitySection {
    private static final int LABELS = 3;

    private final List<EquityPoint> curve;
    private final Money startingCapital;
    private final ZoneId zone;

    EquitySection(ReportContent content) {
        curve = content.performance().curve();
        startingCapital = content.performance().statistics().startingCapital();
        zone = content.zone();
    }

    void write(Html out) {
        out.raw("<section aria-labelledby=\"equity\"><h2 id=\"equity\">Equity and drawdown</h2>");
        if (curve.isEmpty()) {
            out.raw("<p class=\"empty\">Nothing was observed.</p></section>");
            return;
        }
        double[] equity = equity();
        double[] drawdown = drawdown();
        out.raw("<figure class=\"chart\" data-chart=\"equity\"><div class=\"static\">");
        double least = lowest().low().asDouble();
        double most = curve.stream()
                .map(EquityPoint::high)
                .max(Comparator.naturalOrder())
                .orElseThrow()
                .asDouble();
        PlotScale scale = PlotScale.around(least, most);
        new StaticPlot(
                        out,
                        "tall",
                        "Equity over time",
                        scale,
                        equity.length,
                        tick -> Figures.decimal(tick, scale.places()))
                .area("fill", equity, scale.low())
                .line("curve", equity)
                .end(List.of());
        double worst = 0;
        for (double value : drawdown) {
            worst = StrictMath.min(worst, value);
        }
        PlotScale depth = PlotScale.below(worst);
        new StaticPlot(
                        out,
                        "low",
                        "Drawdown over time",
                        depth,
                        drawdown.length,
                        tick -> Figures.decimal(tick, depth.places()) + "%")
                .area("fill loss", drawdown, 0)
                .line("curve loss", drawdown)
                .end(labels(times()));
        out.raw("</div><figcaption>").text(caption()).raw("</figcaption></figure></section>");
    }

    private String caption() {
        EquityPoint last = curve.get(curve.size() - 1);
        EquityPoint lowest = lowest();
        return "From " + Figures.money(startingCapital) + " to " + Figures.money(last.equity()) + "; lowest "
                + Figures.money(lowest.low()) + " by " + Figures.time(lowest.endedAt(), zone) + ".";
    }

    private EquityPoint lowest() {
        return curve.stream().min(Comparator.comparing(EquityPoint::low)).orElseThrow();
    }

    List<String> times() {
        return curve.stream().map(point -> Figures.time(point.endedAt(), zone)).toList();
    }

    double[] equity() {
        return curve.stream().mapToDouble(point -> point.equity().asDouble()).toArray();
    }

    /** Percent below the highest value before, at the lowest value of each stretch; zero or less. */
    double[] drawdown() {
        double[] drawdown = new double[curve.size()];
        double peak = startingCapital.asDouble();
        for (int i = 0; i < drawdown.length; i++) {
            EquityPoint point = curve.get(i);
            // Whether a stretch saw its low before its high is not known; its end came after both.
            double fromEarlier = point.low().asDouble() / peak - 1;
            peak = StrictMath.max(peak, point.high().asDouble());
            double atEnd = point.equity().asDouble() / peak - 1;
            drawdown[i] = 100 * StrictMath.min(0, StrictMath.min(fromEarlier, atEnd));
        }
        return drawdown;
    }

    /** A few of the times, evenly spread. */
    static List<String> labels(List<String> times) {
        if (times.size() < LABELS) {
            return List.copyOf(times);
        }
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < LABELS; i++) {
            labels.add(times.get(i * (times.size() - 1) / (LABELS - 1)));
        }
        return labels;
    }
}
