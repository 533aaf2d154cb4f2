package dev.ibkrbot.ibkr.wire;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.stub.gateway.Settings;
import dev.ibkrbot.stub.gateway.TwsGatewaySimulator;
import dev.ibkrbot.stub.history.BarMarket;
import dev.ibkrbot.stub.history.SyntheticMarket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A session with a simulated gateway, frame by frame, of which every byte that came is kept. The gateway has its own
 * codec and moves its time when it is told. Confined to one thread.
 */
final class GatewayTalk implements AutoCloseable {
    static final Symbol SPY = new Symbol("SPY");

    private final TwsGatewaySimulator gateway;
    private final Socket socket;
    private final FrameReader frames;
    private final Decoder decoder;
    private final Encoder encoder;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final List<Inbound> messages = new ArrayList<>();
    private final Instant start;

    /** Ready for requests at half past ten of a Wednesday. */
    GatewayTalk(int version) throws IOException {
        BarMarket market = SyntheticMarket.day(MarketCalendar.nyse(), 7, List.of(SPY), LocalDate.of(2026, 11, 18));
        start = market.start().plus(Duration.ofHours(1));
        AtomicLong wallSeconds = new AtomicLong(); // each look at it is a second later, so that nothing is paced
        gateway = TwsGatewaySimulator.start(Settings.of(market, () -> Instant.ofEpochSecond(wallSeconds.addAndGet(1)))
                .startingAt(start));
        socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
        frames = new FrameReader(new Tee(socket.getInputStream()), FrameReader.DEFAULT_LIMIT);
        socket.getOutputStream().write(Handshake.offer(version));
        frames.advance();
        decoder = new Decoder(frames.greeting(version).serverVersion());
        encoder = new Encoder(version);
        send(encoder.startApi(7));
        until(SessionMessage.NextValidId.class);
    }

    void send(byte[] frame) throws IOException {
        socket.getOutputStream().write(frame);
    }

    /** Waits for a message of this type and returns it. */
    <T extends Inbound> T until(Class<T> type) throws IOException {
        while (frames.advance()) {
            Inbound message = frames.message(decoder);
            messages.add(message);
            if (type.isInstance(message)) {
                return type.cast(message);
            }
        }
        throw new IOException("the gateway left before a " + type.getSimpleName());
    }

    /** Lets the gateway's time pass; the messages until then, all that was caused among them. */
    List<Inbound> pass(Duration sinceStart) throws IOException {
        int from = messages.size();
        send(encoder.simulatedTime(Long.toString(start.plus(sinceStart).getEpochSecond())));
        until(SessionMessage.CurrentTime.class);
        return List.copyOf(messages.subList(from, messages.size()));
    }

    Encoder encoder() {
        return encoder;
    }

    /** All messages after the greeting. */
    List<Inbound> messages() {
        return List.copyOf(messages);
    }

    /** All bytes after the greeting, in frames. */
    byte[] bytes() {
        byte[] all = received.toByteArray();
        int greeting = Integer.BYTES + (all[2] & 0xFF) * 256 + (all[3] & 0xFF);
        byte[] rest = new byte[all.length - greeting];
        System.arraycopy(all, greeting, rest, 0, rest.length);
        return rest;
    }

    /** Fields nobody read, fields that were missing, messages nobody knew. */
    List<Long> leftOver() {
        return List.of(decoder.surplusFields(), decoder.missingFields(), decoder.unknownMessages());
    }

    @Override
    public void close() throws IOException {
        socket.close();
        gateway.close();
    }

    /** Keeps what passes. */
    private final class Tee extends InputStream {
        private final InputStream in;

        private Tee(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            throw new IOException("frames are read in bulk");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = in.read(target, offset, length);
            if (count > 0) {
                received.write(target, offset, count);
            }
            return count;
        }
    }
}
