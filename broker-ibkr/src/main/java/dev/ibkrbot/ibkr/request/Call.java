package dev.ibkrbot.ibkr.request;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.ibkr.notice.Category;
import dev.ibkrbot.ibkr.notice.NoticeRule;
import dev.ibkrbot.ibkr.session.Timers;
import dev.ibkrbot.ibkr.wire.Encoder;
import dev.ibkrbot.ibkr.wire.InboundHandler;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One question with one answer. It is over at the first of: its answer, a failing notice, its deadline, the end of the
 * session; whatever comes later is ignored. Guarded by the broker's lock; the stage completes on the events thread.
 */
abstract class Call<T> implements InboundHandler {
    private final String what;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private Optional<Calls> calls = Optional.empty();
    private Timers.Timer deadline = () -> {};
    private Optional<BrokerException> warning = Optional.empty();
    private int id;
    private boolean sent;
    private boolean over;

    /** Named for people: "quote of SPY". */
    Call(String what) {
        this.what = what;
    }

    /** The question with this number. */
    abstract byte[] request(Encoder encoder, int requestId);

    /** What ends a question the gateway would go on answering. */
    Optional<byte[]> cancellation(Encoder encoder, int requestId) {
        return Optional.empty();
    }

    /** The deadline has come: what was collected is not an answer unless it is overridden to be. */
    void expired() {
        stop(unanswered());
    }

    /** A notice with our number. */
    void notice(NoticeRule rule, String text) {
        if (rule.failsRequest()) {
            fail(new NoticeException(what, rule, text));
        } else if (rule.category() == Category.WARNING) {
            // It may go on, with delayed data for instance. If it does not, this is the reason.
            warning = Optional.of(new NoticeException(what, rule, text));
        }
    }

    /** Why there is nothing to show: the last warning, or silence. */
    final BrokerException unanswered() {
        return warning.orElseGet(() -> new BrokerException(what + ": no answer in time", Recovery.RETRY_LATER));
    }

    /** What came so far answers an earlier question. */
    void restart() {}

    /** Runs once when it is over, however it ended. */
    void finished() {}

    final String what() {
        return what;
    }

    final int id() {
        return id;
    }

    final boolean isOver() {
        return over;
    }

    final CompletableFuture<T> answer() {
        return answer;
    }

    final void begin(Calls owner, int requestId) {
        calls = Optional.of(owner);
        id = requestId;
    }

    final void sent() {
        sent = true;
    }

    /** Whether it left for the gateway, which may answer it. */
    final boolean wasSent() {
        return sent;
    }

    final void until(Timers.Timer timer) {
        deadline = timer;
    }

    /** The gateway has nothing more to say. */
    final void succeed(T value) {
        end(() -> answer.complete(value), false);
    }

    /** Enough is known; the gateway is told to stop. */
    final void succeedEarly(T value) {
        end(() -> answer.complete(value), true);
    }

    /** The gateway has ended it. */
    final void fail(BrokerException why) {
        end(() -> answer.completeExceptionally(why), false);
    }

    /** We end it; the gateway is told to stop. */
    final void stop(BrokerException why) {
        end(() -> answer.completeExceptionally(why), true);
    }

    private void end(Runnable completion, boolean tellGateway) {
        if (over) {
            return;
        }
        over = true;
        deadline.cancel();
        try {
            calls.ifPresent(it -> it.ended(this, tellGateway));
        } finally {
            // Whatever keeps the cancellation from being queued must not keep a market data line too.
            finished();
            calls.ifPresentOrElse(it -> it.later(completion), completion);
        }
    }
}
