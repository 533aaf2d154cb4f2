package dev.ibkrbot.cli.gateway;

import dev.ibkrbot.ibkr.session.GatewayException;
import dev.ibkrbot.ibkr.session.GatewayFault;
import dev.ibkrbot.ibkr.session.SessionObserver;
import dev.ibkrbot.ibkr.session.SessionStep;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells in one line each what a session waits for and when it works: not every try. Confined to the events thread. */
final class LinkLines implements SessionObserver {
    private final Consumer<String> out;
    private final SessionObserver watch;
    private Optional<GatewayFault> told = Optional.empty();
    private String version = "";

    /** {@code watch} hears everything, too. */
    LinkLines(Consumer<String> out, SessionObserver watch) {
        this.out = out;
        this.watch = watch;
    }

    @Override
    public void passed(SessionStep step, Duration took, String detail) {
        watch.passed(step, took, detail);
        if (step == SessionStep.HANDSHAKE) {
            version = detail;
        } else if (step == SessionStep.ACCOUNT) {
            told = Optional.empty();
            out.accept("connected, " + version + ", account " + detail);
        }
    }

    @Override
    public void failed(GatewayException why, Optional<Duration> nextTry) {
        watch.failed(why, nextTry);
        if (nextTry.isPresent() && told.filter(why.fault()::equals).isEmpty()) {
            told = Optional.of(why.fault());
            String until = why.fault() == GatewayFault.LOST ? "" : ". It is tried again";
            out.accept(why.detail() + "; " + why.fault().advice() + until);
        }
    }
}
