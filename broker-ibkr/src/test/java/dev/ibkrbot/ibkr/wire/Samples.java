package dev.ibkrbot.ibkr.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One payload of each message, laid out by hand from the protocol page for a server version. */
public final class Samples {
    static final String UD = "1.7976931348623157E308";
    static final String UI = "2147483647";
    private static final String R11 = "700001|SPY|OPT|20251219|600.0|C|100|SMART|USD|SPY   251219C00600000|SPY";

    private Samples() {}

    /** Name to fields. */
    public static Map<String, List<String>> all(int version) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        simple().forEach((name, fields) -> all.put(name, List.of(fields.split("\\|", -1))));
        put(all, "notice", version < 194 ? "4|2|-1|2104|Farm \\u884C OK|" : "4|-1|2104|Farm \\u884C OK||1700000000123");
        put(all, "reject", version < 194 ? "4|2|7|201|No|{\"a\":1}" : "4|7|201|No|{\"a\":1}|1700000000123");
        put(
                all,
                "bars",
                "17|9000|" + (version < 196 ? "20230413  16:31:22|20230415  16:31:22|" : "")
                        + "2|20230413|182.9400|186.5000|180.9400|185.9000|948837.22|184.869|324891"
                        + "|20230414|183.8800|186.2800|182.0100|185.0000|810998.27|184.5235|277547");
        if (version >= 196) {
            put(all, "barsEnd", "108|9000|20230413  16:31:22|20230415  16:31:22");
        }
        if (version >= 197) {
            put(all, "currentTimeInMillis", "109|1700000000123");
        }
        put(all, "details", details(version));
        put(all, "fill", fill(version));
        all.put("open", open(version, List.of()));
        all.put("openCombo", open(version, List.of("11|1|BUY|SMART", "22|2|SELL|SMART")));
        all.put("completed", completed(version));
        return Collections.unmodifiableMap(all);
    }

    private static void put(Map<String, List<String>> all, String name, String fields) {
        all.put(name, List.of(fields.split("\\|", -1)));
    }

    private static Map<String, String> simple() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("nextValidId", "9|1|5");
        all.put("managedAccounts", "15|1|DU1,DU2,");
        all.put("currentTime", "49|1|1700000000");
        all.put("unknown", "999|1|2|3");
        all.put("tickPrice", "1|6|5|1|5.1|12|1");
        all.put("tickSize", "2|6|5|0|300");
        all.put("tickGeneric", "45|6|5|24|0.1875");
        all.put("tickText", "46|6|5|45|1700000000");
        all.put("tickGreeks", "21|5|13|1|0.2|0.31|5.15|-1|0.02|-2|-0.15|600.5");
        all.put("tickRules", "81|5|0.01|9c0001|3");
        all.put("dataType", "58|1|5|3");
        all.put("snapshotEnd", "57|1|5");
        all.put("detailsEnd", "52|1|5");
        all.put("optionParameters", "75|5|SMART|756733|SPY|100|2|20251219|20251226|3|595.0|600|602.5");
        all.put("optionParametersEnd", "76|5");
        all.put("marketRule", "93|26|2|0|0.01|3.0|0.05");
        all.put("barUpdate", "90|5|-1|1700000000|1.1|1.4|1.5|1.0|1.25|100");
        all.put("headTimestamp", "88|5|19930129-14:30:00");
        all.put("value", "6|2|NetLiquidation|100000.00|USD|DU1");
        all.put(
                "holding",
                "7|8|700001|SPY|OPT|20251219|600.0|C|100|CBOE|USD|SPY   251219C00600000|SPY|-2|5.25|-1050|510.5|-29|"
                        + UD + "|DU1");
        all.put("updateTime", "8|1|12:30");
        all.put("downloadEnd", "54|1|DU1");
        all.put("summary", "63|1|9000|DU1|NetLiquidation|246447.83|USD");
        all.put("summaryEnd", "64|1|9000");
        all.put("position", "61|3|DU1|265598|AAPL|STK||0.0|||NASDAQ|USD|AAPL|NMS|-110|201.8829709");
        all.put("positionsEnd", "62|1");
        all.put("pnl", "94|5|-12.5|" + UD + "|0");
        all.put("contractPnl", "95|5|-2|-12.5|-3|" + UD + "|1.05E7");
        all.put("status", "3|7|Submitted|1|2|5.1|2126726143|0|5.10|100||0");
        all.put("openEnd", "53|1");
        all.put("completedEnd", "102");
        all.put("fillsEnd", "55|1|5");
        all.put("commission", "59|1|0000e0d5.1.01|0.65|USD|" + UD + "|" + UD + "|");
        return all;
    }

    private static String details(int version) {
        String fields = "10|5|SPY|OPT|20251219 16:00:00 US/Eastern";
        fields += version >= 182 ? "|20251219" : "";
        fields += "|600|C|SMART|USD|SPY   251219C00600000|SPY|SPY|700001|0.01|100|LMT,MKT|SMART,CBOE|1|756733";
        fields += "|SPDR \\u00C9TF||202512||||US/Eastern|20251121:0930-20251121:1600|20251121:0930-20251121:1615||";
        fields += "|1|ISIN|US78462F1030|" + UI + "|SPY|STK|26,32|20251219||1|1|1";
        return fields + (version >= 186 ? "|0" : "");
    }

    private static String fill(int version) {
        String fields = "11|-1|7|" + R11 + "|0000e0d5.1.01|20250708 02:35:00 America/New_York|DU1|CBOE|BOT";
        fields += "|1|5.10|2126726143|100|0|1|5.1|B1-X-E||||2";
        fields += version >= 178 ? "|0" : "";
        return fields + (version >= 198 ? "|me" : "");
    }

    /** The recorded order of the page, as an option, with a preview's figures. */
    static List<String> open(int version, List<String> legs) {
        Fields out = new Fields().add("5|7|" + (legs.isEmpty() ? R11 : R11.replace("OPT", "BAG")));
        out.add("BUY|1|LMT|5800.0|0.0|DAY|G1|DU1234567||0|B1-X-E|100|2126726143|0|0|0|");
        out.add("2126726143.0/DU1234567/100|||").add(version < 177 ? "" : "-");
        out.add("|||||0||-1|0||||||" + UI + "|0|0|0||3|0|0||6|0||0|None||0||||?|0|0||0|0|5801.0||||");
        out.add(String.valueOf(legs.size()));
        legs.forEach(leg -> out.add(leg + "|0|0||-1"));
        out.add(legs.isEmpty() ? "0|0" : "0|1|NonGuaranteed|1");
        out.add(UI + "|" + UI + "|||0||IB|0|0||0|1|PreSubmitted");
        out.add("100.5|90.25|5000|10|9|-1.00|110.5|99.25|" + UD + "|0.65|0.65|1.30|USD");
        if (version >= 195) {
            out.add("USD|1|2|3|4|5|6|7|8|9|1|why|1|DU1|1|2|3|4|5|0");
        }
        out.add("caution|0|0|0|None|" + UD + "|5801.0|" + UD + "|" + UD + "|" + UD + "|" + UD);
        out.add("0||||0|1|0|0|0|||0|||||");
        out.add(version >= 183 ? "" : "-").add(version >= 184 ? "0" : "-").add(version >= 185 ? "" : "-");
        out.add(version >= 189 ? "0" : "-").add(version >= 193 ? "|" + UI : "-");
        out.add(version >= 198 ? "me" : "-").add(version >= 199 ? "0" : "-");
        return out.fields;
    }

    private static List<String> completed(int version) {
        Fields out = new Fields().add("101|" + R11 + "|BUY|1|LMT|5.1||DAY||DU1||0|B1-X-E|2126726143|0|0|0||||");
        out.add(version < 177 ? "" : "-");
        out.add("|||||0||-1|||||");
        out.add(UI + "|0|0||3|0||0|None||0|0|0||0|0|||");
        out.add("0|0|0|" + UI + "|" + UI + "|||||0|0||0|Filled|0|0|0|" + UD + "|" + UD + "|0|1|0||1|0|0||0|0");
        out.add("9223372036854775807|20251121 10:00:00 US/Eastern|Filled Size: 1|||||");
        out.add(version >= 183 ? "" : "-").add(version >= 184 ? "0" : "-").add(version >= 198 ? "me" : "-");
        return out.fields;
    }

    /** Collects fields; a lone dash adds none. */
    private static final class Fields {
        private final List<String> fields = new ArrayList<>();

        Fields add(String text) {
            if (!text.equals("-")) {
                fields.addAll(List.of(text.split("\\|", -1)));
            }
            return this;
        }
    }
}
