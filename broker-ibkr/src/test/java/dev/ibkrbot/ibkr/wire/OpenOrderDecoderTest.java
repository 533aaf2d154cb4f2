package dev.ibkrbot.ibkr.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two long order messages against the numbered tables of the protocol page. */
class OpenOrderDecoderTest {
    private static final Optional<BigDecimal> NONE = Optional.empty();
    static final WireContract OPTION = new WireContract(
            700001,
            "SPY",
            "OPT",
            "20251219",
            decimal("600"),
            "C",
            "100",
            "SMART",
            "",
            "USD",
            "SPY   251219C00600000",
            "SPY",
            List.of());

    @ParameterizedTest
    @ValueSource(ints = {176, 177, 182, 183, 184, 185, 187, 189, 193, 194, 195, 198, 199, 200})
    void readsOpenOrders(int version) {
        boolean full = version >= 195;
        WireOrder order = new WireOrder(
                "BUY",
                new BigDecimal("1"),
                "LMT",
                decimal("5800"),
                decimal("0"),
                "DAY",
                "G1",
                3,
                "DU1234567",
                "B1-X-E",
                2126726143L,
                false,
                decimal("5801"),
                NONE);
        OrderState state = new OrderState(
                "PreSubmitted",
                new OrderState.Margin(decimal("100.5"), decimal("10"), decimal("110.5")),
                new OrderState.Margin(decimal("90.25"), decimal("9"), decimal("99.25")),
                new OrderState.Margin(decimal("5000"), decimal("-1"), NONE),
                decimal("0.65"),
                decimal("0.65"),
                decimal("1.3"),
                "USD",
                full ? "USD" : "",
                full ? "why" : "",
                "caution");
        assertThat(sample(version, "open")).isEqualTo(new OrderMessage.Open(7, 100, 6, OPTION, order, true, state));
        assertThat(sample(version, "openCombo")).isInstanceOfSatisfying(OrderMessage.Open.class, it -> {
            assertThat(it.contract().legs())
                    .containsExactly(
                            new WireContract.Leg(11, 1, "BUY", "SMART"), new WireContract.Leg(22, 2, "SELL", "SMART"));
            assertThat(it.state()).isEqualTo(state);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {176, 177, 182, 183, 184, 185, 187, 189, 193, 194, 195, 198, 199, 200})
    void readsCompletedOrders(int version) {
        WireOrder done = new WireOrder(
                "BUY",
                new BigDecimal("1"),
                "LMT",
                decimal("5.1"),
                NONE,
                "DAY",
                "",
                3,
                "DU1",
                "B1-X-E",
                2126726143L,
                false,
                NONE,
                NONE);
        assertThat(sample(version, "completed"))
                .isEqualTo(new OrderMessage.Completed(
                        OPTION,
                        done,
                        "Filled",
                        new BigDecimal("1"),
                        0,
                        "20251121 10:00:00 US/Eastern",
                        "Filled Size: 1"));
    }

    /** A lost or doubled field must not turn one figure of an order into another. */
    @ParameterizedTest
    @ValueSource(ints = {176, 187, 193, 200})
    void noticesAShiftedOrderState(int version) {
        List<String> fields = Samples.all(version).get("open");
        int status = fields.indexOf("PreSubmitted");
        List<String> shorter = new ArrayList<>(fields);
        shorter.remove(status - 2);
        List<String> longer = new ArrayList<>(fields);
        longer.add(status - 2, "0");
        for (List<String> shifted : List.of(shorter, longer)) {
            assertThatThrownBy(() -> Wire.decode(version, Wire.payload(shifted)))
                    .isInstanceOf(ProtocolException.class);
        }
    }

    /** The order of the page that a real gateway sent; the layout of its version is that of 176. */
    @Test
    void readsARecordedOrder() {
        String head = "5|2|637533641|ES|FUT|20250919|0|?|50|CME|USD|ESU5|ES|BUY|1|LMT|5800.0|0.0|DAY||DU1234567||0|"
                + "|100|2126726143|0|0|0||2126726143.0/DU1234567/100||||||||||0||-1|0||||||2147483647|0|0|0||3|0|0||0|0"
                + "||0|None||0||||?|0|0||0|0||||||0|0|0|2147483647|2147483647|||0||IB|0|0||0|0|Submitted";
        String unset = "|1.7976931348623157E308";
        String tail = "||||||0|0|0|None" + unset + "|5801.0" + unset.repeat(4) + "|0||||0|1|0|0|0|||0|||||";
        byte[] payload = Wire.payload(head + unset.repeat(9) + tail);
        Decoder decoder = new Decoder(176);
        WireContract future = new WireContract(
                637533641, "ES", "FUT", "20250919", NONE, "", "50", "CME", "", "USD", "ESU5", "ES", List.of());
        WireOrder order = new WireOrder(
                "BUY",
                new BigDecimal("1"),
                "LMT",
                decimal("5800"),
                decimal("0"),
                "DAY",
                "",
                3,
                "DU1234567",
                "",
                2126726143L,
                false,
                NONE,
                NONE);
        OrderState.Margin none = new OrderState.Margin(NONE, NONE, NONE);
        OrderState state = new OrderState("Submitted", none, none, none, NONE, NONE, NONE, "", "", "", "");
        assertThat(decoder.decode(payload, 0, payload.length))
                .isEqualTo(new OrderMessage.Open(2, 100, 0, future, order, false, state));
        assertThat(List.of(decoder.surplusFields(), decoder.missingFields())).containsExactly(0L, 0L);
    }

    /** A plain order as a real gateway sends it: the first answer to a what-if has no figures either. */
    @Test
    void tellsAnAnswerWithFiguresFromOneWithout() {
        List<String> fields = new ArrayList<>(Samples.all(193).get("open"));
        int first = fields.indexOf("PreSubmitted") + 1;
        for (int i = 0; i < 9; i++) {
            fields.set(first + i, Samples.UD);
        }
        OrderMessage.Open empty = (OrderMessage.Open) Wire.decode(193, Wire.payload(fields));
        assertThat(empty.state().isPreview()).isFalse();
        assertThat(((OrderMessage.Open) sample(193, "open")).state().isPreview())
                .isTrue();
    }

    private static Inbound sample(int version, String name) {
        return Wire.decode(version, Wire.payload(Samples.all(version).get(name)));
    }

    private static Optional<BigDecimal> decimal(String text) {
        return Optional.of(new BigDecimal(text));
    }
}
