package dev.ibkrbot.ibkr.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.error.Recovery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The severities and effect classes are copied from the protocol and the reliability page, not from the table. */
class NoticeTableTest {
    private static final Map<Integer, List<NoticeRows.Row>> ROWS = NoticeRows.read("notices.txt");

    /** Severity letter of the protocol page, then its codes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ':',
            value = {
                "INFO: 165 300 310 365 366 2150 2152",
                "WARNING: 104 105 136 161 202 317 399 404 492 2100 2101 2102 2109 2137 2168 2169 2174 2176",
                "WARNING: 10089 10090 10091 10148 10167 10311 10329 10349",
                "REQUEST_FAILED: 101 102 135 162 166 309 316 320 322 327 354 386 414 420",
                "REQUEST_FAILED: 10147 10168 10182 10186 10187 10189 10197 10225 10285 10299 10339",
                "ORDER_FAILED: 103 106 107 109 110 111 200 201 203 312 313 314 315 321 329 334 336 337 343 391 355",
                "ORDER_FAILED: 382 383 387 388 356 360 364 392 412 413 434 435 436 460 10006 10268 10269 10270",
                "ORDER_FAILED: 10314 10330 10318 10243 10246 10289 10293",
                "CONNECTION: 100 326 501 502 503 504 505 506 507 508 509 1100 1101 1102 1300 2110",
                "FARM: 2103 2104 2105 2106 2107 2108 2119 2157 2158",
            })
    void givesEveryCodeOfThePageItsSeverity(Category category, String codes) {
        for (String code : codes.strip().split(" ")) {
            assertThat(NoticeTable.standard().rule(Integer.parseInt(code)).category())
                    .as(code)
                    .isEqualTo(category);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ':',
            value = {
                "REJECT_NEW: 201 203 110 200 387 388 434 460 10289 10293 321",
                "MODIFY_FAILED: 104 105 135 329",
                "CANCEL_DOUBT: 161 10147 10148",
                "ID_CLASH: 103",
                "CANCEL_NOTICE: 202",
                "INFO: 399 404 2109 10311 10349 10167 2100 2101 2137 2150 2152 2168 2169 2174 2176",
                "CONNECTIVITY: 1100 1101 1102 1300 2103 2104 2105 2106 2107 2108 2110 2157 2158 326 502 504 10182",
            })
    void givesEveryClassOfTheReliabilityPageItsEffect(Effect effect, String codes) {
        for (String code : codes.strip().split(" ")) {
            assertThat(NoticeTable.standard().rule(Integer.parseInt(code)).effect())
                    .as(code)
                    .isEqualTo(effect);
        }
    }

    /** Row by row: a failure says what helps, a note needs no help, and an order ends only by an order's code. */
    @ParameterizedTest
    @MethodSource("rules")
    void everyRowIsConsistent(NoticeRule rule) {
        assertThat(rule.meaning()).isNotBlank().doesNotEndWith(".");
        assertThat(rule.category()).isNotEqualTo(Category.UNKNOWN);
        assertThat(rule.recovery().isPresent())
                .as("something helps exactly where something failed")
                .isEqualTo(rule.failsRequest()
                        || rule.category() == Category.CONNECTION
                                && !Set.of(501, 1101, 1102).contains(rule.code()));
        if (Set.of(Effect.REJECT_NEW, Effect.FATAL_CONFIG, Effect.ID_CLASH).contains(rule.effect())) {
            assertThat(rule.category()).isEqualTo(Category.ORDER_FAILED);
        }
        if (rule.recovery().equals(Optional.of(Recovery.FIX_CONFIGURATION)) && rule.code() != 327) {
            assertThat(rule.advice()).as("a person must know what to do").endsWith(".");
        }
    }

    static Stream<NoticeRule> rules() {
        return ROWS.values().stream().flatMap(List::stream).map(NoticeRows.Row::rule);
    }

    @ParameterizedTest
    @CsvSource({
        "321, 'Error validating request: The API interface is currently in Read-Only mode.', FATAL_CONFIG",
        "321, 'Error validating request: bad symbol', REJECT_NEW",
    })
    void tellsAReadOnlyApiFromABadParameter(int code, String text, Effect effect) {
        assertThat(NoticeTable.standard().rule(code, text).effect()).isEqualTo(effect);
    }

    @ParameterizedTest
    @CsvSource({
        "'Historical Market Data Service error message:HMDS query returned no data: X', SKIP_INSTRUMENT",
        "'Historical Market Data Service error message:Historical data request pacing violation', RETRY_LATER",
        "'Historical Market Data Service error message:API historical data query cancelled: 7', RETRY_LATER",
    })
    void tellsEmptyHistoryFromTooManyQuestions(String text, Recovery recovery) {
        assertThat(NoticeTable.standard().rule(162, text).recovery()).contains(recovery);
    }

    @Test
    void neverChangesAnOrderByAnUnknownCode() {
        SplittableRandom random = new SplittableRandom(7);
        Set<Integer> codes = IntStream.concat(
                        IntStream.of(-1, 0, Integer.MIN_VALUE, Integer.MAX_VALUE, 2199, 10350, 99999),
                        IntStream.range(0, 5000).map(i -> random.nextInt(-100_000, 100_000)))
                .filter(code -> !ROWS.containsKey(code))
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(codes).hasSizeGreaterThan(4000);
        for (int code : codes) {
            assertThat(NoticeTable.standard()
                            .rule(code, "Order rejected, canceled, filled")
                            .effect())
                    .as("%d", code)
                    .isEqualTo(Effect.FREEZE_AND_ASK);
        }
    }

    @ParameterizedTest
    @CsvSource({"2199, '', WARNING", "10400, 'Warning: something new', WARNING", "10400, 'Something new', UNKNOWN"})
    void takesAnUnknownCodeForAWarningWhereItSaysSo(int code, String text, Category category) {
        assertThat(NoticeTable.standard().rule(code, text).category()).isEqualTo(category);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 | | INFO | INFO | - | few columns",
                "1 | | NOSUCH | INFO | - | a | b",
                "x | | INFO | INFO | - | a | b",
            })
    void refusesABrokenRow(String line) {
        assertThatThrownBy(() -> NoticeRows.parse(List.of(line))).isInstanceOf(RuntimeException.class);
    }

    @Test
    void refusesARowThatIsNeverReached() {
        assertThatThrownBy(() -> NoticeRows.parse(
                        List.of("1 | | INFO | INFO | - | a | b", "1 | words | INFO | INFO | - | a | b")))
                .hasMessageContaining("never reached");
    }

    private static NoticeTable with(String... lines) {
        return NoticeTable.standard().overriddenBy("mine.txt", List.of(lines));
    }

    @Test
    void letsAnOperatorExplainCodes() {
        NoticeTable table = with(
                "# the gateway of October",
                "",
                "20001 | | ORDER_FAILED | REJECT_NEW | SKIP_INSTRUMENT | a new refusal | Ask the broker.",
                "20002-20010 | | WARNING | INFO | - | new notes |",
                "201 | Held for review | WARNING | INFO | - | looked at by hand |");
        assertThat(table.rule(20_001))
                .isEqualTo(new NoticeRule(
                        20_001,
                        Category.ORDER_FAILED,
                        Effect.REJECT_NEW,
                        Optional.of(Recovery.SKIP_INSTRUMENT),
                        "a new refusal",
                        "Ask the broker."));
        assertThat(table.rule(20_010).effect()).isEqualTo(Effect.INFO);
        assertThat(table.rule(201, "Order held for review").effect()).isEqualTo(Effect.INFO);
        assertThat(table.rule(201, "Order rejected").effect()).isEqualTo(Effect.REJECT_NEW);
        assertThat(table.rule(20_011).effect()).isEqualTo(Effect.FREEZE_AND_ASK);
        assertThat(NoticeTable.standard().rule(20_001).effect()).isEqualTo(Effect.FREEZE_AND_ASK);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "20001 | | INFO | INFO | - | a; 6 columns",
                "x | | INFO | INFO | - | a | b; 'x' is no code",
                "-1 | | INFO | INFO | - | a | b; '-1' is no code",
                "20005-20001 | | INFO | INFO | - | a | b; no range",
                "20000-30000 | | INFO | INFO | - | a | b; no range",
                "20001-20002 | | ORDER_FAILED | REJECT_NEW | SKIP_INSTRUMENT | a | b; must name one code",
                "20001-20002 | | WARNING | CANCEL_NOTICE | - | a | b; must name one code",
                "20001 | | WARNING | REJECT_NEW | - | a | b; does not go with",
                "20001 | | ORDER_FAILED | REJECT_NEW | - | a | b; needs a recovery",
                "20001 | | UNKNOWN | FREEZE_AND_ASK | RETRY_LATER | a | b; codes without a row",
                "20001 | | INFO | INFO | - | | b; meaning is empty",
                "20001 | | INFO | EXPLODE | - | a | b; 'EXPLODE' is no effect",
                "20001 | | INFO | INFO | PRAY | a | b; 'PRAY' is no recovery",
                "1100 | | INFO | INFO | - | a | b; belongs to the session",
                "300-400 | | INFO | INFO | - | a | b; code 326 belongs",
            })
    void refusesAnOperatorsRowInDoubt(String line, String why) {
        assertThatThrownBy(() -> with("", line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("mine.txt line 2: ")
                .hasMessageContaining(why);
    }

    @Test
    void namesEveryProblemOfAnOperatorsFile() {
        String twice = "20001 | | INFO | INFO | - | a |";
        assertThatThrownBy(() -> with("nonsense", twice, twice))
                .hasMessageContaining("line 1")
                .hasMessageContaining("line 3: a row that is never reached")
                .hasMessageNotContaining("line 2");
    }

    @ParameterizedTest
    @CsvSource({
        "2103, MARKET, BROKEN",
        "2104, MARKET, OK",
        "2108, MARKET, DORMANT",
        "2119, MARKET, CONNECTING",
        "2105, HISTORY, BROKEN",
        "2106, HISTORY, OK",
        "2107, HISTORY, DORMANT",
        "2157, DEFINITIONS, BROKEN",
        "2158, DEFINITIONS, OK",
    })
    @Tag("C12")
    @Tag("C13")
    void knowsWhatAFarmNoticeSays(int code, FarmReport.Kind kind, FarmReport.State state) {
        assertThat(FarmReport.of(code, "A data farm connection is whatever:usfarm.nj"))
                .contains(new FarmReport(kind, state, "usfarm.nj"));
        assertThat(FarmReport.of(code, "no name")).contains(new FarmReport(kind, state, ""));
        assertThat(NoticeTable.standard().rule(code).category()).isEqualTo(Category.FARM);
    }
}
