package dev.ibkrbot.execution.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/**
 * A line chart that needs no script. The drawing stretches with the page while strokes and dots keep their size;
 * the numbers beside it are ordinary text. Confined to one thread.
 */
final class StaticPlot {
    private static final int SIZE = 1000;

    private final Html out;
    private final PlotScale scale;
    private final int points;

    /**
     * Begins the plot.
     *
     * @param description what it shows, for those who cannot see it
     * @param points how many the horizontal axis has; at least one
     * @param tickText how a mark is written
     */
    StaticPlot(
            Html out,
            String cssClass,
            String description,
            PlotScale scale,
            int points,
            Function<BigDecimal, String> tickText) {
        this.out = out;
        this.scale = scale;
        this.points = points;
        out.raw("<div class=\"plot " + cssClass + "\">");
        for (BigDecimal tick : scale.ticks()) {
            out.raw("<span class=\"tick\" style=\"top:" + Figures.plain(scale.depth(tick.doubleValue()) * 100, 2)
                            + "%\">")
                    .text(tickText.apply(tick))
                    .raw("</span>");
        }
        out.raw("<svg viewBox=\"0 0 1000 1000\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"")
                .text(description)
                .raw("\">");
        for (BigDecimal tick : scale.ticks()) {
            out.raw("<path class=\"grid\" d=\"M0 " + y(tick.doubleValue()) + "H1000\"/>");
        }
    }

    /** Draws a line through one value per point. */
    StaticPlot line(String cssClass, double[] values) {
        out.raw("<path class=\"" + cssClass + "\" d=\"" + path(values) + "\"/>");
        return this;
    }

    /** Fills the space between the values and a level. */
    StaticPlot area(String cssClass, double[] values, double level) {
        String base = y(level);
        out.raw("<path class=\"" + cssClass + "\" d=\"" + path(values) + "L" + x(values.length - 1) + " " + base + "L"
                + x(0) + " " + base + "Z\"/>");
        return this;
    }

    /** Draws a straight line from one place to another with a dot at each end. */
    StaticPlot span(String cssClass, int fromIndex, double fromValue, int toIndex, double toValue) {
        String from = x(fromIndex) + " " + y(fromValue);
        String to = x(toIndex) + " " + y(toValue);
        out.raw("<path class=\"span " + cssClass + "\" d=\"M" + from + "L" + to + "\"/>")
                .raw("<path class=\"dot entry\" d=\"M" + from + "h0\"/>")
                .raw("<path class=\"dot " + cssClass + "\" d=\"M" + to + "h0\"/>");
        return this;
    }

    /** Ends the plot, with marks spread evenly along its lower edge. */
    void end(List<String> labels) {
        out.raw("</svg></div>");
        if (!labels.isEmpty()) {
            out.raw("<div class=\"along\" aria-hidden=\"true\">");
            labels.forEach(label -> out.element("span", label));
            out.raw("</div>");
        }
    }

    private String path(double[] values) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            path.append(i == 0 ? 'M' : 'L').append(x(i)).append(' ').append(y(values[i]));
        }
        return path.toString();
    }

    private String x(int index) {
        return Figures.plain(points == 1 ? SIZE / 2.0 : index * (double) SIZE / (points - 1), 1);
    }

    private String y(double value) {
        return Figures.plain(scale.depth(value) * SIZE, 1);
    }
}
