package dev.ibkrbot.ibkr.session;

import dev.ibkrbot.ibkr.wire.Handshake;
import dev.ibkrbot.ibkr.wire.Inbound;
import dev.ibkrbot.ibkr.wire.SessionMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The other end of every connection, without sockets: remembers what was written, and answers what a script tells it to.
 * Confined to the test's thread.
 */
public final class ScriptedGateway implements Connector {
    private static final Set<String> ORDER_MESSAGES = Set.of("3", "4", "58");

    private final VirtualTime time;
    public final List<Line> lines = new ArrayList<>();
    public final List<Endpoint> endpoints = new ArrayList<>();
    /** What the gateway does with each new connection; nothing at first. */
    public BiConsumer<ScriptedGateway, Line> whenConnected = (gateway, line) -> {};
    /** What it answers to each message. */
    public BiConsumer<Line, List<String>> whenAsked = (line, fields) -> {};

    /** What it says between its greeting and the account list. */
    public Consumer<Line> whenGreeted = line -> {};

    public String accounts = "DU123456";
    public int nextId = 1;
    public int version = 193;
    public boolean answersTime = true;
    /** Whether it says its part of the handshake. */
    public boolean talks = true;

    public boolean idInUse;
    /** Whether a connection breaks when something is written to it. */
    public boolean writeFails;

    public ScriptedGateway(VirtualTime time) {
        this.time = time;
    }

    @Override
    public Connection connect(Endpoint endpoint, Receiver receiver) {
        endpoints.add(endpoint);
        Line line = new Line(receiver);
        lines.add(line);
        time.executor().execute(() -> whenConnected.accept(this, line));
        return line;
    }

    /** The connection opened last. */
    public Line last() {
        return lines.get(lines.size() - 1);
    }

    /** Takes connections and greets as a gateway that is logged in. */
    public ScriptedGateway willing() {
        whenConnected = (gateway, line) -> line.accept();
        return this;
    }

    /** One connection from the gateway's side. */
    public final class Line implements Connection {
        private final Receiver receiver;
        public final List<List<String>> written = new ArrayList<>();
        public final List<Long> writtenAt = new ArrayList<>();
        public boolean closed;
        public int writes;
        /** Orders, cancels and global cancels; previews are none. */
        public int orderMessages;

        private Line(Receiver receiver) {
            this.receiver = receiver;
        }

        public void accept() {
            receiver.opened();
        }

        public void greet(int version) {
            receiver.greeted(new Handshake.Greeting(version, "20261118 10:30:00 EST"));
        }

        public void send(Inbound message) {
            if (!closed) {
                receiver.received(message);
            }
        }

        public void notice(int id, int code, String text) {
            send(new SessionMessage.Notice(id, code, text, Optional.empty(), OptionalLong.empty()));
        }

        public void end(Ending ending) {
            receiver.closed(ending, "scripted");
        }

        /** Messages of one id, without those that keep the session alive. */
        public List<List<String>> messages(String id) {
            return written.stream().filter(it -> it.get(0).equals(id)).toList();
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            if (writeFails) {
                throw new IOException("Connection reset by peer");
            }
            writes++;
            String raw = new String(bytes, StandardCharsets.US_ASCII);
            if (raw.startsWith("API\0")) {
                record(List.of("API", raw.substring(8)));
                return;
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                byte[] payload = new byte[buffer.getInt()];
                buffer.get(payload);
                record(List.of(new String(payload, StandardCharsets.US_ASCII).split("\0", -1)));
            }
        }

        private void record(List<String> fields) {
            written.add(fields);
            boolean preview = fields.get(0).equals("3") && isPreview(fields);
            orderMessages += ORDER_MESSAGES.contains(fields.get(0)) && !preview ? 1 : 0;
            writtenAt.add(time.nanos());
            time.executor().execute(() -> answer(fields));
        }

        /** The mark of a what-if, by the page's table of the order's fields; version 176 has one field more before it. */
        private boolean isPreview(List<String> order) {
            return order.get(version == 176 ? 85 : 84).equals("1");
        }

        private void answer(List<String> fields) {
            switch (fields.get(0)) {
                case "API" -> {
                    if (talks) {
                        greet(version);
                    }
                }
                case "71" -> {
                    if (idInUse) {
                        notice(-1, 326, "Unable to connect as the client id is already in use");
                    } else if (talks) {
                        whenGreeted.accept(this);
                        send(new SessionMessage.ManagedAccounts(List.of(accounts.split(","))));
                        send(new SessionMessage.NextValidId(nextId));
                    }
                }
                case "49" -> {
                    if (answersTime) {
                        send(new SessionMessage.CurrentTime(time.instant().getEpochSecond() * 1000));
                    }
                }
                default -> whenAsked.accept(this, fields);
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
