package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.Bar;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Appends to one day's archive. Each record is handed to the system at once, so that a killed process loses none, and
 * each sweep is forced to the disk. Moments ascend. One writer at a time: a second one is refused. Confined to one thread.
 */
public final class ChainWriter implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final CRC32 checksum;
    private final Map<OptionContract, Integer> numbers;
    private Optional<Instant> lastMinute;
    private Instant lastMoment;
    private long bytes;

    private ChainWriter(Path file, FileChannel channel, ChainReading before) {
        this.file = file;
        this.channel = channel;
        checksum = before.checksum;
        numbers = new HashMap<>(before.numbers());
        lastMinute = before.lastMinute.map(Bar::start);
        lastMoment = before.lastMoment;
        bytes = before.offset;
    }

    /**
     * Begins the day's archive, or goes on with it where its last whole line ends. One that is damaged, is of another day or
     * symbol, or is being written by somebody else is a {@link HistoryException}, and nothing is changed.
     */
    public static ChainWriter open(Path folder, Symbol symbol, LocalDate date) {
        Path file = ChainArchive.file(folder, symbol, date);
        try {
            Files.createDirectories(file.getParent());
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                lock(file, channel);
                ChainReading before = new ChainReading(file, record -> {});
                if (channel.size() > 0) {
                    before.read(new Unclosed(Channels.newInputStream(channel)));
                    requireSame(file, before, symbol, date);
                }
                channel.truncate(before.offset);
                channel.position(before.offset);
                ChainWriter writer = new ChainWriter(file, channel, before);
                if (before.symbol.isEmpty()) {
                    writer.append(ChainText.header(symbol, date));
                }
                return writer;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new HistoryException(file, "cannot be written: " + e, e);
        }
    }

    private static void lock(Path file, FileChannel channel) throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            throw new HistoryException(file, "is being written by another recorder", e);
        }
        throw new HistoryException(file, "is being written by another recorder");
    }

    private static void requireSame(Path file, ChainReading before, Symbol symbol, LocalDate date) {
        boolean same =
                before.symbol.map(symbol::equals).orElse(true) && (before.symbol.isEmpty() || before.date.equals(date));
        if (!same) {
            throw new HistoryException(
                    file, "holds " + before.symbol.orElseThrow() + " of " + before.date + " instead");
        }
    }

    /** A finished minute that follows all before it; others are left out. */
    public void minute(Bar bar) {
        if (lastMinute.map(bar.start()::isAfter).orElse(true)) {
            append(ChainText.minute(bar));
            lastMinute = Optional.of(bar.start());
        }
    }

    public void underlying(Instant at, Quote quote) {
        append(at, ChainText.underlying(at, quote));
    }

    public void option(Instant at, OptionQuote quote) {
        append(at, ChainText.option(at, number(quote.contract()), quote));
    }

    /** An option that was asked for in vain. */
    public void unanswered(Instant at, OptionContract contract, String reason) {
        append(at, ChainText.unanswered(at, number(contract), reason));
    }

    /** Everything of this moment is written; forces it to the disk. */
    public void sweepEnd(Instant at) {
        append(at, ChainText.sweepEnd(at));
        try {
            channel.force(false);
        } catch (IOException e) {
            throw new HistoryException(file, "cannot be written: " + e, e);
        }
    }

    private int number(OptionContract contract) {
        Integer known = numbers.get(contract);
        if (known != null) {
            return known;
        }
        int number = numbers.size();
        append(ChainText.contract(number, contract));
        numbers.put(contract, number);
        return number;
    }

    private void append(Instant at, String line) {
        if (at.isBefore(lastMoment)) {
            throw new IllegalArgumentException(at + " is before " + lastMoment + ", which is recorded already");
        }
        lastMoment = at;
        append(line);
    }

    private void append(String line) {
        String content = line + ",";
        checksum.update(content.getBytes(StandardCharsets.US_ASCII));
        String end = ChainText.hex(checksum.getValue()) + "\n";
        checksum.update(end.getBytes(StandardCharsets.US_ASCII));
        ByteBuffer buffer = ByteBuffer.wrap((content + end).getBytes(StandardCharsets.US_ASCII));
        try {
            while (buffer.hasRemaining()) {
                bytes += channel.write(buffer);
            }
        } catch (IOException e) {
            throw new HistoryException(file, "cannot be written: " + e, e);
        }
    }

    /** The last moment something was asked for; nothing before it can be recorded. Far in the past when there is none. */
    public Instant lastMoment() {
        return lastMoment;
    }

    /** Where the last recorded minute of the underlying starts. */
    public Optional<Instant> lastMinute() {
        return lastMinute;
    }

    public Path file() {
        return file;
    }

    /** How large the file is. */
    public long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new HistoryException(file, "cannot be closed: " + e, e);
        }
    }

    /** Leaves the channel open when reading is over. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // The writer closes the channel.
        }
    }
}
