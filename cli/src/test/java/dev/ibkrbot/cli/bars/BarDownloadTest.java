package dev.ibkrbot.cli.bars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.stub.history.DayFiles;
import dev.ibkrbot.stub.history.DayFiles.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BarDownloadTest {
    private static final Symbol SPY = new Symbol("SPY");
    private static final MarketCalendar NYSE = MarketCalendar.nyse();
    /** From Monday to the Friday after Thanksgiving, on which it closes at 13:00. */
    private static final DateSpan WEEK = DateSpan.between(LocalDate.of(2026, 11, 23), LocalDate.of(2026, 11, 27));

    @TempDir
    private Path folder;

    private final Vendor vendor = new Vendor();

    private Downloaded fetch() {
        return new BarDownload(vendor, NYSE, folder, line -> {}, vendor.heard::add).fetch(SPY, Kind.TRADES, WEEK);
    }

    /** Sells a bar for every minute it has, after the failures that were put before. */
    private static final class Vendor implements BarVendor {
        final Deque<RuntimeException> failures = new ArrayDeque<>();
        final List<Duration> pauses = new ArrayList<>();
        final List<String> heard = new ArrayList<>();
        LongPredicate has = minute -> true;
        Instant now = Instant.parse("2026-11-28T12:00:00Z");
        Optional<Instant> first = Optional.empty();
        int asked;

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public BarSeries minutes(Symbol symbol, Kind kind, Instant from, Instant end) {
            asked++;
            if (!failures.isEmpty()) {
                throw failures.remove();
            }
            BarSeries.Builder bars = BarSeries.builder(BarSize.ONE_MINUTE);
            long price = Price.of("450.123456").units();
            for (long at = from.getEpochSecond(); at < end.getEpochSecond(); at += 60) {
                if (NYSE.isOpen(Instant.ofEpochSecond(at)) && has.test(at)) {
                    bars.add(at, price, price, price, price, 7);
                }
            }
            return bars.build();
        }

        @Override
        public Optional<Instant> earliest(Symbol symbol, Kind kind) {
            return first;
        }

        @Override
        public void pause(Duration span) {
            pauses.add(span);
        }
    }

    @Test
    void knowsWhenASessionEndsEarly() {
        Downloaded told = fetch();
        assertThat(told)
                .isEqualTo(new Downloaded(SPY, Kind.TRADES, 4, 4, 0, 0, List.of(), 0, List.of(), Optional.empty()));
        Path friday = DayFiles.file(folder, SPY, LocalDate.of(2026, 11, 27), Kind.TRADES);
        assertThat(friday).content().hasLineCount(1 + 210).contains("450.123456");
        assertThat(vendor.asked).isEqualTo(1);
    }

    @Test
    void leavesASessionThatHasNotEnded() {
        vendor.now = Instant.parse("2026-11-27T18:00:30Z");
        assertThat(fetch().sessions()).isEqualTo(3);
        vendor.now = Instant.parse("2026-11-27T18:01:00Z");
        assertThat(fetch().written()).isEqualTo(1);
    }

    @Test
    void namesGapsInNewYorkTime() {
        long noon = Instant.parse("2026-11-24T17:00:00Z").getEpochSecond();
        long tuesdaysLast = Instant.parse("2026-11-24T20:59:00Z").getEpochSecond();
        Instant wednesday = Instant.parse("2026-11-25T12:00:00Z");
        vendor.has = at -> at != tuesdaysLast
                && (at < noon || at > noon + 120)
                && !LocalDate.ofInstant(Instant.ofEpochSecond(at), NYSE.zone())
                        .equals(LocalDate.ofInstant(wednesday, NYSE.zone()));
        Downloaded told = fetch();
        assertThat(told.empty()).containsExactly(LocalDate.of(2026, 11, 25));
        assertThat(told.missingMinutes()).isEqualTo(4);
        assertThat(told.gaps()).containsExactly("2026-11-24 12:00-12:02 15:59");
    }

    @Test
    void asksAgainAfterAPacingViolationAndALostConnection() {
        vendor.failures.add(new BrokerException("pacing violation", Recovery.RETRY_LATER));
        vendor.failures.add(new BrokerException("lost", Recovery.RECONNECT));
        assertThat(fetch().written()).isEqualTo(4);
        assertThat(vendor.pauses).hasSize(2).allMatch(pause -> pause.compareTo(Duration.ofSeconds(15)) > 0);
        assertThat(vendor.heard).containsExactly("waiting, then asking again: pacing violation");
    }

    @Test
    void endsWhenASettingHasToBeChanged() {
        vendor.failures.add(new BrokerException("not subscribed", Recovery.FIX_CONFIGURATION));
        assertThatThrownBy(this::fetch).hasMessage("not subscribed");
        assertThat(vendor.pauses).isEmpty();
    }

    @Test
    void goesOnAfterItWasKilled() {
        DateSpan month = DateSpan.between(LocalDate.of(2026, 11, 2), LocalDate.of(2026, 11, 27));
        BarDownload killed = new BarDownload(
                vendor,
                NYSE,
                folder,
                line -> vendor.failures.addAll(
                        line.contains("2026-11-16") ? List.of(new IllegalStateException("killed")) : List.of()),
                line -> {});
        assertThatThrownBy(() -> killed.fetch(SPY, Kind.TRADES, month)).hasMessage("killed");
        vendor.asked = 0;
        Downloaded told = new BarDownload(vendor, NYSE, folder, line -> {}, line -> {}).fetch(SPY, Kind.TRADES, month);
        assertThat(told.present()).isEqualTo(10);
        assertThat(told.written()).isEqualTo(9);
        assertThat(vendor.asked).isEqualTo(2);
    }

    @Test
    void asksForNothingBeforeTheFirstBar() {
        vendor.first = Optional.of(Instant.parse("2026-11-25T14:30:00Z"));
        Downloaded told = fetch();
        assertThat(told.beforeFirst()).isEqualTo(2);
        assertThat(told.written()).isEqualTo(2);
        assertThat(told.empty()).isEmpty();
    }
}
