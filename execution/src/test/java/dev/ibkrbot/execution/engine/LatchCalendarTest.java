package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.Latch;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.stub.StubBroker;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Limits that were reached on days before holidays, half days, changes of the clocks and the year's end, and a process
 * that starts again at every awkward moment after that: at the bell, at midnight in New York and in Greenwich.
 */
class LatchCalendarTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final List<Denial> BOTH =
            List.of(new Denial("daily_loss", "10%", "12%"), new Denial("weekly_governor_active", "15%", "16%"));

    @ParameterizedTest
    @Tag("WG1")
    @Tag("RE6")
    @Tag("T01")
    @Tag("T02")
    @Tag("T08")
    @Tag("T09")
    @CsvSource({
        "2026-01-16, 2026-01-20, 2026-01-20",
        "2026-03-06, 2026-03-09, 2026-03-09",
        "2026-04-02, 2026-04-06, 2026-04-06",
        "2026-06-17, 2026-06-18, 2026-06-22",
        "2026-07-02, 2026-07-06, 2026-07-06",
        "2026-09-03, 2026-09-04, 2026-09-08",
        "2026-10-30, 2026-11-02, 2026-11-02",
        "2026-11-02, 2026-11-03, 2026-11-09",
        "2026-11-25, 2026-11-27, 2026-11-30",
        "2026-11-27, 2026-11-30, 2026-11-30",
        "2026-12-24, 2026-12-28, 2026-12-28",
        "2026-12-31, 2027-01-04, 2027-01-04",
        "2028-02-28, 2028-02-29, 2028-03-06"
    })
    void standExactlyAsLongAsTheyShouldOverEveryRestart(LocalDate day, LocalDate tomorrow, LocalDate nextWeek) {
        EngineScene scene = at(day.atTime(10, 0).atZone(NEW_YORK).toInstant(), new EngineScene());
        scene.standing = book -> BOTH;
        scene.start();
        assertThat(scene.bodies("latch")).hasSize(2);

        for (Instant moment : awkwardMoments(day, nextWeek.plusDays(1))) {
            scene.handle(new EngineEvent.StopRequested("test"));
            scene = at(moment, scene);
            List<TradingBook> seen = new ArrayList<>();
            scene.standing = book -> {
                seen.add(book);
                return List.of();
            };
            scene.start();

            LocalDate date = LocalDate.ofInstant(moment, NEW_YORK);
            Set<String> expected = new TreeSet<>();
            if (date.isBefore(tomorrow)) {
                expected.add("daily_loss");
            }
            if (date.isBefore(nextWeek)) {
                expected.add("weekly_governor_active");
            }
            assertThat(seen).as("%s", moment).isNotEmpty();
            assertThat(seen.get(seen.size() - 1).memory().latches().stream()
                            .map(Latch::code)
                            .collect(Collectors.toSet()))
                    .as("%s", moment)
                    .isEqualTo(expected);
        }
        assertThat(scene.bodies("latch")).hasSize(2);
        assertThat(scene.bodies("latch_released")).hasSize(2);
    }

    private static EngineScene at(Instant moment, EngineScene before) {
        return new EngineScene(
                StubBroker.builder().at(moment).equity(Money.usd("100000")).build(), before.journal);
    }

    private static List<Instant> awkwardMoments(LocalDate from, LocalDate to) {
        Set<Instant> moments = new TreeSet<>();
        for (LocalDate date = from; !date.isAfter(to); date = date.plusDays(1)) {
            for (String time :
                    List.of("00:00", "09:29:59", "09:30", "13:00", "15:59:59", "16:00", "18:00", "23:59:59")) {
                moments.add(date.atTime(LocalTime.parse(time)).atZone(NEW_YORK).toInstant());
            }
            moments.add(date.atStartOfDay(ZoneOffset.UTC).toInstant());
            MarketCalendar.nyse().session(date).ifPresent(session -> moments.add(session.close()));
        }
        moments.removeIf(it -> it.isBefore(from.atTime(11, 0).atZone(NEW_YORK).toInstant()));
        return List.copyOf(moments);
    }
}
