package dev.ibkrbot.stub.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes small folders in Lean's layout. Times are minutes after 09:30, prices dollars times 10,000. */
final class LeanFiles {
    private final Path root;
    private final String symbol;
    private final Map<String, String> texts = new LinkedHashMap<>();

    LeanFiles(Path root, String symbol) {
        this.root = root;
        this.symbol = symbol;
    }

    /** Minutes of trades at one price, as many as asked for. */
    LeanFiles stock(String date, int minutes, long price) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < minutes; i++) {
            rows.append(time(i) + ("," + price).repeat(4) + ",100\n");
        }
        return stock(date, "trade", rows.toString());
    }

    LeanFiles stock(String date, String kind, String rows) {
        write(
                "equity/usa/minute/" + symbol + "/" + date + "_" + kind + ".zip",
                Map.of(date + "_" + symbol + "_minute_" + kind + ".csv", rows));
        return this;
    }

    /** Rows of one option; {@code contract} is such as "call_1000000_20151231". */
    LeanFiles quotes(String date, String contract, String rows) {
        return option(date, "quote", date + "_" + symbol + "_minute_quote_american_" + contract + ".csv", rows);
    }

    LeanFiles option(String date, String kind, String name, String rows) {
        String file = date + "_" + kind + "_american.zip";
        texts.put(file + "/" + name, rows);
        Map<String, String> inside = new LinkedHashMap<>();
        texts.forEach((key, text) -> {
            if (key.startsWith(file + "/")) {
                inside.put(key.substring(file.length() + 1), text);
            }
        });
        write("option/usa/minute/" + symbol + "/" + file, inside);
        return this;
    }

    /** One quote with the same four prices on a side; 0 leaves a side empty. */
    static String row(int minute, long bid, long ask) {
        return time(minute) + "," + side(bid) + "," + side(ask) + "\n";
    }

    private static String side(long price) {
        return price == 0 ? ",,,,0" : (price + ",").repeat(4) + "7";
    }

    private static long time(int minute) {
        return 34_200_000L + 60_000L * minute;
    }

    private void write(String name, Map<String, String> inside) {
        Path file = root.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
                for (Map.Entry<String, String> text : inside.entrySet()) {
                    zip.putNextEntry(new ZipEntry(text.getKey()));
                    zip.write(text.getValue().getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
