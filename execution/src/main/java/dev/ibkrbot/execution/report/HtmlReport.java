package dev.ibkrbot.execution.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Renders a run as one HTML page that needs nothing else: styles, charts and chart library are inside, and its policy
 * forbids every request. Without scripts all tables and plain charts are there. The same content gives the same
 * bytes. Immutable and thread-safe.
 */
public final class HtmlReport {
    private static final String STYLES = "report.css";
    private static final String SCRIPT = "report.js";

    private final String chartLibrary;
    private final String styles;
    private final String script;

    /**
     * Takes the text of a chart library to put into every page: Apache ECharts with line and scatter charts, tooltips
     * and zoom ({@code echarts.common.min.js} will do). An empty text gives pages with the plain charts alone.
     */
    public HtmlReport(String chartLibrary) {
        this.chartLibrary = ChartScript.inlined(chartLibrary);
        this.styles = resource(STYLES);
        this.script = ChartScript.inlined(resource(SCRIPT));
    }

    /** The whole page; UTF-8 when written. */
    public String render(ReportContent content) {
        Html out = new Html();
        head(out, content);
        out.raw("<body><header><p class=\"mark\">ibkrbot report</p><h1>")
                .text(content.title())
                .raw("</h1>");
        out.element("p", "subtitle", content.subtitle()).raw("</header><main>");
        sentences(out, "warnings", "Warnings", content.warnings());
        new HeadlineSection(content).write(out);
        new EquitySection(content).write(out);
        new PriceSection(content).write(out);
        ReasonSections reasons = new ReasonSections(content);
        new MonthSection(content).write(out);
        out.raw("<div class=\"pair\">");
        reasons.writeExits(out);
        reasons.writeCosts(out);
        out.raw("</div><div class=\"pair\">");
        reasons.writeDenials(out);
        reasons.writeSkips(out);
        out.raw("</div>");
        content.performance().options().ifPresent(options -> new OptionSection(options, content.zone()).write(out));
        new TradeSection(content).write(out);
        sentences(out, "assumptions", "Assumptions", content.assumptions());
        facts(out, content.facts());
        out.raw("</main><footer><p>Past and simulated results do not promise future ones.</p></footer>");
        scripts(out, content);
        return out.raw("</body></html>\n").toString();
    }

    private void head(Html out, ReportContent content) {
        String scripts = chartLibrary.isEmpty()
                ? "'none'"
                : ChartScript.policyHash(chartLibrary) + " " + ChartScript.policyHash(script);
        out.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
                .raw("style-src 'unsafe-inline'; img-src data:; script-src " + scripts + "\">")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .raw("<meta name=\"color-scheme\" content=\"light dark\"><title>")
                .text(content.title())
                .raw("</title><style>")
                .raw(styles)
                .raw("</style></head>\n");
    }

    private void scripts(Html out, ReportContent content) {
        if (!chartLibrary.isEmpty()) {
            out.raw("<script type=\"application/json\" id=\"report-data\">")
                    .raw(ChartScript.json(content))
                    .raw("</script>\n<script>")
                    .raw(chartLibrary)
                    .raw("</script>\n<script>")
                    .raw(script)
                    .raw("</script>\n");
        }
    }

    private static void sentences(Html out, String id, String heading, List<String> sentences) {
        if (!sentences.isEmpty()) {
            out.raw("<section class=\"" + id + "\" aria-labelledby=\"" + id + "\"><h2 id=\"" + id + "\">")
                    .text(heading)
                    .raw("</h2><ul>");
            sentences.forEach(sentence -> out.element("li", sentence));
            out.raw("</ul></section>");
        }
    }

    private static void facts(Html out, List<ReportFact> facts) {
        if (!facts.isEmpty()) {
            out.raw("<section aria-labelledby=\"facts\"><h2 id=\"facts\">This run</h2><dl class=\"facts\">");
            for (ReportFact fact : facts) {
                out.raw("<div>")
                        .element("dt", fact.name())
                        .element("dd", fact.value())
                        .raw("</div>");
            }
            out.raw("</dl></section>");
        }
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read resource " + name, e);
        }
    }
}
