package dev.ibkrbot.ibkr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.ibkr.session.Connector;
import dev.ibkrbot.ibkr.wire.AccountMessage;
import dev.ibkrbot.ibkr.wire.Inbound;
import dev.ibkrbot.ibkr.wire.OrderMessage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lists whose answers carry no number, from a gateway that answers late or never. */
@Tag("O36")
class LateAnswersTest {
    private static final int PATIENCE = 16;

    private final Bench bench = Bench.paper();

    @BeforeEach
    void answerNothing() {
        bench.gateway.whenAsked = (line, fields) -> {};
    }

    private CompletableFuture<List<OpenOrder>> orders() {
        return bench.asked(bench.broker.orders().openOrders());
    }

    private CompletableFuture<List<Position>> positions() {
        return bench.asked(bench.broker.accounts().positions());
    }

    private void say(Inbound... messages) {
        for (Inbound message : messages) {
            bench.gateway.last().send(message);
        }
        bench.time.settle();
    }

    private static AccountMessage.PositionLine holding(int shares) {
        return new AccountMessage.PositionLine(
                Bench.ACCOUNT, Bench.spy(), BigDecimal.valueOf(shares), Optional.of(BigDecimal.TEN));
    }

    @Test
    void takesTheLateEndOfAnEarlierListForNoAnswer() {
        CompletableFuture<List<OpenOrder>> first = orders();
        bench.pass(PATIENCE);
        assertThat(first).isCompletedExceptionally();
        CompletableFuture<List<OpenOrder>> second = orders();
        say(new OrderMessage.OpenEnd());
        assertThat(second).as("nothing was said about the second question").isNotDone();
        say(Bench.openMessage(1, "Submitted"), new OrderMessage.OpenEnd());
        assertThat(second.join()).extracting(it -> it.order().id().value()).containsExactly(1);
    }

    @Test
    void keepsNothingOfALateListInTheNextOne() {
        positions();
        bench.pass(PATIENCE);
        CompletableFuture<List<Position>> second = positions();
        say(holding(5), new AccountMessage.PositionsEnd(), new AccountMessage.PositionsEnd());
        assertThat(second.join()).isEmpty();
        CompletableFuture<List<Position>> third = positions();
        say(holding(7), new AccountMessage.PositionsEnd());
        assertThat(third.join()).hasSize(1);
    }

    @Test
    void takesALateEndWhileNobodyAsks() {
        orders();
        bench.pass(PATIENCE);
        say(new OrderMessage.OpenEnd());
        CompletableFuture<List<OpenOrder>> second = orders();
        say(new OrderMessage.OpenEnd());
        assertThat(second.join()).isEmpty();
    }

    @Test
    void failsInDoubtButNotForEverWhenAnEndIsLost() {
        orders();
        bench.pass(PATIENCE);
        for (int i = 0; i < 3; i++) {
            CompletableFuture<List<OpenOrder>> doubtful = orders();
            say(new OrderMessage.OpenEnd());
            bench.pass(PATIENCE);
            assertThat(doubtful).isCompletedExceptionally();
        }
        bench.pass(PATIENCE);
        CompletableFuture<List<OpenOrder>> sure = orders();
        say(new OrderMessage.OpenEnd());
        assertThat(sure.join()).isEmpty();
    }

    @Test
    void owesNothingToAnotherConnection() {
        orders();
        bench.pass(PATIENCE);
        bench.gateway.last().end(Connector.Ending.BY_PEER);
        bench.pass(5);
        assertThat(bench.broker.connection()).isEqualTo(ConnectionState.READY);
        CompletableFuture<List<OpenOrder>> second = orders();
        say(new OrderMessage.OpenEnd());
        assertThat(second.join()).isEmpty();
    }
}
