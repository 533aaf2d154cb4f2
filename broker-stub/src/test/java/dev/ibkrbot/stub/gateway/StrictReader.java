package dev.ibkrbot.stub.gateway;

import java.util.List;
import java.util.Map;

/**
 * Reads messages as the strictest of the known clients do: every field in its place, of its kind, and not one more or
 * less than the protocol sheet has at this version. A message that is not listed fails. Confined to one thread.
 */
final class StrictReader {
    static final String CONTRACT = "i t t t n t t t t t t";

    /** Messages of one form at every version, after their id. */
    private static final Map<Integer, String> PLAIN = Map.ofEntries(
            Map.entry(1, "6 i i n d i"),
            Map.entry(2, "6 i i d"),
            Map.entry(3, "i t d d n l i n i t n"),
            Map.entry(6, "2 t t t t"),
            Map.entry(7, "8 " + CONTRACT + " d n n n n n t"),
            Map.entry(8, "1 t"),
            Map.entry(9, "1 i"),
            Map.entry(15, "1 t"),
            Map.entry(19, "1 t"),
            Map.entry(21, "i i i n n n n n n n n"),
            Map.entry(45, "6 i i n"),
            Map.entry(46, "6 i i t"),
            Map.entry(49, "1 l"),
            Map.entry(52, "1 i"),
            Map.entry(53, "1"),
            Map.entry(54, "1 t"),
            Map.entry(55, "1 i"),
            Map.entry(57, "1 i"),
            Map.entry(58, "1 i i"),
            Map.entry(59, "1 t n t u u w"),
            Map.entry(61, "3 t " + CONTRACT + " d n"),
            Map.entry(62, "1"),
            Map.entry(63, "1 i t t t t"),
            Map.entry(64, "1 i"),
            Map.entry(71, "3 i t " + CONTRACT + " d n t"),
            Map.entry(72, "1 i"),
            Map.entry(73, "1 i t t t t t"),
            Map.entry(74, "1 i"),
            Map.entry(76, "i"),
            Map.entry(81, "i n t i"),
            Map.entry(87, "i b"),
            Map.entry(88, "i t"),
            Map.entry(90, "i i t n n n n n d"),
            Map.entry(94, "i u u u"),
            Map.entry(95, "i d u u u n"),
            Map.entry(107, "i t"));

    /** Messages that are a list: what precedes the count, and each item. */
    private static final Map<Integer, List<String>> LISTS = Map.ofEntries(
            Map.entry(20, List.of("3 i", "i i t t t n t t t t t t t t t t")),
            Map.entry(77, List.of("i", "t t t")),
            Map.entry(78, List.of("", "t t")),
            Map.entry(80, List.of("", "t t t t w")),
            Map.entry(82, List.of("i", "i t t")),
            Map.entry(85, List.of("", "t t")),
            Map.entry(93, List.of("i", "n n")),
            Map.entry(106, List.of("i t t t", "t t t")));

    private final int version;

    StrictReader(int version) {
        this.version = version;
    }

    /** The message's id; {@link AssertionError} when anything is wrong with it. */
    int read(String message) {
        StrictFields in = new StrictFields(message);
        int id = Integer.parseInt(in.take("i").get(0));
        if (PLAIN.containsKey(id)) {
            in.take(PLAIN.get(id));
        } else if (LISTS.containsKey(id)) {
            String first = LISTS.get(id).get(0);
            if (!first.isEmpty()) {
                in.take(first);
            }
            in.takeCounted(LISTS.get(id).get(1));
        } else {
            readOther(id, in);
        }
        in.end();
        return id;
    }

    private void readOther(int id, StrictFields in) {
        switch (id) {
            case 4 -> in.take(version < 194 ? "2 i i t t" : "i i t t l");
            case 5 -> StrictOrders.open(in, version);
            case 10 -> contractDetails(in);
            case 11 -> execution(in);
            case 17 -> {
                in.take(version < 196 ? "i t t" : "i");
                in.takeCounted("t n n n n d d i");
            }
            case 75 -> {
                in.take("i t i t t");
                in.takeCounted("t");
                in.takeCounted("n");
            }
            case 79 -> symbols(in);
            case 101 -> StrictOrders.completed(in, version);
            case 102 -> in.end();
            default -> {
                boolean known = id == 108 && version >= 196 || id == 109 && version >= 197;
                if (!known) {
                    throw new AssertionError("no message " + id + " at version " + version);
                }
                in.take(id == 108 ? "i t t" : "l");
            }
        }
    }

    private void contractDetails(StrictFields in) {
        in.take("i t t t");
        if (version >= 182) {
            in.take("t");
        }
        in.take("u t t t t t t i n t t t i i t t t t t t t t t t u");
        in.takeCounted("t t");
        in.take("w t t t t t d d d");
        if (version >= 186) {
            in.takeCounted("t t");
        }
    }

    private void execution(StrictFields in) {
        in.take("i i " + CONTRACT + " t t t t t d n l i i d n t t u t i");
        if (version >= 178) {
            in.take("b");
        }
        if (version >= 198) {
            in.take("t");
        }
    }

    private static void symbols(StrictFields in) {
        int count = Integer.parseInt(in.take("i i").get(1));
        for (int i = 0; i < count; i++) {
            in.take("i t t t t");
            in.takeCounted("t");
            in.take("t t");
        }
    }
}
