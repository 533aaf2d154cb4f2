package dev.ibkrbot.stub.gateway;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** placeOrder laid out by the numbers of the protocol sheet's table for version 193, moved to where other versions have them. */
final class OrderText {
    /** The table's fields at version 193. */
    private static final int FIELDS = 118;

    private final String[] fields = new String[FIELDS];
    private String legs = "";

    private OrderText() {
        Arrays.fill(fields, "");
        fields[0] = "3";
        set(27, "1").set(81, "0").set(89, "0").set(21, "DAY").set(9, "SMART").set(11, "USD");
    }

    static OrderText stock(int id, String side, String quantity, String type) {
        return new OrderText()
                .set(1, Integer.toString(id))
                .set(3, "SPY")
                .set(4, "STK")
                .set(16, side)
                .set(17, quantity)
                .set(18, type)
                .set(26, "ref-" + id);
    }

    static OrderText option(int id, String side, String quantity, String type) {
        return stock(id, side, quantity, type)
                .set(4, "OPT")
                .set(5, "20260717")
                .set(6, "570")
                .set(7, "C")
                .set(8, "100");
    }

    OrderText set(int number, String value) {
        fields[number] = value;
        return this;
    }

    OrderText limit(String price) {
        return set(19, price);
    }

    OrderText trigger(String price) {
        return set(20, price);
    }

    OrderText childOf(int parent) {
        return set(28, Integer.toString(parent));
    }

    OrderText held() {
        return set(27, "0");
    }

    OrderText whatIf() {
        return set(84, "1");
    }

    /** The block a combo has after field 34, as it goes over the wire. */
    OrderText combo(String block) {
        legs = block;
        return set(4, "BAG");
    }

    String at(int version) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < FIELDS; i++) {
            boolean there = i < 114
                    || i == 114 && version >= 183
                    || i == 115 && version >= 184
                    || i == 116 && version >= 189
                    || i == 117 && version >= 192;
            if (there) {
                all.add(fields[i]);
            }
            if (i == 34 && !legs.isEmpty()) {
                all.addAll(Arrays.asList(legs.split("\\|", -1)));
            }
            if (i == 41 && version == 176) {
                all.add("");
            }
            if (i == 115 && version >= 187 && version <= 189) {
                all.add("");
                all.add("");
            }
        }
        if (version >= 199) {
            all.add("0");
        }
        return String.join("|", all) + "|";
    }
}
