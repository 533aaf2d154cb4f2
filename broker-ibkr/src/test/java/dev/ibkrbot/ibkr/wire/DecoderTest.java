package dev.ibkrbot.ibkr.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole messages against the protocol page. */
class DecoderTest {
    private static final Optional<BigDecimal> NONE = Optional.empty();
    private static final WireContract OPTION = OpenOrderDecoderTest.OPTION;

    @ParameterizedTest
    @ValueSource(ints = {176, 187, 193, 200})
    void readsSessionMessages(int version) {
        assertThat(sample(version, "nextValidId")).isEqualTo(new SessionMessage.NextValidId(5));
        assertThat(sample(version, "managedAccounts"))
                .isEqualTo(new SessionMessage.ManagedAccounts(List.of("DU1", "DU2")));
        assertThat(sample(version, "currentTime")).isEqualTo(new SessionMessage.CurrentTime(1_700_000_000_000L));
        assertThat(sample(version, "unknown")).isEqualTo(new SessionMessage.Unknown(999));
        OptionalLong time = version < 194 ? OptionalLong.empty() : OptionalLong.of(1_700_000_000_123L);
        assertThat(sample(version, "notice"))
                .isEqualTo(new SessionMessage.Notice(-1, 2104, "Farm \u884C OK", Optional.empty(), time));
        assertThat(sample(version, "reject"))
                .isEqualTo(new SessionMessage.Notice(7, 201, "No", Optional.of("{\"a\":1}"), time));
    }

    @ParameterizedTest
    @ValueSource(ints = {176, 187, 193, 200})
    void readsMarketMessages(int version) {
        assertThat(sample(version, "tickPrice")).isEqualTo(new MarketMessage.TickPrice(5, 1, 5.1, 12, 1));
        assertThat(sample(version, "tickSize")).isEqualTo(new MarketMessage.TickSize(5, 0, 300));
        assertThat(sample(version, "tickGeneric")).isEqualTo(new MarketMessage.TickGeneric(5, 24, 0.1875));
        assertThat(sample(version, "tickText")).isEqualTo(new MarketMessage.TickText(5, 45, "1700000000"));
        assertThat(sample(version, "tickGreeks"))
                .isEqualTo(new MarketMessage.TickGreeks(
                        5, 13, 1, 0.2, 0.31, 5.15, Double.NaN, 0.02, Double.NaN, -0.15, 600.5));
        assertThat(sample(version, "tickRules")).isEqualTo(new MarketMessage.TickRules(5, 0.01, "9c0001", 3));
        assertThat(sample(version, "dataType")).isEqualTo(new MarketMessage.DataType(5, 3));
        assertThat(sample(version, "snapshotEnd")).isEqualTo(new MarketMessage.SnapshotEnd(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {176, 181, 182, 186, 187, 193, 200})
    void readsContractMessages(int version) {
        ContractFacts facts = new ContractFacts(
                "SPY",
                "SPDR \u00C9TF",
                "20251219 16:00:00 US/Eastern",
                "202512",
                "20251219",
                "",
                decimal("0.01"),
                1,
                List.of("LMT", "MKT"),
                List.of("SMART", "CBOE"),
                List.of(26, 32),
                756733,
                "SPY",
                "STK",
                "US/Eastern",
                "20251121:0930-20251121:1600",
                "20251121:0930-20251121:1615",
                decimal("1"),
                decimal("1"));
        assertThat(sample(version, "details")).isEqualTo(new ContractMessage.Details(5, OPTION, facts));
        assertThat(sample(version, "detailsEnd")).isEqualTo(new ContractMessage.DetailsEnd(5));
        assertThat(sample(version, "optionParameters"))
                .isEqualTo(new ContractMessage.OptionParameters(
                        5,
                        "SMART",
                        756733,
                        "SPY",
                        "100",
                        List.of("20251219", "20251226"),
                        List.of(new BigDecimal("595"), new BigDecimal("600"), new BigDecimal("602.5"))));
        assertThat(sample(version, "optionParametersEnd")).isEqualTo(new ContractMessage.OptionParametersEnd(5));
        assertThat(sample(version, "marketRule"))
                .isEqualTo(new ContractMessage.MarketRule(
                        26,
                        List.of(
                                new ContractMessage.MarketRule.Step(BigDecimal.ZERO, new BigDecimal("0.01")),
                                new ContractMessage.MarketRule.Step(new BigDecimal("3"), new BigDecimal("0.05")))));
    }

    /** The bars were recorded; the period moved into its own message with version 196. */
    @ParameterizedTest
    @ValueSource(ints = {176, 187, 193, 195, 196, 200})
    void readsHistory(int version) {
        Optional<HistoryMessage.Bars.Period> period = version >= 196
                ? Optional.empty()
                : Optional.of(new HistoryMessage.Bars.Period("20230413  16:31:22", "20230415  16:31:22"));
        assertThat(sample(version, "bars"))
                .isEqualTo(new HistoryMessage.Bars(
                        9000,
                        period,
                        List.of(
                                new WireBar("20230413", 182.94, 186.5, 180.94, 185.9, 948837.22, 184.869, 324891),
                                new WireBar("20230414", 183.88, 186.28, 182.01, 185, 810998.27, 184.5235, 277547))));
        assertThat(sample(version, "barUpdate"))
                .isEqualTo(
                        new HistoryMessage.BarUpdate(5, new WireBar("1700000000", 1.1, 1.5, 1.0, 1.4, 100, 1.25, -1)));
        assertThat(sample(version, "headTimestamp"))
                .isEqualTo(new HistoryMessage.HeadTimestamp(5, "19930129-14:30:00"));
    }

    @Test
    void knowsTheLateMessagesOnlyInLateVersions() {
        assertThat(Wire.decode(196, "108|5|a|b")).isEqualTo(new HistoryMessage.BarsEnd(5, "a", "b"));
        assertThat(Wire.decode(195, "108|5|a|b")).isEqualTo(new SessionMessage.Unknown(108));
        assertThat(Wire.decode(197, "109|17")).isEqualTo(new SessionMessage.CurrentTime(17));
        assertThat(Wire.decode(196, "109|17")).isEqualTo(new SessionMessage.Unknown(109));
    }

    @ParameterizedTest
    @ValueSource(ints = {176, 187, 193, 200})
    void readsAccountMessages(int version) {
        assertThat(sample(version, "value"))
                .isEqualTo(new AccountMessage.Value("NetLiquidation", "100000.00", "USD", "DU1"));
        WireContract held = new WireContract(
                700001,
                "SPY",
                "OPT",
                "20251219",
                decimal("600"),
                "C",
                "100",
                "",
                "CBOE",
                "USD",
                "SPY   251219C00600000",
                "SPY",
                List.of());
        assertThat(sample(version, "holding"))
                .isEqualTo(new AccountMessage.Holding(
                        held, new BigDecimal("-2"), 5.25, -1050, decimal("510.5"), decimal("-29"), NONE, "DU1"));
        assertThat(sample(version, "updateTime")).isEqualTo(new AccountMessage.UpdateTime("12:30"));
        assertThat(sample(version, "downloadEnd")).isEqualTo(new AccountMessage.DownloadEnd("DU1"));
        assertThat(sample(version, "summary"))
                .isEqualTo(new AccountMessage.Summary(9000, "DU1", "NetLiquidation", "246447.83", "USD"));
        assertThat(sample(version, "summaryEnd")).isEqualTo(new AccountMessage.SummaryEnd(9000));
        WireContract stock = new WireContract(
                265598, "AAPL", "STK", "", NONE, "", "", "NASDAQ", "", "USD", "AAPL", "NMS", List.of());
        assertThat(sample(version, "position"))
                .isEqualTo(
                        new AccountMessage.PositionLine("DU1", stock, new BigDecimal("-110"), decimal("201.8829709")));
        assertThat(sample(version, "positionsEnd")).isEqualTo(new AccountMessage.PositionsEnd());
        assertThat(sample(version, "pnl"))
                .isEqualTo(new AccountMessage.ProfitAndLoss(5, decimal("-12.5"), NONE, decimal("0")));
        assertThat(sample(version, "contractPnl"))
                .isEqualTo(new AccountMessage.ContractProfitAndLoss(
                        5, new BigDecimal("-2"), decimal("-12.5"), decimal("-3"), NONE, decimal("10500000")));
    }

    @ParameterizedTest
    @ValueSource(ints = {176, 177, 178, 187, 193, 198, 200})
    void readsStatesAndExecutions(int version) {
        assertThat(sample(version, "status"))
                .isEqualTo(new OrderMessage.Status(
                        7,
                        "Submitted",
                        new BigDecimal("1"),
                        new BigDecimal("2"),
                        decimal("5.1"),
                        2126726143L,
                        0,
                        decimal("5.1"),
                        100,
                        ""));
        assertThat(sample(version, "fill"))
                .isEqualTo(new OrderMessage.Fill(
                        -1,
                        7,
                        OPTION,
                        new OrderMessage.Fill.Execution(
                                "0000e0d5.1.01",
                                "20250708 02:35:00 America/New_York",
                                "DU1",
                                "CBOE",
                                "BOT",
                                new BigDecimal("1"),
                                new BigDecimal("5.1"),
                                2126726143L,
                                100,
                                0,
                                new BigDecimal("1"),
                                decimal("5.1"),
                                "B1-X-E",
                                2,
                                false,
                                version >= 198 ? "me" : "")));
        assertThat(sample(version, "commission"))
                .isEqualTo(new OrderMessage.Commission("0000e0d5.1.01", decimal("0.65"), "USD", NONE));
        assertThat(sample(version, "openEnd")).isEqualTo(new OrderMessage.OpenEnd());
        assertThat(sample(version, "completedEnd")).isEqualTo(new OrderMessage.CompletedEnd());
        assertThat(sample(version, "fillsEnd")).isEqualTo(new OrderMessage.FillsEnd(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {176, 187, 193, 200})
    void skipsAndCountsExtraFields(int version) {
        Samples.all(version).forEach((name, fields) -> {
            Decoder decoder = new Decoder(version);
            byte[] plain = Wire.payload(fields);
            Inbound expected = decoder.decode(plain, 0, plain.length);
            List<String> longer = new ArrayList<>(fields);
            longer.addAll(List.of("x", "y"));
            byte[] payload = Wire.payload(longer);
            assertThat(decoder.decode(payload, 0, payload.length)).as(name).isEqualTo(expected);
            assertThat(decoder.surplusFields()).as(name).isEqualTo(name.equals("unknown") ? 0 : 2);
        });
    }

    @Test
    void countsUnknownMessages() {
        Decoder decoder = new Decoder(193);
        for (String id : List.of("0", "-1", "999", "205", "2147483647", "47")) {
            byte[] payload = Wire.payload(id + "|whatever");
            assertThat(decoder.decode(payload, 0, payload.length))
                    .isEqualTo(new SessionMessage.Unknown(Integer.parseInt(id)));
        }
        assertThat(decoder.unknownMessages()).isEqualTo(6);
    }

    private static Inbound sample(int version, String name) {
        return Wire.decode(version, Wire.payload(Samples.all(version).get(name)));
    }

    private static Optional<BigDecimal> decimal(String text) {
        return Optional.of(new BigDecimal(text));
    }
}
