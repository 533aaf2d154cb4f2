package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.Latch;
import dev.ibkrbot.broker.trade.RiskReview;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.execution.order.JournalReplay;
import dev.ibkrbot.stub.StubBroker;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Limits that were reached stand as long as they should, over restarts and whatever the figures say meanwhile. */
class LimitWatchTest {
    private static final Denial DAILY = new Denial("daily_loss", "below 10%", "12%");
    private static final Denial WEEKLY = new Denial("weekly_governor_active", "below 15%", "16%");
    /** A Wednesday. */
    private static final String TODAY = "2026-11-18";

    private EngineScene scene = new EngineScene();
    private final List<TradingBook> books = new ArrayList<>();

    /** Another process goes on with the journal at this moment. */
    private void restartAt(Instant moment) {
        scene.handle(new EngineEvent.StopRequested("test"));
        scene = new EngineScene(
                StubBroker.builder().at(moment).equity(Money.usd("100000")).build(), scene.journal);
        scene.start();
    }

    private static Instant at(String date) {
        return Instant.parse(date + "T16:00:00Z");
    }

    private TradingBook book() {
        scene.gate = (proposal, book) -> {
            books.add(book);
            return new RiskReview.Denied(proposal, List.of(new Denial("other", "", "")));
        };
        scene.proposes("2.50");
        books.clear();
        scene.cycle();
        assertThat(books).as(scene.skips().toString()).hasSize(1);
        return books.get(0);
    }

    @Test
    @Tag("S13")
    @Tag("T08")
    void latchesTheDailyLossUntilTheNextTradingDate() {
        scene.standing = book -> List.of(DAILY);
        scene.start();
        scene.standing = book -> List.of();

        Latch latch = new Latch("daily_loss", LocalDate.of(2026, 11, 19), "daily_loss: 12% against limit below 10%");
        assertThat(book().memory().latches()).containsExactly(latch);
        assertThat(scene.bodies("latch"))
                .containsExactly("{'code':'daily_loss','until':'2026-11-19',"
                        + "'detail':'daily_loss: 12% against limit below 10%'}");
        assertThat(scene.alerts()).containsExactly("daily_loss");

        restartAt(at(TODAY));
        assertThat(book().memory().latches()).containsExactly(latch);
        assertThat(scene.alerts()).isEmpty();

        restartAt(at("2026-11-19"));
        assertThat(book().memory().latches()).isEmpty();
        assertThat(scene.bodies("latch_released")).containsExactly("{'code':'daily_loss'}");
    }

    @Test
    @Tag("WG1")
    @Tag("RE6")
    void latchesTheGovernorUntilTheNextWeeksFirstTradingDate() {
        scene = new EngineScene(StubBroker.builder()
                .at(Instant.parse("2026-09-03T15:00:00Z"))
                .equity(Money.usd("100000"))
                .build());
        scene.standing = book -> List.of(WEEKLY);
        scene.start();

        // The Monday after is Labor Day.
        for (String date : List.of("2026-09-03", "2026-09-04")) {
            restartAt(at(date));
            assertThat(book().memory().latches())
                    .as(date)
                    .extracting(Latch::code, Latch::until)
                    .containsExactly(tuple("weekly_governor_active", LocalDate.of(2026, 9, 8)));
        }
        restartAt(at("2026-09-07"));
        assertThat(scene.bodies("latch_released")).isEmpty();
        restartAt(at("2026-09-08"));
        assertThat(book().memory().latches()).isEmpty();
        assertThat(scene.bodies("latch")).hasSize(1);
    }

    @Test
    void cancelsWorkingEntriesWhenALimitIsReached() {
        scene.start().proposes("2.50");
        scene.cycle();
        assertThat(scene.broker.cancelRequests()).isEmpty();

        scene.standing = book -> List.of(DAILY);
        scene.advanceTo(scene.broker.timeline().instant().plusSeconds(300));

        assertThat(scene.broker.cancelRequests())
                .contains(scene.last(OrderRole.ENTRY).id());
    }

    @Test
    @Tag("PD1")
    @Tag("PD3")
    void remembersEveryPositionOpenedAndLeftWithinADate() {
        scene.start();
        for (int trade = 0; trade < 4; trade++) {
            scene.advanceTo(scene.broker.timeline().instant().plusSeconds(600));
            scene.enter();
            scene.fill(OrderRole.TAKE_PROFIT, 10, "3.25");
            scene.advance(Duration.ofSeconds(5));
        }
        scene.advanceTo(scene.broker.timeline().instant().plusSeconds(600));

        LocalDate today = LocalDate.parse(TODAY);
        assertThat(book().memory().dayTrades()).containsExactly(today, today, today, today);
        restartAt(at("2026-11-19"));
        assertThat(book().memory().dayTrades()).containsExactly(today, today, today, today);
    }

    @Test
    @Tag("PD3")
    void countsADayTradeWhenPartIsSoldOnTheDayAndTheRestLater() {
        scene.holdOverNight();
        scene.start().enter();
        scene.fill(OrderRole.TAKE_PROFIT, 4, "3.25");
        restartAt(at("2026-11-19"));

        assertThat(JournalReplay.fold(scene.journal)
                        .history()
                        .memory(LocalDate.of(2026, 11, 19), 0)
                        .dayTrades())
                .containsExactly(LocalDate.parse(TODAY));
    }

    @Test
    @Tag("PD1")
    void countsWhatIsOpenSinceTodayAmongTheDayTradesItMayBecome() {
        scene.holdOverNight();
        scene.start().proposes("2.50");
        scene.cycle();
        assertThat(openToday()).isEqualTo(1);
    }

    @Test
    @Tag("PD1")
    void countsNoPositionTwiceAndNoneOfYesterday() {
        scene.holdOverNight();
        scene.start().enter();
        assertThat(openToday()).isEqualTo(1);
        scene.fill(OrderRole.TAKE_PROFIT, 4, "3.25");
        assertThat(openToday()).as("it is a day trade already").isZero();

        scene = new EngineScene();
        scene.holdOverNight();
        scene.start().enter();
        scene.advanceTo(at("2026-11-19"));
        assertThat(openToday()).as("held over night").isZero();
    }

    /** As another symbol is judged by. */
    private int openToday() {
        List<TradingBook> seen = new ArrayList<>();
        scene.standing = book -> {
            seen.add(book);
            return List.of();
        };
        scene.broker.becomes(ConnectionState.DISCONNECTED);
        scene.broker.becomes(ConnectionState.READY);
        scene.drain();
        return seen.get(seen.size() - 1).memory().openToday();
    }

    @Test
    void countsNoDayTradeForWhatWasHeldOverNight() {
        scene.holdOverNight();
        scene.start().enter();
        scene.advanceTo(at("2026-11-19"));
        scene.fill(OrderRole.TAKE_PROFIT, 10, "3.25");
        for (int i = 0; i < 5; i++) {
            scene.advance(Duration.ofSeconds(120));
        }

        assertThat(scene.bodies("exit")).hasSize(1);
        assertThat(book().memory().dayTrades()).isEmpty();
    }

    @Test
    void knowsTheFirstEquityOfTheWeek() {
        scene.start();
        assertThat(book().memory().weekStartEquity()).contains(Money.usd("100000"));
        scene.handle(new EngineEvent.StopRequested("test"));

        scene = new EngineScene(
                StubBroker.builder()
                        .at(at("2026-11-20"))
                        .equity(Money.usd("90000"))
                        .build(),
                scene.journal);
        scene.start();
        assertThat(book().memory().weekStartEquity()).contains(Money.usd("100000"));
        scene.handle(new EngineEvent.StopRequested("test"));

        scene = new EngineScene(
                StubBroker.builder()
                        .at(at("2026-11-23"))
                        .equity(Money.usd("80000"))
                        .build(),
                scene.journal);
        scene.start();
        assertThat(book().memory().weekStartEquity()).contains(Money.usd("80000"));
    }

    /** A gateway that has just logged in may tell of nothing: no loss could be measured against it. */
    @Test
    @Tag("DL4")
    void takesNoEquityOfNothingForTheStartOfADay() {
        scene = new EngineScene(
                StubBroker.builder().at(at(TODAY)).equity(Money.usd("0")).build());
        scene.standing = book -> book.account().isPresent() ? List.of(DAILY) : List.of();
        scene.start();
        assertThat(scene.bodies("day_start")).isEmpty();
        assertThat(scene.bodies("latch")).isEmpty();
        scene.handle(new EngineEvent.StopRequested("test"));

        scene = new EngineScene(
                StubBroker.builder().at(at(TODAY)).equity(Money.usd("90000")).build(), scene.journal);
        scene.start();
        assertThat(book().startOfDayEquity()).contains(Money.usd("90000"));
        assertThat(book().memory().weekStartEquity()).contains(Money.usd("90000"));
    }

    @Test
    void endsTheDayWithTheSecondChangeOfStrategy() {
        scene.start();
        scene.handle(new EngineEvent.StrategyPivoted("A", "B", 2));
        assertThat(scene.bodies("latch")).isEmpty();

        restartAt(at(TODAY));
        scene.handle(new EngineEvent.StrategyPivoted("B", "A", 2));

        assertThat(scene.bodies("pivot"))
                .containsExactly(
                        "{'date':'2026-11-18','from':'A','to':'B','count':1}",
                        "{'date':'2026-11-18','from':'B','to':'A','count':2}");
        assertThat(book().memory().latches()).extracting(Latch::code).containsExactly("intraday_pivot_limit_reached");
        restartAt(at("2026-11-19"));
        assertThat(book().memory().latches()).isEmpty();
        scene.handle(new EngineEvent.StrategyPivoted("A", "B", 2));
        assertThat(scene.bodies("latch")).hasSize(1);
    }

    @Test
    void endsTheDayWhenEntriesRunAway() {
        scene.gate = (proposal, book) ->
                new RiskReview.Denied(proposal, List.of(new Denial("order_rate", "6 per minute", "7")));
        scene.start().proposes("2.50");
        for (int i = 0; i < 6; i++) {
            scene.cycle();
        }
        restartAt(at(TODAY));
        scene.gate = (proposal, book) ->
                new RiskReview.Denied(proposal, List.of(new Denial("order_rate", "6 per minute", "7")));
        scene.proposes("2.50");
        for (int i = 0; i < 3; i++) {
            scene.cycle();
        }
        assertThat(scene.bodies("latch")).isEmpty();

        scene.cycle();

        assertThat(scene.bodies("latch")).singleElement().asString().contains("'order_rate'", "'until':'2026-11-19'");
        assertThat(scene.alerts()).containsExactly("order_rate");
    }

    @Test
    void tellsOfSpentDayTradesOnceADate() {
        scene.gate = (proposal, book) ->
                new RiskReview.Denied(proposal, List.of(new Denial("pdt_limit_reached", "3 in 5", "3")));
        scene.start().proposes("2.50");
        scene.cycle();
        scene.cycle();
        assertThat(scene.alerts()).containsExactly("pdt_limit_reached");
        assertThat(scene.bodies("latch")).isEmpty();
    }
}
