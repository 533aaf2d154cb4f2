package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.Ran.items;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.stub.history.ChainWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarathonGatewayTest {
    private static final Symbol SPY = new Symbol("SPY");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);

    @TempDir
    private Path state;

    @TempDir
    private Path archives;

    @Test
    void ranksVolatilityAmongRecordedChainsAndSendsNoOrder() {
        LocalDate date = TODAY;
        for (int day = 0; day < 20; day++) {
            date = MarketCalendar.nyse().previousTradingDay(date);
            // all far below any volatility the simulated market has, so that today's is the highest
            record(date, 0.001 + day / 1e6);
        }
        try (SimulatedGateway gateway = new SimulatedGateway(LocalTime.of(15, 31))) {
            Ran ran = gateway.bot(
                    state,
                    "marathon",
                    "run",
                    "--broker",
                    "ibkr",
                    "--now",
                    "--symbols",
                    "SPY",
                    "--risk",
                    "aggressive",
                    "--iv-history",
                    archives,
                    "--json");

            assertThat(ran.code()).as(ran.err()).isZero();
            List<JsonNode> findings = items(ran.json().at("/looks/0/findings"));
            assertThat(findings).hasSize(1);
            assertThat(findings.get(0).at("/outcome").asText()).isEqualTo("noted");
            assertThat(findings.get(0).at("/opportunity/ivRank").asInt()).isEqualTo(100);
            assertThat(gateway.ordersPlaced()).isEmpty();
        }
        assertThat(state.resolve("marathon/ibkr/record.jsonl")).isRegularFile();
    }

    @Test
    void doesNotLookWhileTheExchangeIsClosed() {
        try (SimulatedGateway gateway = new SimulatedGateway(LocalTime.of(16, 30))) {
            Ran ran = gateway.bot(state, "marathon", "run", "--broker", "ibkr", "--now", "--symbols", "SPY");

            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.told("why")).contains("the exchange is closed");
        }
    }

    private void record(LocalDate date, double vol) {
        Instant at = MarketCalendar.nyse().session(date).orElseThrow().open().plusSeconds(3600);
        try (ChainWriter archive = ChainWriter.open(archives, SPY, date)) {
            archive.underlying(at, quote(Stock.of("SPY"), "600", at));
            OptionContract put = OptionContract.equity(SPY, date.plusDays(30), Price.of("600"), Right.PUT);
            archive.option(
                    at,
                    new OptionQuote(
                            put, quote(put, "5", at), OptionalLong.empty(), OptionalDouble.of(vol), Optional.empty()));
            archive.sweepEnd(at);
        }
    }

    private static Quote quote(Instrument instrument, String price, Instant at) {
        return new Quote(
                instrument,
                Optional.of(Price.of(price)),
                Optional.of(Price.of(price)),
                Optional.empty(),
                OptionalLong.empty(),
                at,
                DataQuality.LIVE);
    }
}
