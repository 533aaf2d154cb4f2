package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.Bar;
import dev.ibkrbot.broker.value.Currency;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * Reads an archive line by line and holds each against its checksum, which covers everything before it too. A last line
 * without its end was being written when the recorder was killed and does not count. Confined to one thread.
 */
final class ChainReading {
    private static final int LONGEST_LINE = 1_024;
    private static final int CHECKSUM = 8;

    private final Path file;
    private final Consumer<ChainRecord> reader;
    private final List<OptionContract> contracts = new ArrayList<>();
    private final byte[] line = new byte[LONGEST_LINE];
    final CRC32 checksum = new CRC32();
    Optional<Symbol> symbol = Optional.empty();
    LocalDate date = LocalDate.MIN;
    Optional<Bar> lastMinute = Optional.empty();
    Instant lastMoment = Instant.MIN;
    private long number;
    /** Where the next line begins: after a whole reading, how much of the file counts. */
    long offset;

    boolean torn;
    int sweeps;

    ChainReading(Path file, Consumer<ChainRecord> reader) {
        this.file = file;
        this.reader = reader;
    }

    void read(InputStream stream) throws IOException {
        try (InputStream in = new BufferedInputStream(stream, 1 << 16)) {
            for (int length = next(in); length >= 0; length = next(in)) {
                take(length);
                offset += length + 1;
            }
        }
        if (symbol.isEmpty() && !torn) {
            throw new HistoryException(file, "is empty");
        }
    }

    /** The length of the next whole line; -1 when there is none. */
    private int next(InputStream in) throws IOException {
        number++;
        for (int length = 0; length <= LONGEST_LINE; length++) {
            int one = in.read();
            if (one < 0) {
                torn = length > 0;
                requireOurs(new String(line, 0, length, StandardCharsets.ISO_8859_1));
                return -1;
            }
            if (one == '\n') {
                return length;
            }
            if (length < LONGEST_LINE) {
                line[length] = (byte) one;
            }
        }
        throw fault("the line is longer than " + LONGEST_LINE + " bytes");
    }

    /** An unfinished first line is dropped by whoever goes on writing; that must not happen to a stranger's file. */
    private void requireOurs(String unfinished) {
        if (symbol.isEmpty() && !unfinished.startsWith(ChainText.HEADER) && !ChainText.HEADER.startsWith(unfinished)) {
            throw fault("this is not a recording: the first line is not " + ChainText.HEADER);
        }
    }

    private void take(int length) {
        int end = length - CHECKSUM;
        if (end < 1 || line[end - 1] != ',') {
            throw fault("the line does not end with a checksum");
        }
        checksum.update(line, 0, end);
        String actual = new String(line, end, CHECKSUM, StandardCharsets.ISO_8859_1);
        if (!actual.equals(ChainText.hex(checksum.getValue()))) {
            throw fault("the checksum is wrong: this line or one before it was changed or is missing");
        }
        checksum.update(line, end, CHECKSUM);
        checksum.update('\n');
        try {
            record(ChainText.cut(new String(line, 0, end - 1, StandardCharsets.ISO_8859_1)));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw fault(e.getMessage());
        }
    }

    private void record(List<String> fields) {
        String kind = fields.get(0);
        if (symbol.isEmpty()) {
            header(fields);
            return;
        }
        switch (kind) {
            case "C" -> {
                requireNumber(fields.get(1), contracts.size());
                contracts.add(ChainText.contract(symbol.get(), fields));
            }
            case "B" -> minute(ChainText.minute(fields));
            case "U" -> moment(ChainText.underlying(new Stock(symbol.get(), Currency.USD), fields));
            case "O" -> moment(ChainText.option(contract(fields), fields));
            case "X" -> {
                ChainText.require(fields, 4);
                moment(new ChainRecord.Unanswered(Instant.parse(fields.get(1)), contract(fields), fields.get(3)));
            }
            case "E" -> {
                ChainText.require(fields, 2);
                sweeps++;
                moment(new ChainRecord.SweepEnd(Instant.parse(fields.get(1))));
            }
            default -> throw new IllegalArgumentException("a line of an unknown kind: '" + kind + "'");
        }
    }

    private void header(List<String> fields) {
        if (fields.size() != 4 || !fields.get(0).equals(ChainText.HEADER)) {
            throw new IllegalArgumentException("this is not a recording: the first line is not " + ChainText.HEADER);
        }
        if (!fields.get(1).equals(ChainText.VERSION)) {
            throw new IllegalArgumentException("version '" + fields.get(1) + "' of the format is not known");
        }
        date = LocalDate.parse(fields.get(3));
        symbol = Optional.of(new Symbol(fields.get(2)));
    }

    private void minute(Bar bar) {
        if (lastMinute.isPresent() && !bar.start().isAfter(lastMinute.get().start())) {
            throw new IllegalArgumentException("minute " + bar.start() + " does not follow the one before it");
        }
        lastMinute = Optional.of(bar);
        reader.accept(new ChainRecord.Minute(bar));
    }

    private void moment(ChainRecord record) {
        Instant at = at(record);
        if (at.isBefore(lastMoment)) {
            throw new IllegalArgumentException("moment " + at + " is before the one before it");
        }
        lastMoment = at;
        reader.accept(record);
    }

    private static Instant at(ChainRecord record) {
        if (record instanceof ChainRecord.Underlying it) {
            return it.at();
        }
        if (record instanceof ChainRecord.Option it) {
            return it.at();
        }
        if (record instanceof ChainRecord.Unanswered it) {
            return it.at();
        }
        return ((ChainRecord.SweepEnd) record).at();
    }

    private OptionContract contract(List<String> fields) {
        int at = fields.size() > 2 ? Integer.parseInt(fields.get(2)) : -1;
        if (at < 0 || at >= contracts.size()) {
            throw new IllegalArgumentException("contract " + at + " is not one of " + contracts.size());
        }
        return contracts.get(at);
    }

    private static void requireNumber(String text, int expected) {
        if (!text.equals(Integer.toString(expected))) {
            throw new IllegalArgumentException("contract number '" + text + "' is not " + expected);
        }
    }

    /** Contracts and their numbers. */
    Map<OptionContract, Integer> numbers() {
        Map<OptionContract, Integer> numbers = new LinkedHashMap<>();
        contracts.forEach(contract -> numbers.put(contract, numbers.size()));
        return numbers;
    }

    int contracts() {
        return contracts.size();
    }

    private HistoryException fault(String what) {
        return new HistoryException(file, number, what + " (at byte " + offset + ")");
    }
}
