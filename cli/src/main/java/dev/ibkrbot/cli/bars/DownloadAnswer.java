package dev.ibkrbot.cli.bars;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ibkrbot.cli.output.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a download covers, for a person and for a script. Stateless. */
public final class DownloadAnswer {
    private static final int MOST_SHOWN = 5;

    private DownloadAnswer() {}

    /** A row for each symbol and kind. */
    public static TextTable table(List<Downloaded> all) {
        TextTable table =
                new TextTable("symbol", "show", "sessions", "written", "there before", "no data", "missing minutes");
        all.forEach(it -> table.row(
                it.symbol(),
                it.kind().name().toLowerCase(Locale.ROOT),
                it.sessions(),
                it.written(),
                it.present(),
                it.beforeFirst() + it.empty().size(),
                it.missingMinutes()));
        return table;
    }

    /** Which sessions and minutes are not there, one line each. */
    public static List<String> remarks(List<Downloaded> all) {
        List<String> remarks = new ArrayList<>();
        for (Downloaded it : all) {
            String name = it.symbol() + " " + it.kind().name().toLowerCase(Locale.ROOT) + ": ";
            if (it.beforeFirst() > 0) {
                remarks.add(name + it.beforeFirst() + " sessions are before the first bar there is");
            }
            it.empty().stream().limit(MOST_SHOWN).forEach(date -> remarks.add(name + "no data on " + date));
            more(remarks, name, it.empty().size(), "sessions without data");
            it.gaps().stream().limit(MOST_SHOWN).forEach(gap -> remarks.add(name + "no bars at " + gap));
            more(remarks, name, it.gaps().size(), "sessions with gaps");
        }
        return remarks;
    }

    private static void more(List<String> remarks, String name, int count, String what) {
        if (count > MOST_SHOWN) {
            remarks.add(name + "and " + (count - MOST_SHOWN) + " more " + what);
        }
    }

    /** Adds {@code symbols}. */
    public static void addTo(ObjectNode root, List<Downloaded> all) {
        ArrayNode symbols = root.putArray("symbols");
        for (Downloaded it : all) {
            ObjectNode node = symbols.addObject()
                    .put("symbol", it.symbol().value())
                    .put("show", it.kind().name())
                    .put("sessions", it.sessions())
                    .put("written", it.written())
                    .put("present", it.present())
                    .put("beforeFirst", it.beforeFirst())
                    .put("missingMinutes", it.missingMinutes())
                    .put("failure", it.failure().orElse(null));
            ArrayNode empty = node.putArray("empty");
            it.empty().forEach(date -> empty.add(date.toString()));
            ArrayNode gaps = node.putArray("gaps");
            it.gaps().forEach(gaps::add);
        }
    }
}
