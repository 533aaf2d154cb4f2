package dev.ibkrbot.execution.report;

import dev.ibkrbot.execution.performance.MonthlyReturn;
import java.time.Month;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The return of every month, a year per row. Immutable. */
final class MonthSection {
    /** From here on a month's colour is as strong as it gets. */
    private static final double[] STRENGTHS = {0.005, 0.02, 0.05};

    private final List<MonthlyReturn> months;

    MonthSection(ReportContent content) {
        months = content.performance().months();
    }

    void write(Html out) {
        out.raw("<section aria-labelledby=\"months\"><h2 id=\"months\">Monthly returns</h2>");
        if (months.isEmpty()) {
            out.raw("<p class=\"empty\">No trading day was ended.</p></section>");
            return;
        }
        out.raw("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Monthly returns\">")
                .raw("<table class=\"months\"><caption class=\"unseen\">Return by month, in percent</caption>")
                .raw("<thead><tr><th scope=\"col\">Year</th>");
        for (Month month : Month.values()) {
            out.raw("<th scope=\"col\" class=\"number\">")
                    .text(month.name().charAt(0) + month.name().substring(1, 3).toLowerCase(Locale.ROOT))
                    .raw("</th>");
        }
        out.raw("<th scope=\"col\" class=\"number\">Year %</th></tr></thead><tbody>");
        byYear().forEach((year, returns) -> writeYear(out, year, returns));
        out.raw("</tbody></table></div></section>");
    }

    private static void writeYear(Html out, int year, Map<Month, Double> returns) {
        out.raw("<tr><th scope=\"row\">" + year + "</th>");
        double growth = 1;
        for (Month month : Month.values()) {
            if (returns.containsKey(month)) {
                double fraction = returns.get(month);
                growth *= 1 + fraction;
                out.raw("<td class=\"number " + heat(fraction) + "\">")
                        .text(points(fraction))
                        .raw("</td>");
            } else {
                out.raw("<td class=\"number none\">").text(Figures.NONE).raw("</td>");
            }
        }
        out.raw("<td class=\"number total\">").text(points(growth - 1)).raw("</td></tr>");
    }

    private Map<Integer, Map<Month, Double>> byYear() {
        Map<Integer, Map<Month, Double>> years = new TreeMap<>();
        for (MonthlyReturn month : months) {
            years.computeIfAbsent(month.month().getYear(), year -> new TreeMap<>())
                    .put(month.month().getMonth(), month.fraction());
        }
        return years;
    }

    private static String points(double fraction) {
        String percent = Figures.signedPercent(fraction);
        return percent.substring(0, percent.length() - 1);
    }

    private static String heat(double fraction) {
        int strength = 1;
        for (double least : STRENGTHS) {
            strength += StrictMath.abs(fraction) >= least ? 1 : 0;
        }
        if (fraction == 0) {
            return "even";
        }
        return (fraction > 0 ? "win" : "loss") + " heat" + strength;
    }
}
