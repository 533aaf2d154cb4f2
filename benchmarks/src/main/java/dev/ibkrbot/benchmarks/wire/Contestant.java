package dev.ibkrbot.benchmarks.wire;

/** Who takes part in what. The first of each measure is what the others are compared with. */
enum Contestant {
    TICKS_LIBRARY(Measure.TICKS, "library", Program.JAVA, "decode"),
    TICKS_BARE(Measure.TICKS, "bare parser over bytes", Program.JAVA, "bare"),
    TICKS_CLIENT(Measure.TICKS, "@stoqey/ib, socket to event", Program.NODE, "client"),
    TICKS_DECODER(Measure.TICKS, "@stoqey/ib, decoder alone", Program.NODE, "decoder"),
    ORDERS_LIBRARY(Measure.ORDERS, "library", Program.JAVA, "decode"),
    ORDERS_CLIENT(Measure.ORDERS, "@stoqey/ib, socket to event", Program.NODE, "client"),
    ORDERS_DECODER(Measure.ORDERS, "@stoqey/ib, decoder alone", Program.NODE, "decoder"),
    FLOOD_LIBRARY(Measure.FLOOD, "library", Program.JAVA, "flood"),
    FLOOD_CLIENT(Measure.FLOOD, "@stoqey/ib", Program.NODE, "flood"),
    TRIPS_LIBRARY(Measure.TRIPS, "library, in the handler", Program.JAVA, "trips"),
    TRIPS_WAITING(Measure.TRIPS, "library, waiting thread", Program.JAVA, "waiting"),
    TRIPS_CLIENT(Measure.TRIPS, "@stoqey/ib, in the handler", Program.NODE, "trips");

    private final Measure measure;
    private final String title;
    private final Program program;
    private final String task;

    Contestant(Measure measure, String title, Program program, String task) {
        this.measure = measure;
        this.title = title;
        this.program = program;
        this.task = task;
    }

    Measure measure() {
        return measure;
    }

    String title() {
        return title;
    }

    Program program() {
        return program;
    }

    String task() {
        return task;
    }

    /** What runs it. */
    enum Program {
        JAVA,
        NODE
    }

    /** What is measured. */
    enum Measure {
        TICKS("decoding ticks, ns a message", "wall", "all threads", 1),
        ORDERS("decoding open orders, ns a message", "wall", "all threads", 1),
        FLOOD("ticks over loopback, ns a message", "wall", "all threads", 1),
        TRIPS("round trips, microseconds", "p50", "p99", 1000);

        private final String title;
        private final String first;
        private final String second;
        private final double unit;

        Measure(String title, String first, String second, double unit) {
            this.title = title;
            this.first = first;
            this.second = second;
            this.unit = unit;
        }

        String title() {
            return title;
        }

        /** What the first number of a round is. */
        String first() {
            return first;
        }

        String second() {
            return second;
        }

        /** Nanoseconds in the unit shown. */
        double unit() {
            return unit;
        }
    }
}
