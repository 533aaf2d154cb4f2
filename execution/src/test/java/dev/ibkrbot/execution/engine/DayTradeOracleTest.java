package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonObject;
import dev.ibkrbot.execution.journal.MemoryJournal;
import dev.ibkrbot.execution.order.JournalReplay;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Weeks of random trades, left whole or in parts, within their day or later: a second count, made from the journaled
 * fills alone, agrees with the engine's as it goes and with that of a process that starts after any record.
 */
class DayTradeOracleTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final int STEPS = 120;

    private final EngineScene scene = new EngineScene();
    private SplittableRandom random = new SplittableRandom(0);

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 5})
    @Tag("PD1")
    @Tag("PD3")
    void agreesWithASecondCountAfterEveryRecord(long seed) {
        random = new SplittableRandom(seed);
        scene.holdOverNight();
        scene.call = OptionContract.equity(EngineScene.SPY, LocalDate.of(2027, 6, 18), Price.of("100"), Right.CALL);
        scene.start().proposes("2.50");
        for (int step = 0; step < STEPS; step++) {
            act();
        }

        Oracle oracle = new Oracle();
        MemoryJournal journal = MemoryJournal.keepingRecords();
        List<JournalRecord> records = new ArrayList<>();
        scene.journal.read(1, entry -> records.add(entry.record()));
        for (JournalRecord record : records) {
            journal.append(record);
            oracle.take(record);
            LocalDate date = LocalDate.ofInstant(record.time(), NEW_YORK);
            assertThat(JournalReplay.fold(journal).history().memory(date, 0).dayTrades())
                    .as("after record %d", journal.head().sequence())
                    .containsExactlyInAnyOrderElementsOf(oracle.dates());
        }
        assertThat(oracle.dates()).hasSizeGreaterThan(5);
        assertThat(oracle.overnight).isPositive();
    }

    private void act() {
        Map<OrderRole, OpenOrder> live = new EnumMap<>(OrderRole.class);
        scene.broker
                .orders()
                .openOrders()
                .toCompletableFuture()
                .join()
                .forEach(it -> live.put(it.order().role(), it));
        int what = random.nextInt(10);
        if (live.containsKey(OrderRole.ENTRY)) {
            fill(live.get(OrderRole.ENTRY));
        } else if (live.containsKey(OrderRole.CLOSE)) {
            fill(live.get(OrderRole.CLOSE));
        } else if (live.containsKey(OrderRole.TAKE_PROFIT) && what < 7) {
            fill(live.get(OrderRole.TAKE_PROFIT));
        } else if (what > 7) {
            scene.advanceTo(nextMorning());
        } else {
            scene.cycle();
            return;
        }
        scene.advance(Duration.ofSeconds(random.nextInt(1, 400)));
    }

    /** All of it, or a part. */
    private void fill(OpenOrder open) {
        long left = open.order().quantity().minus(open.filled()).wholeExact();
        long part = random.nextBoolean() ? left : random.nextLong(1, left + 1);
        scene.broker.fill(open.order().id(), Quantity.of(part), Price.of("2.50"));
        scene.drain();
    }

    private Instant nextMorning() {
        LocalDate today = LocalDate.ofInstant(scene.broker.timeline().instant(), NEW_YORK);
        return MarketCalendar.nyse()
                .session(MarketCalendar.nyse().nextTradingDay(today))
                .orElseThrow()
                .open()
                .plusSeconds(60);
    }

    /** Knows orders by their names, and of each trade the first fill of its entry and the dates it was left on. */
    private static final class Oracle {
        private final Map<String, String> tradeOf = new HashMap<>();
        private final Map<String, Instant> opened = new HashMap<>();
        private final Set<List<Object>> dayTrades = new HashSet<>();
        private int overnight;

        void take(JournalRecord record) {
            if (record.type().name().equals("intent")) {
                JsonObject body = record.parsedBody();
                body.objects("orders").forEach(it -> tradeOf.put(it.requiredText("ref"), body.requiredText("trade")));
            } else if (record.type().name().equals("fill")) {
                JsonObject body = record.parsedBody();
                String trade = tradeOf.get(body.requiredText("ref"));
                Instant at = Instant.parse(body.requiredText("at"));
                if (body.requiredText("role").equals("ENTRY")) {
                    opened.merge(trade, at, (a, b) -> a.isBefore(b) ? a : b);
                } else if (date(opened.get(trade)).equals(date(at))) {
                    dayTrades.add(List.of(trade, date(at)));
                } else {
                    overnight++;
                }
            }
        }

        List<LocalDate> dates() {
            return dayTrades.stream().map(it -> (LocalDate) it.get(1)).toList();
        }

        private static LocalDate date(Instant at) {
            return LocalDate.ofInstant(at, NEW_YORK);
        }
    }
}
