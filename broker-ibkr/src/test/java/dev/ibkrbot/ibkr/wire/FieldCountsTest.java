package dev.ibkrbot.ibkr.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.order.OrderId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of expected field counts of the protocol page, all of it: what we write has so many, what we read too. */
class FieldCountsTest {
    /**
     * Versions from and to, then fields with the message number: placeOrder, the same with two legs and a parameter,
     * openOrder, the same with two legs and a parameter, cancelOrder, globalCancel, reqExecutions, contractDetails,
     * execDetails, completedOrder.
     */
    private static final String TABLE = """
            176 176 115 136 136 154 4 2 10 42 31 101
            177 177 114 135 135 153 4 2 10 42 31 100
            178 181 114 135 135 153 4 2 10 42 32 100
            182 182 114 135 135 153 4 2 10 43 32 100
            183 183 115 136 136 154 4 2 10 43 32 101
            184 184 116 137 137 155 4 2 10 43 32 102
            185 185 116 137 138 156 4 2 10 43 32 102
            186 186 116 137 138 156 4 2 10 44 32 102
            187 188 118 139 138 156 7 2 10 44 32 102
            189 189 119 140 139 157 7 2 10 44 32 102
            190 191 117 138 139 157 4 2 10 44 32 102
            192 192 118 139 139 157 5 3 10 44 32 102
            193 194 118 139 141 159 5 3 10 44 32 102
            195 197 118 139 154 172 5 3 10 44 32 102
            198 198 118 139 155 173 5 3 10 44 33 103
            199 199 119 140 156 174 5 3 10 44 33 103
            200 200 119 140 156 174 5 3 12 44 33 103
            """;

    /** The page's row has one routing parameter with two fields, of which we send none. */
    private static final int PARAMETER = 2;

    /** The samples have one allocation, the page's row none. */
    private static final int ALLOCATION = 7;

    private record Row(int version, List<Integer> counts) {}

    static Stream<Row> rows() {
        return TABLE.lines()
                .map(FieldCountsTest::numbers)
                .flatMap(it -> IntStream.rangeClosed(it.get(0), it.get(1))
                        .mapToObj(version -> new Row(version, it.subList(2, it.size()))));
    }

    private static List<Integer> numbers(String line) {
        return Arrays.stream(line.split(" ")).map(Integer::valueOf).toList();
    }

    @Test
    void hasARowForEveryVersion() {
        assertThat(rows().map(Row::version))
                .containsExactlyElementsOf(IntStream.rangeClosed(ServerVersions.OLDEST, ServerVersions.NEWEST)
                        .boxed()
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void countsFieldsAsThePageDoes(Row row) {
        int version = row.version();
        OrderEncoder orders = new OrderEncoder(version);
        Map<String, List<String>> samples = Samples.all(version);
        int allocation = version >= ServerVersions.FULL_PREVIEW ? ALLOCATION : 0;
        List<Integer> counts = new ArrayList<>();
        counts.add(fields(orders.place(OrderEncoderTest.limit("5.1"), OrderEncoderTest.OPTION)));
        counts.add(fields(orders.place(OrderEncoderTest.limit("5.1"), OrderEncoderTest.COMBO)) + PARAMETER);
        counts.add(samples.get("open").size() - allocation);
        counts.add(samples.get("openCombo").size() - allocation);
        counts.add(fields(orders.cancel(new OrderId(1))));
        counts.add(fields(orders.cancelAll()));
        counts.add(fields(new Encoder(version).executions(5, new ExecutionQuery(9, "DU1", "20251121-14:30:00"))));
        counts.add(samples.get("details").size());
        counts.add(samples.get("fill").size());
        counts.add(samples.get("completed").size());
        assertThat(counts).isEqualTo(row.counts());
        assertThat(samples.get("notice")).hasSize(6);
        assertThat(samples.get("commission")).hasSize(8);
    }

    /** The samples have as many fields as the page says: then nothing may be left or missing. */
    @ParameterizedTest
    @MethodSource("rows")
    void readsEachSampleToItsLastField(Row row) {
        Decoder decoder = new Decoder(row.version());
        Samples.all(row.version()).forEach((name, fields) -> {
            byte[] payload = Wire.payload(fields);
            decoder.decode(payload, 0, payload.length);
            assertThat(List.of(decoder.surplusFields(), decoder.missingFields()))
                    .as("%s: surplus, missing", name)
                    .containsExactly(0L, 0L);
        });
    }

    private static int fields(byte[] frame) {
        return Wire.fields(frame).size();
    }
}
