package dev.ibkrbot.execution.report;

import dev.ibkrbot.execution.order.ClosedTrade;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** What the interactive charts are drawn from, and how scripts are put into the page safely. */
final class ChartScript {
    private static final int PLACES = 4;

    private ChartScript() {}

    /** The charts' values as JSON that cannot end the script element it stands in. */
    static String json(ReportContent content) {
        StringBuilder out = new StringBuilder("{\"currency\":");
        string(
                out,
                content.performance().statistics().startingCapital().currency().code());
        EquitySection equity = new EquitySection(content);
        out.append(",\"equity\":{\"times\":");
        strings(out, equity.times());
        out.append(",\"values\":");
        numbers(out, equity.equity());
        out.append(",\"drawdown\":");
        numbers(out, equity.drawdown());
        out.append("},\"prices\":[");
        PriceSection prices = new PriceSection(content);
        List<PriceHistory> drawn = prices.drawn();
        for (int i = 0; i < drawn.size(); i++) {
            out.append(i == 0 ? "" : ",");
            prices(out, drawn.get(i), prices);
        }
        return out.append("]}").toString();
    }

    /** A script's text such that it cannot end its element or start a comment in it; its meaning stays the same. */
    static String inlined(String script) {
        // Either sequence can stand only inside a string, a regular expression or a comment, where \x3c is '<'.
        // Browsers read line ends as \n, and the page's policy counts what they read.
        return script.replaceAll("\\r\\n?", "\n")
                .replaceAll("(?i)</(?=script)", "\\\\x3c/")
                .replace("<!--", "\\x3c!--");
    }

    /** The source expression that lets a page's policy run exactly this inline script. */
    static String policyHash(String script) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void prices(StringBuilder out, PriceHistory history, PriceSection section) {
        out.append("{\"symbol\":");
        string(out, history.symbol().value());
        out.append(",\"times\":");
        strings(out, section.times(history));
        out.append(",\"values\":");
        numbers(
                out,
                history.points().stream()
                        .mapToDouble(point -> point.price().asDouble())
                        .toArray());
        out.append(",\"trades\":[");
        String separator = "";
        for (ClosedTrade trade : section.tradesOf(history)) {
            out.append(separator).append('[').append(history.indexAt(trade.entryTime()));
            out.append(',').append(history.indexAt(trade.exitTime())).append(',');
            string(out, PriceSection.outcome(trade));
            out.append(',');
            string(out, trade.side() + " " + trade.quantity() + " " + trade.instrument());
            out.append(',');
            string(out, trade.entryPrice().toString());
            out.append(',');
            string(out, trade.exitPrice().toString());
            out.append(',');
            string(
                    out,
                    Figures.signedMoney(trade.net()) + ", "
                            + ReasonSections.words(trade.reason().code()));
            out.append(']');
            separator = ",";
        }
        out.append("]}");
    }

    private static void strings(StringBuilder out, List<String> values) {
        out.append('[');
        for (int i = 0; i < values.size(); i++) {
            out.append(i == 0 ? "" : ",");
            string(out, values.get(i));
        }
        out.append(']');
    }

    private static void numbers(StringBuilder out, double[] values) {
        out.append('[');
        for (int i = 0; i < values.length; i++) {
            out.append(i == 0 ? "" : ",").append(Figures.plain(values[i], PLACES));
        }
        out.append(']');
    }

    private static void string(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029) {
                String hex = Integer.toHexString(c);
                out.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
