package dev.ibkrbot.ibkr.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.ApprovalDigest;
import dev.ibkrbot.broker.order.OcaGroup;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.order.TimeInForce;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** placeOrder against the numbered table of the protocol page. */
class OrderEncoderTest {
    private static final Instrument CALL =
            OptionContract.equity(new Symbol("SPY"), LocalDate.of(2025, 12, 19), Price.of("600"), Right.CALL);
    static final OrderRouting OPTION = new OrderRouting(EncoderTest.OPTION, "DU1234567", false);
    static final OrderRouting COMBO = new OrderRouting(EncoderTest.COMBO, "DU1234567", true);
    private static final String UI = "2147483647";

    /** Fields 0 to 113 of the page for a limit order, without the one that only version 176 has. */
    private static List<String> limitOrder(boolean whatIf) {
        List<String> fields = new ArrayList<>(
                List.of("3", "1", "0", "SPY", "OPT", "20251219", "600", "C", "100", "SMART", "", "USD", "", "SPY"));
        fields.addAll(List.of("", "", "BUY", "1", "LMT", "5.10", "", "DAY", "", "DU1234567", "", "0", "B1-X-E"));
        fields.addAll(List.of("1", "0", "0", "0", "0", "0", "0", "0", "", "0", "", "", "", "", "", "", "0", "", "-1"));
        fields.addAll(List.of("0", "", "", "0", "", "", "0", "0", "", "0", "", "", "", "", "", "0"));
        fields.addAll(List.of("", "", "", "", "0", "", "", "", "", "", "", "", "", "", "", "0", "", "", "0", "0"));
        fields.addAll(List.of("", "", whatIf ? "1" : "0", "", "0", "0", "0", "0", "", "", "", "", "", "", "0"));
        fields.addAll(List.of("", "", "", "", "", "", "", "", "0", "0", "0", "", "", "", "0", "", ""));
        assertThat(fields).hasSize(114);
        return fields;
    }

    static List<List<String>> tails() {
        return List.of(
                List.of("177"),
                List.of("182"),
                List.of("183", ""),
                List.of("184", "", "0"),
                List.of("187", "", "0", "", UI),
                List.of("189", "", "0", "", UI, "0"),
                List.of("190", "", "0", "0"),
                List.of("192", "", "0", "0", UI),
                List.of("193", "", "0", "0", UI),
                List.of("198", "", "0", "0", UI),
                List.of("199", "", "0", "0", UI, "0"),
                List.of("200", "", "0", "0", UI, "0"));
    }

    @ParameterizedTest
    @MethodSource("tails")
    void writesALimitOrderFieldByField(List<String> versionAndTail) {
        int version = Integer.parseInt(versionAndTail.get(0));
        List<String> expected = limitOrder(false);
        expected.addAll(versionAndTail.subList(1, versionAndTail.size()));
        assertThat(Wire.fields(new OrderEncoder(version).place(limit("5.1"), OPTION)))
                .isEqualTo(expected);
    }

    @Test
    void writesTheFieldThatOnlyVersion176Has() {
        List<String> expected = limitOrder(false);
        expected.add(42, ""); // faProfile, after faPercentage
        assertThat(Wire.fields(new OrderEncoder(176).place(limit("5.1"), OPTION)))
                .isEqualTo(expected);
    }

    @Test
    void writesAPreviewThatTransmitsAndCannotBePlaced() {
        List<String> expected = limitOrder(true);
        expected.addAll(List.of("", "0", "0", UI));
        List<String> fields = Wire.fields(new PreviewEncoder(193).preview(limit("5.1"), OPTION));
        assertThat(fields).isEqualTo(expected);
        assertThat(List.of(fields.get(27), fields.get(84)))
                .as("transmit, whatIf")
                .containsExactly("1", "1");
    }

    @ParameterizedTest
    @CsvSource({
        "176, 4|1|9|, 58|1",
        "187, 4|1|9||||2147483647, 58|1",
        "190, 4|1|9|, 58|1",
        "193, 4|9|||2147483647, 58||2147483647",
        "200, 4|9|||2147483647, 58||2147483647",
    })
    void writesCancels(int version, String cancel, String cancelAll) {
        assertThat(Wire.text(new OrderEncoder(version).cancel(new OrderId(9)))).isEqualTo(cancel);
        assertThat(Wire.text(new OrderEncoder(version).cancelAll())).isEqualTo(cancelAll);
    }

    static List<List<Object>> terms() {
        Price two = Price.of("2.05");
        Price three = Price.of("3");
        return List.of(
                List.of(new OrderTerms.Market(), "MKT", "", ""),
                List.of(new OrderTerms.Limit(two), "LMT", "2.05", ""),
                List.of(new OrderTerms.Limit(Price.of("-0.00000001")), "LMT", "-0.00000001", ""),
                List.of(new OrderTerms.Limit(Price.of("12345678.9")), "LMT", "12345678.90", ""),
                List.of(new OrderTerms.Stop(two), "STP", "", "2.05"),
                List.of(new OrderTerms.StopLimit(two, three), "STP LMT", "3.00", "2.05"),
                List.of(new OrderTerms.Trailing(two), "TRAIL", "", "2.05"));
    }

    @ParameterizedTest
    @MethodSource("terms")
    void writesTypeLimitAndAuxPrice(List<Object> row) {
        Order order = order(1, OrderRole.ENTRY, (OrderTerms) row.get(0), Optional.empty(), Optional.empty());
        assertThat(Wire.fields(new OrderEncoder(193).place(order, OPTION)).subList(18, 21))
                .isEqualTo(row.subList(1, 4));
    }

    @Test
    void transmitsABracketWithItsLastOrder() {
        OcaGroup oca = new OcaGroup("B1-X");
        Optional<OrderId> parent = Optional.of(new OrderId(1));
        OrderGroup bracket = new OrderGroup(List.of(
                limit("5.1"),
                order(2, OrderRole.TAKE_PROFIT, new OrderTerms.Limit(Price.of("7")), parent, Optional.of(oca)),
                order(3, OrderRole.STOP_LOSS, new OrderTerms.Stop(Price.of("4")), parent, Optional.of(oca))));
        List<List<String>> placed = new OrderEncoder(193)
                .place(bracket, order -> OPTION).stream()
                        .map(Wire::fields)
                        // id, action, ocaGroup, account, transmit, parentId, ocaType
                        .map(it -> List.of(
                                it.get(1), it.get(16), it.get(22), it.get(23), it.get(27), it.get(28), it.get(46)))
                        .toList();
        assertThat(placed)
                .containsExactly(
                        List.of("1", "BUY", "", "DU1234567", "0", "0", "0"),
                        List.of("2", "SELL", "B1-X", "DU1234567", "0", "1", "1"),
                        List.of("3", "SELL", "B1-X", "DU1234567", "1", "1", "1"));
    }

    @Test
    void writesTheLegsOfACombinationAfterTheHiddenFlag() {
        List<String> fields = Wire.fields(new OrderEncoder(193).place(limit("-0.45"), COMBO));
        assertThat(fields.get(19)).isEqualTo("-0.45");
        assertThat(fields.get(33)).as("outsideRth").isEqualTo("1");
        assertThat(fields.subList(34, 55))
                .containsExactly(
                        "0", "2", "11", "1", "BUY", "SMART", "0", "0", "", "-1", "22", "2", "SELL", "SMART", "0", "0",
                        "", "-1", "0", "0", "");
    }

    @Test
    void refusesAnOrderWithoutAccountOrLegs() {
        assertThatThrownBy(() -> new OrderRouting(EncoderTest.OPTION, "", false))
                .isInstanceOf(IllegalArgumentException.class);
        WireContract bare = EncoderTest.COMBO.withLegs(List.of());
        assertThatThrownBy(() -> new OrderRouting(bare, "DU1", false)).isInstanceOf(IllegalArgumentException.class);
    }

    static Order limit(String price) {
        return order(1, OrderRole.ENTRY, new OrderTerms.Limit(Price.of(price)), Optional.empty(), Optional.empty());
    }

    private static Order order(
            int id, OrderRole role, OrderTerms terms, Optional<OrderId> parent, Optional<OcaGroup> oca) {
        return new Order(
                new OrderId(id),
                new OrderRef("B1-X-" + "EPSC".charAt(role.ordinal())),
                role,
                CALL,
                role.isExit() ? Side.SELL : Side.BUY,
                Quantity.of(1),
                terms,
                TimeInForce.DAY,
                parent,
                oca,
                new ApprovalDigest("0".repeat(64)));
    }
}
