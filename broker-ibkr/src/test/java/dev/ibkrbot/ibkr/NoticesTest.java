package dev.ibkrbot.ibkr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.BrokerNotice;
import dev.ibkrbot.broker.BrokerNotice.Condition;
import dev.ibkrbot.broker.BrokerNotice.Severity;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.ibkr.session.Connector;
import dev.ibkrbot.ibkr.wire.Inbound;
import dev.ibkrbot.ibkr.wire.MarketMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What notices about farms, links and other sessions do to quotes, and how many of them are told, in virtual time. */
class NoticesTest {
    private final Bench bench = Bench.paper();
    private final List<DataQuality> qualities = new ArrayList<>();

    private void stream() {
        bench.broker.stream(Bench.SPY, quote -> qualities.add(quote.quality()));
        bench.time.settle();
    }

    private void tick() {
        List<List<String>> asked = bench.gateway.last().messages("1");
        int id = Integer.parseInt(asked.get(asked.size() - 1).get(2));
        send(new MarketMessage.TickPrice(id, 1, 600.01, 1, 0));
    }

    private void send(Inbound message) {
        bench.gateway.last().send(message);
        bench.time.settle();
    }

    private List<Condition> conditions() {
        return bench.notices.stream()
                .map(BrokerNotice::condition)
                .filter(it -> it != Condition.UNCHANGED)
                .toList();
    }

    private CompletableFuture<Quote> snapshot() {
        CompletableFuture<Quote> quote = bench.asked(bench.broker.quotes().quote(Bench.SPY));
        List<List<String>> asked = bench.gateway.last().messages("1");
        int id = Integer.parseInt(asked.get(asked.size() - 1).get(2));
        send(new MarketMessage.TickPrice(id, 1, 600.01, 1, 0));
        send(new MarketMessage.SnapshotEnd(id));
        return quote;
    }

    @Test
    @Tag("C12")
    void takesQuotesForOldFromABrokenFarmToAFreshTick() {
        stream();
        tick();
        bench.notice(-1, 2103, "Market data farm connection is broken:usfarm");
        tick();
        assertThat(snapshot().join().quality()).isEqualTo(DataQuality.FROZEN);
        assertThat(qualities).containsExactly(DataQuality.LIVE, DataQuality.FROZEN, DataQuality.FROZEN);
        bench.notice(-1, 2104, "Market data farm connection is OK:usfarm");
        bench.pass(2);
        assertThat(qualities).as("nothing is live before a fresh tick").hasSize(3);
        tick();
        assertThat(qualities).endsWith(DataQuality.LIVE).hasSize(4);
        assertThat(snapshot().join().quality()).isEqualTo(DataQuality.LIVE);
        assertThat(conditions()).containsExactly(Condition.DATA_LOST, Condition.DATA_BACK);
        assertThat(bench.broker.connection()).isEqualTo(ConnectionState.READY);
    }

    @Test
    @Tag("C12")
    void subscribesOnceMoreWhenTheLastFarmIsBack() {
        stream();
        bench.notice(-1, 2103, "broken:usfarm");
        bench.notice(-1, 2103, "broken:usopt");
        bench.notice(-1, 2104, "OK:usfarm");
        bench.pass(5);
        assertThat(bench.gateway.last().messages("1")).hasSize(1);
        bench.notice(-1, 2108, "dormant:usopt");
        bench.pass(5);
        List<List<String>> asked = bench.gateway.last().messages("1");
        assertThat(asked).hasSize(2);
        assertThat(bench.gateway.last().messages("2"))
                .as("the first subscription is canceled")
                .extracting(it -> it.get(2))
                .containsExactly(asked.get(0).get(2));
        assertThat(bench.broker.openMarketDataLines()).isEqualTo(1);
    }

    @Test
    @Tag("C12")
    @Tag("C20")
    void staysCalmWhileAFarmFlaps() {
        stream();
        for (int i = 0; i < 500; i++) {
            bench.notice(-1, 2103, "broken:usfarm");
            bench.notice(-1, 2104, "OK:usfarm");
        }
        bench.pass(60);
        assertThat(bench.gateway.last().messages("1")).hasSize(2);
        assertThat(conditions()).containsExactly(Condition.DATA_LOST, Condition.DATA_BACK);
    }

    @ParameterizedTest
    @CsvSource({"2105", "2106", "2107", "2119", "2157", "2158"})
    @Tag("C13")
    void leavesQuotesAloneWhenAnotherKindOfFarmFails(int code) {
        stream();
        bench.notice(-1, code, "farm:ushmds");
        tick();
        assertThat(qualities).containsExactly(DataQuality.LIVE);
        assertThat(conditions()).isEmpty();
        assertThat(bench.notices).extracting(BrokerNotice::code).containsExactly(code);
    }

    @ParameterizedTest
    @CsvSource({"1100, 1102", "2110, 1102", "1100, 1101", "2110, 1101"})
    @Tag("C10")
    @Tag("C13")
    void takesQuotesForOldWithoutTheGatewaysLink(int down, int up) {
        stream();
        tick();
        bench.notice(-1, down, "Connectivity between IB and TWS has been lost");
        assertThat(bench.broker.connection()).isEqualTo(ConnectionState.DISCONNECTED);
        tick();
        assertThat(qualities).containsExactly(DataQuality.LIVE, DataQuality.FROZEN, DataQuality.FROZEN);
        bench.notice(-1, up, "restored");
        tick();
        assertThat(qualities).endsWith(DataQuality.LIVE);
        assertThat(bench.gateway.last().messages("1")).hasSize(up == 1101 ? 2 : 1);
    }

    @Test
    @Tag("C18")
    void holdsQuotesBackWhileTheUserIsLoggedInElsewhere() {
        stream();
        tick();
        String id = bench.gateway.last().messages("1").get(0).get(2);
        for (int i = 0; i < 50; i++) {
            bench.notice(Integer.parseInt(id), 10197, "No market data during competing live session");
        }
        assertThat(qualities).containsExactly(DataQuality.LIVE, DataQuality.FROZEN);
        assertThat(conditions()).containsExactly(Condition.DATA_LOST);
        bench.pass(61);
        assertThat(bench.gateway.last().messages("1"))
                .as("asked again after a while")
                .hasSize(2);
        tick();
        assertThat(qualities).endsWith(DataQuality.LIVE);
        assertThat(conditions()).containsExactly(Condition.DATA_LOST, Condition.DATA_BACK);
        assertThat(bench.broker.connection()).isEqualTo(ConnectionState.READY);
    }

    @Test
    @Tag("C11")
    void callsOnceForAPersonWhenTheLinkStaysAwayHoweverOftenItIsTold() {
        for (int i = 0; i < 833; i++) {
            bench.notice(-1, 1100, "Connectivity between IB and TWS has been lost");
            bench.pass(1);
        }
        assertThat(bench.notices).extracting(BrokerNotice::code).containsExactly(1100, 0);
        assertThat(bench.notices.get(1).severity()).isEqualTo(Severity.URGENT);
        assertThat(bench.notices.get(1).text()).contains("for 5 min");
        bench.pass(3600);
        assertThat(urgent()).as("once more in the next hour").isEqualTo(2);
        bench.notice(-1, 1102, "restored - data maintained");
        bench.pass(7200);
        assertThat(urgent()).isEqualTo(2);
    }

    private long urgent() {
        return bench.notices.stream()
                .filter(it -> it.severity() == Severity.URGENT)
                .count();
    }

    @Test
    @Tag("C16")
    void sleepsThroughTheNightlyReset() {
        // From 10:30 to 23:00 of the exchange.
        bench.pass(45_000);
        bench.notice(-1, 1100, "Connectivity between IB and TWS has been lost");
        bench.pass(3600);
        bench.notice(-1, 1101, "restored - data lost");
        assertThat(urgent()).isZero();
        assertThat(bench.broker.connection()).isEqualTo(ConnectionState.READY);
        bench.notice(-1, 1100, "Connectivity between IB and TWS has been lost");
        bench.pass(5400);
        assertThat(urgent()).as("it outlives the reset").isEqualTo(1);
    }

    @Test
    @Tag("C17")
    void callsForAPersonWhenNobodyLogsTheGatewayIn() {
        bench.gateway.talks = false;
        bench.gateway.last().end(Connector.Ending.BY_PEER);
        bench.pass(301);
        assertThat(urgent()).isEqualTo(1);
        bench.pass(3 * 86_400);
        // Each hour, and a minute later when the look a moment before was too early.
        assertThat(urgent()).isBetween(70L, 74L);
        assertThat(bench.broker.connection()).isNotEqualTo(ConnectionState.READY);
    }

    @Test
    void tellsAFloodOfErrorsAsAHandful() {
        for (int i = 0; i < 100_000; i++) {
            bench.notice(-1, 20_000 + i, "something new");
        }
        bench.pass(11);
        assertThat(bench.notices).hasSize(101);
        assertThat(bench.notices.get(100).text()).startsWith("99900 more notices");
        bench.notice(-1, 20_000, "something new");
        bench.notice(-1, 19_000, "something newer");
        assertThat(bench.notices).hasSize(103);
    }

    @Test
    void tellsARepeatedErrorOnceInAWhile() {
        for (int i = 0; i < 3600; i++) {
            bench.notice(-1, 20_000, "something new");
            bench.pass(1);
        }
        assertThat(bench.notices).hasSize(4);
    }
}
