package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.OcaGroup;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.order.TimeInForce;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.RiskReview;
import dev.ibkrbot.broker.trade.SizeRule;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.order.ExitSettings;
import dev.ibkrbot.execution.order.JournalReplay;
import dev.ibkrbot.stub.StubCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EntryScenarioTest {
    private final EngineScene scene = new EngineScene();

    @Test
    @Tag("BR2")
    void sendsEntryTargetAndStopAsOneGroup() {
        scene.start().proposes("2.50");

        scene.cycle();

        OrderGroup expected = new OrderGroup(List.of(
                order(1, "B1-E", OrderRole.ENTRY, Side.BUY, limit("2.50"), TimeInForce.DAY),
                order(2, "B1-T2", OrderRole.TAKE_PROFIT, Side.SELL, limit("3.25"), TimeInForce.GTC),
                order(3, "B1-S3", OrderRole.STOP_LOSS, Side.SELL, stop("2.00"), TimeInForce.GTC)));
        assertThat(scene.broker.submitted()).containsExactly(expected);
    }

    private static Order order(int id, String ref, OrderRole role, Side side, OrderTerms terms, TimeInForce tif) {
        boolean exit = role.isExit();
        return new Order(
                new OrderId(id),
                new OrderRef(ref),
                role,
                EngineScene.CALL,
                side,
                Quantity.of(10),
                terms,
                tif,
                exit ? Optional.of(new OrderId(1)) : Optional.empty(),
                exit ? Optional.of(new OcaGroup("B1")) : Optional.empty(),
                EngineScene.DIGEST);
    }

    private static OrderTerms limit(String price) {
        return new OrderTerms.Limit(Price.of(price));
    }

    private static OrderTerms stop(String price) {
        return new OrderTerms.Stop(Price.of(price));
    }

    @Test
    @Tag("PL")
    void journalsTheWholeLifeOfATrade() {
        scene.start().proposes("2.50");
        scene.cycle();
        long before = scene.journal.head().sequence() + 1;

        Execution bought = scene.fillOf(OrderRole.ENTRY, 10, "2.50");
        scene.charge(bought, "6.55");
        Execution sold = scene.fillOf(OrderRole.TAKE_PROFIT, 10, "3.25");
        scene.cancelAtBroker(new OrderId(3));
        scene.charge(sold, "6.60");

        assertThat(scene.linesFrom(before))
                .containsExactly(
                        "fill {'execution':'stub-1','order_id':1,'ref':'B1-E','role':'ENTRY','symbol':'SPY',"
                                + "'instrument':'SPY 20261120 C 100.00','side':'BUY','quantity':'10','price':'2.50',"
                                + "'at':'2026-11-18T15:30:00Z'}",
                        "commission {'execution':'stub-1','ref':'B1-E','amount':'6.55','currency':'USD'}",
                        "fill {'execution':'stub-2','order_id':2,'ref':'B1-T2','role':'TAKE_PROFIT','symbol':'SPY',"
                                + "'instrument':'SPY 20261120 C 100.00','side':'SELL','quantity':'10','price':'3.25',"
                                + "'at':'2026-11-18T15:30:00Z'}",
                        "order {'ref':'B1-S3','order_id':3,'role':'STOP_LOSS','from':'WORKING','state':'CANCELED',"
                                + "'reason':'OCA'}",
                        "commission {'execution':'stub-2','ref':'B1-T2','amount':'6.60','currency':'USD'}",
                        "exit {'trade':'scalp/SPY/2026-11-18T15:30:00Z/BUY','strategy':'scalp','symbol':'SPY',"
                                + "'instrument':'SPY 20261120 C 100.00','side':'BUY','quantity':'10',"
                                + "'entry_time':'2026-11-18T15:30:00Z','exit_time':'2026-11-18T15:30:00Z',"
                                + "'entry_price':'2.50','exit_price':'3.25','profit':'750.00','fees':'13.15',"
                                + "'currency':'USD','reason':'take_profit'}");
    }

    @Test
    void cancelsAnEntryThatIsNotFilledInTime() {
        scene.start().proposes("2.50");
        scene.cycle();

        scene.advance(Duration.ofSeconds(29));
        assertThat(scene.broker.cancelRequests()).isEmpty();
        scene.advance(Duration.ofSeconds(1));

        assertThat(scene.broker.cancelRequests()).containsExactly(new OrderId(1));
        assertThat(scene.bodies("abandoned"))
                .containsExactly(
                        "{'trade':'scalp/SPY/2026-11-18T15:30:00Z/BUY','symbol':'SPY','reason':'entry_timeout'}");
    }

    @Test
    @Tag("O14")
    void restsAfterARejectionAndUsesTheSignalUp() {
        scene.start();
        Plan.Proposed same = scene.proposal("2.50");
        scene.planner = symbol -> CompletableFuture.completedFuture(same);
        scene.broker.rejectNext(201, "insufficient funds");
        scene.cycle();
        scene.cycle();
        scene.advance(Duration.ofMinutes(5));
        scene.cycle();

        assertThat(scene.bodies("abandoned"))
                .containsExactly("{'trade':'scalp/SPY/2026-11-18T15:30:00Z/BUY','symbol':'SPY','reason':'rejected'}");
        assertThat(scene.skips()).containsExactly("cooldown", "signal_used");
        assertThat(scene.count(OrderRole.ENTRY)).isEqualTo(1);
    }

    private static Plan.Proposed halved(Plan.Proposed plan, SizeRule half) {
        return new Plan.Proposed(plan.signal(), plan.proposal().withSize(half), plan.funnel());
    }

    @Test
    void pricesAnEntryAnewAsOftenAsAllowed() {
        ExitSettings patient = ExitSettings.DEFAULT;
        ExitSettings once = new ExitSettings(
                patient.entryTimeout(),
                1,
                patient.protectionTimeout(),
                patient.closeTimeout(),
                patient.cancelTimeout(),
                patient.feeWait(),
                patient.closeStyle(),
                patient.refusedExits());
        EngineSettings defaults = scene.settings;
        scene.settings = new EngineSettings(
                defaults.mode(),
                defaults.symbols(),
                defaults.lastEntryBeforeClose(),
                defaults.flattenBeforeClose(),
                defaults.forceCloseDte(),
                defaults.cooldown(),
                defaults.auditInterval(),
                once,
                defaults.recording(),
                1);
        SizeRule half = new SizeRule(Percent.of("50"), true);
        List<SizeRule> sizes = new ArrayList<>();
        Gate approving = scene.gate;
        scene.gate = (proposal, book) -> {
            sizes.add(proposal.size());
            return approving.review(proposal, book);
        };
        scene.planner = symbol -> CompletableFuture.completedFuture(halved(scene.proposal("2.40"), half));
        scene.start();
        scene.cycle();

        scene.advance(Duration.ofSeconds(30));
        assertThat(sizes).containsExactly(half, half);
        assertThat(scene.last(OrderRole.ENTRY).terms()).isEqualTo(limit("2.50"));
        assertThat(scene.last(OrderRole.ENTRY).id()).isEqualTo(new OrderId(4));
        scene.advance(Duration.ofSeconds(30));

        assertThat(scene.count(OrderRole.ENTRY)).isEqualTo(2);
        assertThat(scene.bodies("abandoned")).hasSize(2);
        assertThat(JournalReplay.fold(scene.journal).usedSignals()).hasSize(1);
    }

    @Test
    void saysWhyACycleIsSkipped() {
        scene.proposes("2.50");
        scene.build(scene.journal);
        scene.cycle();
        scene.broker.connect(scene.engine.brokerListener());
        scene.settle();
        scene.cycle();
        scene.cycle();
        scene.fill(OrderRole.ENTRY, 10, "2.50");
        scene.cycle();
        scene.fill(OrderRole.STOP_LOSS, 10, "1.99");
        scene.cancelAtBroker(new OrderId(2));
        scene.advance(Duration.ofSeconds(5));
        scene.cycle();
        scene.advanceTo(Instant.parse("2026-11-18T20:45:00.5Z"));
        scene.cycle();
        scene.advanceTo(Instant.parse("2026-11-18T21:00:00Z"));
        scene.cycle();
        scene.advanceTo(Instant.parse("2026-11-19T14:29:59Z"));
        scene.cycle();
        scene.handle(new EngineEvent.HaltRequested("test"));
        scene.cycle();

        assertThat(scene.skips())
                .containsExactly(
                        "not_ready",
                        "working_order",
                        "position_open",
                        "cooldown",
                        "after_last_entry",
                        "market_closed",
                        "before_open",
                        "halted");
    }

    @Test
    void countsSkipsAndHoldsInsteadOfJournalingThem() {
        scene.settings = EngineSettings.defaults(TradingMode.PAPER, List.of(EngineScene.SPY), CycleRecording.COUNTED);
        scene.start();
        long before = scene.journal.head().sequence();

        scene.cycle();
        scene.advanceTo(Instant.parse("2026-11-18T20:50:00Z"));
        scene.cycle();

        assertThat(scene.journal.head().sequence()).isEqualTo(before);
        EngineStatus status = scene.engine.snapshot(scene.broker.timeline().instant());
        assertThat(status.counts())
                .isEqualTo(new DayCounts(2, 1, 0, 0, 0, 0, List.of(new StrategyCount("scalp", 1, 0, true))));
        assertThat(status.skips()).isEqualTo(Map.of("after_last_entry", 1L));
    }

    @Test
    @Tag("OC6")
    void sendsNothingInADryRun() {
        scene.settings = EngineSettings.defaults(TradingMode.DRY_RUN, List.of(EngineScene.SPY), CycleRecording.EACH);
        scene.start().proposes("2.50");

        scene.cycle();

        assertThat(scene.broker.submitted()).isEmpty();
        assertThat(scene.bodies("dry_run")).singleElement().asString().contains("B1-E", "B1-T2", "B1-S3");
        assertThat(scene.bodies("abandoned")).hasSize(1);
    }

    @Test
    void journalsEveryDenialWithItsReasons() {
        scene.gate = (proposal, book) ->
                new RiskReview.Denied(proposal, List.of(new Denial("cash", "100.00 USD", "250.00 USD")));
        scene.start().proposes("2.50");

        scene.cycle();

        assertThat(scene.broker.submitted()).isEmpty();
        assertThat(scene.bodies("denial"))
                .containsExactly("{'id':'scalp/SPY/2026-11-18T15:30:00Z/BUY','symbol':'SPY',"
                        + "'instrument':'SPY 20261120 C 100.00',"
                        + "'denials':[{'code':'cash','limit':'100.00 USD','actual':'250.00 USD'}]}");
    }

    @Test
    @Tag("SCH4")
    void alertsOncePerDateWhenTheDailyLossDenies() {
        scene.gate =
                (proposal, book) -> new RiskReview.Denied(proposal, List.of(new Denial("daily_loss", "15%", "16%")));
        scene.start().proposes("2.50");

        scene.cycle();
        scene.advance(Duration.ofMinutes(5));
        scene.cycle();
        assertThat(scene.alerts()).containsExactly("daily_loss");

        scene.advanceTo(Instant.parse("2026-11-19T15:00:00Z"));
        scene.cycle();
        assertThat(scene.alerts()).containsExactly("daily_loss", "daily_loss");
    }

    @Test
    void handsTheGateTheEquityTheDayBeganWith() {
        List<TradingBook> books = new ArrayList<>();
        scene.gate = (proposal, book) -> {
            books.add(book);
            return EngineScene.approve(proposal, 10);
        };
        scene.start().proposes("2.50");

        scene.cycle();

        assertThat(scene.bodies("day_start"))
                .containsExactly("{'date':'2026-11-18','equity':'100000.00','currency':'USD'}");
        assertThat(books).hasSize(1);
        assertThat(books.get(0).startOfDayEquity()).contains(Money.usd("100000"));
        assertThat(books.get(0).account()).isPresent();
    }

    @Test
    @Tag("DL4")
    void neverJournalsAnEquityThatIsNotKnown() {
        List<TradingBook> books = new ArrayList<>();
        scene.gate = (proposal, book) -> {
            books.add(book);
            return new RiskReview.Denied(proposal, List.of(new Denial("equity_unknown", "known", "unknown")));
        };
        scene.start();
        scene.advanceTo(Instant.parse("2026-11-19T15:00:00Z").minusSeconds(1800).minusSeconds(1));
        scene.broker.fail(StubCall.SNAPSHOT, 1000, Recovery.RETRY_LATER);
        scene.advanceTo(Instant.parse("2026-11-19T15:00:00Z"));
        scene.proposes("2.50");
        scene.cycle();

        assertThat(scene.bodies("day_start")).hasSize(1);
        assertThat(books).hasSize(1);
        assertThat(books.get(0).startOfDayEquity()).isEmpty();
        assertThat(books.get(0).account()).isEmpty();
    }

    @Test
    void refusesAnApprovalThatHasExpired() {
        scene.gate = (proposal, book) -> new RiskReview.Approved(
                proposal,
                Quantity.of(10),
                EngineScene.DIGEST,
                proposal.decidedAt().minusSeconds(1));
        scene.start().proposes("2.50");

        scene.cycle();

        assertThat(scene.broker.submitted()).isEmpty();
        assertThat(scene.bodies("signal")).singleElement().asString().contains("'outcome':'approval_expired'");
    }

    @Test
    @Tag("O44")
    @Tag("P1")
    void usesASignalOnlyOnce() {
        scene.start();
        Plan.Proposed same = scene.proposal("2.50");
        scene.planner = symbol -> CompletableFuture.completedFuture(same);
        scene.cycle();
        scene.advance(Duration.ofSeconds(30));
        scene.advance(Duration.ofMinutes(5));

        scene.cycle();

        assertThat(scene.count(OrderRole.ENTRY)).isEqualTo(1);
        assertThat(scene.skips()).containsExactly("signal_used");
    }

    @Test
    void endsTheDayWithASummary() {
        scene.start();
        scene.cycle();
        scene.advanceTo(Instant.parse("2026-11-18T21:00:00Z"));

        assertThat(scene.bodies("day_end"))
                .containsExactly("{'date':'2026-11-18','cycles':1,'holds':1,'signals':0,'denials':0,'entries':0,"
                        + "'exits':0,'strategies':[{'strategy':'scalp','evaluations':1,'signals':0,'can_fire':true}],"
                        + "'equity':'100000.00','currency':'USD'}");
    }
}
