package dev.ibkrbot.stub;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import java.util.EnumMap;
import java.util.Map;

/** Which calls are to fail, and how often. Guarded by the broker's lock. */
final class StubFailures {
    private final Map<StubCall, Planned> planned = new EnumMap<>(StubCall.class);

    private static final class Planned {
        private final Recovery recovery;
        private int left;

        Planned(Recovery recovery, int times) {
            this.recovery = recovery;
            left = times;
        }
    }

    void plan(StubCall call, int times, Recovery recovery) {
        planned.put(call, new Planned(recovery, times));
    }

    void check(StubCall call) {
        Planned next = planned.get(call);
        if (next != null && next.left > 0) {
            next.left--;
            throw new BrokerException("scripted failure of " + call, next.recovery);
        }
    }
}
