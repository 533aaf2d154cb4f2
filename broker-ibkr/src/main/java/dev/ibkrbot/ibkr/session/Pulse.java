package dev.ibkrbot.ibkr.session;

/**
 * Asks for the time to see that somebody is there. The first question without an answer makes a link weak, the second
 * ends it. Guarded by the broker's lock.
 */
final class Pulse {
    private final Machinery machinery;
    private final SessionSettings settings;
    private final ServerClock serverClock;
    private final Patient patient;
    private Timers.Timer next = () -> {};
    private boolean asked;
    private int misses;

    Pulse(Machinery machinery, SessionSettings settings, ServerClock serverClock, Patient patient) {
        this.machinery = machinery;
        this.settings = settings;
        this.serverClock = serverClock;
        this.patient = patient;
    }

    /** Whose pulse it is. */
    interface Patient {
        boolean isAlive();

        void ask();

        /** It became weak or strong again. */
        void changed();

        void died();
    }

    boolean isWeak() {
        return misses > 0;
    }

    void stop() {
        next.cancel();
    }

    void beat() {
        synchronized (machinery.lock()) {
            if (patient.isAlive()) {
                asked = true;
                serverClock.asked();
                patient.ask();
                next = machinery.timers().after(settings.heartbeatTimeout(), this::missed);
            }
        }
    }

    void answered(long epochMillis) {
        serverClock.answered(epochMillis);
        if (asked) {
            asked = false;
            misses = 0;
            next.cancel();
            next = machinery.timers().after(settings.heartbeat(), this::beat);
            patient.changed();
        }
    }

    private void missed() {
        synchronized (machinery.lock()) {
            if (!patient.isAlive() || !asked) {
                return;
            }
            misses++;
            if (misses >= 2) {
                patient.died();
            } else {
                patient.changed();
                beat();
            }
        }
    }
}
