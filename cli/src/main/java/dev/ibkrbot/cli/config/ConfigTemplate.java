package dev.ibkrbot.cli.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a new configuration file: every key with its default and what it means; optional keys stand commented out. */
public final class ConfigTemplate {
    private static final int WIDTH = 100;
    private static final Map<String, String> EXAMPLES = Map.of(
            "trading.mode", "dry-run",
            "trading.adopt_positions", "[SPY]",
            "risk.time_stop_minutes", "90",
            "risk.emergency_loss_pct", "0.4",
            "broker.account", "DU1234567",
            "broker.tws_api_jar", "\"TwsApi.jar\"",
            "broker.notice_overrides", "\"my-notices.txt\"",
            "report.file", "\"report.html\"",
            "gameplan.file", "\"gameplan.json\"",
            "monitoring.telegram_chat_id", "\"-100123\"");

    private ConfigTemplate() {}

    /** The file's text; it loads to exactly the defaults. */
    public static String text() {
        List<String> lines = new ArrayList<>(List.of(
                "# Configuration of bot. Check it with 'bot config validate', see its effect with 'bot config show'.",
                "# A flag beats the environment (SECTION__KEY=...), which beats .env, which beats this file.",
                "# Keep secrets in the environment or in a .env file of mode 600, not here.",
                ""));
        comment(lines, "", ConfigKeys.SYMBOLS.doc());
        lines.add("symbols: " + ConfigKeys.SYMBOLS.defaultText().orElseThrow());
        KeyTable.SECTIONS.forEach((section, heading) -> section(lines, section, heading));
        return String.join("\n", lines) + "\n";
    }

    private static void section(List<String> lines, String section, String heading) {
        lines.add("");
        lines.add("# " + heading);
        lines.add(section + ":");
        KeyTable.ALL.stream()
                .filter(key -> key.isCurrent() && key.section().equals(section))
                .forEach(key -> key(lines, key));
    }

    private static <T> void key(List<String> lines, KeySpec<T> key) {
        comment(lines, "  ", key.doc());
        if (key.defaultText().isEmpty()) {
            lines.add("  # " + key.name() + ": " + EXAMPLES.getOrDefault(key.path(), "\"...\""));
            return;
        }
        RawNode node = new RawNode.Scalar(key.defaultText().get(), RawNode.Style.UNTYPED, Origin.byDefault());
        T value = ((Reading.Good<T>) key.type().reader().read(node)).value();
        lines.add("  " + key.name() + ": " + key.type().writer().apply(value));
    }

    private static void comment(List<String> lines, String indent, String doc) {
        StringBuilder line = new StringBuilder(indent + "#");
        for (String word : doc.split(" ")) {
            if (line.length() + word.length() + 1 > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(indent + "#");
            }
            line.append(' ').append(word);
        }
        lines.add(line.toString());
    }
}
