package dev.ibkrbot.stub.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.ExerciseStyle;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Settlement;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.Bar;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Price;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveOptionsTest {
    private static final MarketCalendar NYSE = MarketCalendar.nyse();
    private static final Symbol XYZ = new Symbol("XYZ");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 18);
    private static final Instant OPEN = Instant.parse("2026-11-18T14:30:00Z");
    private static final OptionContract CALL =
            OptionContract.equity(XYZ, LocalDate.of(2026, 11, 27), Price.of("100"), Right.CALL);

    @TempDir
    private Path folder;

    private static OptionQuote quote(
            OptionContract contract, DataQuality quality, Instant asOf, String bid, String ask) {
        Quote quote = new Quote(
                contract,
                Optional.of(Price.of(bid)),
                Optional.of(Price.of(ask)),
                Optional.of(Price.of("4.95")),
                OptionalLong.of(77),
                asOf,
                quality);
        return new OptionQuote(contract, quote, OptionalLong.of(4_321), OptionalDouble.empty(), Optional.empty());
    }

    private static Instant at(double second) {
        return OPEN.plusMillis((long) (second * 1_000));
    }

    private ChainWriter archive() {
        ChainWriter writer = ChainWriter.open(folder, XYZ, DAY);
        for (int i = 0; i < 10; i++) {
            Price price = Price.of("100");
            writer.minute(new Bar(OPEN.plusSeconds(60L * i), price, price, price, price, 1));
        }
        return writer;
    }

    private OptionRecords records() {
        return OptionRecords.find(List.of(folder), List.of(XYZ), NYSE, DAY, DAY, Instant.MAX);
    }

    private BarMarket market() {
        return RecordedHistory.load(folder, List.of(XYZ), NYSE, DAY, DAY)
                .marketWithRecordedOptions(NYSE, DAY, records());
    }

    @Test
    void playsQuotesFromWhenTheyWereSeen() {
        try (ChainWriter writer = archive()) {
            writer.option(at(70.5), quote(CALL, DataQuality.LIVE, at(70), "4.90", "5.00"));
        }
        BarMarket market = market();
        assertThat(market.expirations(XYZ, at(70))).isEmpty();
        assertThat(market.expirations(XYZ, at(71))).containsExactly(CALL.expiration());
        OptionQuote seen = market.optionQuote(CALL, at(130.9));
        assertThat(seen.quote().bid()).hasValue(Price.of("4.90"));
        assertThat(seen.quote().volume()).hasValue(77);
        assertThat(seen.openInterest()).hasValue(4_321);
        assertThat(seen.impliedVol()).isPresent();
        assertThat(market.optionQuote(CALL, at(131)).quote().bid()).isEmpty();
        assertThat(market.nextMoment(at(65).getEpochSecond(), true)).isLessThanOrEqualTo(at(71).getEpochSecond());
        assertThat(market.isTraded(CALL, at(71).getEpochSecond())).isTrue();
        assertThat(market.isTraded(CALL, at(72).getEpochSecond())).isFalse();
    }

    @Test
    void leavesOutWhatWasNotLive() {
        try (ChainWriter writer = archive()) {
            writer.option(at(60), quote(CALL, DataQuality.LIVE, at(60), "4.90", "5.00"));
            writer.option(at(120), quote(CALL, DataQuality.DELAYED, at(120), "4.90", "5.00"));
            writer.option(at(180), quote(CALL, DataQuality.FROZEN, at(180), "4.90", "5.00"));
            writer.option(at(240), quote(CALL, DataQuality.LIVE, at(180), "4.90", "5.00"));
            writer.option(at(300), quote(CALL, DataQuality.LIVE, at(300), "5.10", "5.00"));
        }
        assertThat(records().warnings())
                .containsExactly("XYZ: quotes of options left out: 1 crossed, 3 not live when they were recorded");
        assertThat(market().optionQuote(CALL, at(200)).quote().bid()).isEmpty();
    }

    @Test
    void refusesAWrongMultiplier() {
        OptionContract mini = new OptionContract(
                XYZ,
                CALL.expiration(),
                CALL.strike(),
                Right.CALL,
                10,
                "XYZ",
                ExerciseStyle.AMERICAN,
                Settlement.PHYSICAL,
                Currency.USD);
        Path file;
        try (ChainWriter writer = archive()) {
            writer.option(at(60), quote(mini, DataQuality.LIVE, at(60), "4.90", "5.00"));
            file = writer.file();
        }
        assertThatThrownBy(this::records)
                .isInstanceOf(HistoryException.class)
                .hasMessage(file + ": XYZ 20261127 C 100.00 has a multiplier of 10, not 100");
    }
}
