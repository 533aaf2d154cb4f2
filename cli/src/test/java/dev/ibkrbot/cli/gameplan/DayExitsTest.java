package dev.ibkrbot.cli.gameplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.execution.engine.EngineEvent;
import dev.ibkrbot.execution.engine.Inbox;
import dev.ibkrbot.execution.journal.MemoryJournal;
import dev.ibkrbot.execution.order.ExitRules;
import dev.ibkrbot.strategy.gameplan.Gameplan;
import dev.ibkrbot.strategy.regime.DayChoice;
import dev.ibkrbot.strategy.regime.DayOutlook;
import dev.ibkrbot.strategy.regime.DayStrategy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DayExitsTest {
    private static final Instant NOON = Instant.parse("2026-11-18T17:00:00Z");

    private static ExitRules keepingTheCash(int days) {
        return new ExitRules(OptionalInt.of(days), true, Optional.of(Percent.of("40")), "strategy_c");
    }

    @Test
    @Tag("C1")
    @Tag("PM1")
    void areThoseOfTheStrategyAndOfThePlansDays() {
        assertThat(DayExits.of(DayStrategy.A, OptionalInt.of(2)))
                .isEqualTo(new ExitRules(OptionalInt.of(2), false, Optional.empty(), "strategy_a"));
        assertThat(DayExits.of(DayStrategy.B, OptionalInt.empty())).isEqualTo(ExitRules.NONE);
        assertThat(DayExits.of(DayStrategy.C, OptionalInt.empty())).isEqualTo(keepingTheCash(3));
        assertThat(DayExits.of(DayStrategy.C, OptionalInt.of(1))).isEqualTo(keepingTheCash(3));
        assertThat(DayExits.of(DayStrategy.C, OptionalInt.of(5))).isEqualTo(keepingTheCash(5));
    }

    @Test
    @Tag("GP2")
    void areThoseOfCOnADayWithoutAPlanToTrust() {
        assertThat(DayExits.of(Gameplan.cash(LocalDate.of(2026, 11, 18)))).isEqualTo(keepingTheCash(3));
    }

    @Test
    @Tag("SE1")
    void followTheIndexAndAreTheSameAfterARestart() {
        MemoryJournal journal = MemoryJournal.keepingRecords();
        RegimeDay day = regime(journal, NOON);
        Inbox engine = event -> {
            if (event instanceof EngineEvent.Answered it) {
                it.continuation().run();
            }
        };
        assertThat(day.exits()).isEqualTo(ExitRules.NONE);

        day.chosen(DayChoice.of(new DayOutlook(OptionalDouble.of(25.0), false, false, 0, false, 0)));
        day.look(engine);

        assertThat(day.exits()).isEqualTo(keepingTheCash(3));
        assertThat(regime(journal, NOON).exits()).as("restarted").isEqualTo(keepingTheCash(3));
        assertThat(regime(journal, NOON.plusSeconds(86_400)).exits())
                .as("the next date")
                .isEqualTo(ExitRules.NONE);
    }

    private static RegimeDay regime(MemoryJournal journal, Instant now) {
        return new RegimeDay(MarketCalendar.nyse(), () -> now, journal, line -> {});
    }
}
