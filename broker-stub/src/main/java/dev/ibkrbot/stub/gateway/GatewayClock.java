package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.Timeline;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;

/** Who moves simulated time, and how. Confined to the gateway's lock. */
final class GatewayClock {
    private static final int LONGEST_NUMBER = 24;

    private final Timeline timeline;
    private final InstantSource wall;
    private Mode mode = Mode.LED;
    private OptionalInt named = OptionalInt.empty();
    private OptionalInt first = OptionalInt.empty();
    private long speed = 1;
    private Instant wallStart = Instant.EPOCH;
    private Instant start;

    GatewayClock(Timeline timeline, InstantSource wall) {
        this.timeline = timeline;
        this.wall = wall;
        start = timeline.instant();
    }

    /** Who moves time: nobody, the wall clock, every question of the leader, or the leader's moves alone. */
    enum Mode {
        MANUAL,
        REAL,
        STEPPED,
        LED
    }

    /** "manual", "real x60", "stepped", "led 7". */
    void set(String words) {
        String[] parts = words.split(" ");
        mode = Words.parse(Mode.class, parts[0]);
        speed = mode == Mode.REAL && parts.length > 1 ? Math.max(1, Long.parseLong(parts[1].substring(1))) : 1;
        named = mode != Mode.REAL && parts.length > 1
                ? OptionalInt.of(Integer.parseInt(parts[1]))
                : OptionalInt.empty();
        start = timeline.instant();
        wallStart = wall.instant();
    }

    Mode mode() {
        return mode;
    }

    Instant now() {
        return timeline.instant();
    }

    /** A client is there; the first of them leads unless the scenario names another. */
    void joined(int clientId) {
        if (first.isEmpty()) {
            first = OptionalInt.of(clientId);
        }
    }

    /** The leader is gone; the next to come or to ask leads. */
    void left(int clientId) {
        if (leads(clientId)) {
            first = OptionalInt.empty();
        }
    }

    boolean leads(int clientId) {
        OptionalInt leader = named.isPresent() ? named : first;
        return leader.isPresent() && leader.getAsInt() == clientId;
    }

    /** Where the wall clock says simulated time should be; never back. */
    Instant byTheWall() {
        Instant target = start.plus(Duration.between(wallStart, wall.instant()).multipliedBy(speed));
        return target.isBefore(now()) ? now() : target;
    }

    /** When the market changes next, in seconds since 1970; 0 when it does not any more. */
    long nextSecond() {
        return timeline.next().map(Instant::getEpochSecond).orElse(0L);
    }

    /** Where a leader's question moves time: absent when it only asks. */
    Optional<Instant> target(int clientId, String move) {
        boolean simulated = mode == Mode.STEPPED || mode == Mode.LED;
        if (!simulated || !leads(clientId)) {
            return Optional.empty();
        }
        if (move.isEmpty()) {
            return mode == Mode.STEPPED ? timeline.next() : Optional.empty();
        }
        return Optional.of(moment(move)).filter(it -> it.isAfter(now()));
    }

    /** Seconds since 1970, with up to nine decimals. */
    private static Instant moment(String text) {
        if (text.length() > LONGEST_NUMBER || !text.matches("\\d{1,11}(\\.\\d{1,9})?")) {
            throw new ProtocolViolation("a moment that is none");
        }
        BigDecimal seconds = new BigDecimal(text);
        long whole = seconds.longValue();
        return Instant.ofEpochSecond(
                whole,
                seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue());
    }
}
