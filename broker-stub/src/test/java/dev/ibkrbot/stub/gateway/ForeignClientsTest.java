package dev.ibkrbot.stub.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other clients do and insist on: their start-up, every request there is, and all answers strict. */
class ForeignClientsTest {
    private static final long OPEN = GatewayFixture.OPEN.getEpochSecond();
    private static final String STOCK = "0|SPY|STK||0.0|||SMART||USD|||";
    private static final String OPTION = "0|SPY|OPT|20260717|570|C|100|SMART||USD|||";
    private static final String EXPIRATION = "0|SPY|OPT|20260717|0.0|||SMART||USD|||";
    private static final String INDEX = "0|VIX|IND||0.0|||CBOE||USD|||";
    private static final String UNKNOWN = "0|NOPE|STK||0.0|||SMART||USD|||";

    /** Request, then the kinds of its answer, under the number of the request; letters stand for contracts. */
    private static final String EVERY_REQUEST = """
            8|1|1| > 9
            14|1|5| >
            49|1| > 49
            15|1|1| > 4/327/-1
            5|1| > 53
            16|1| > 53
            99|0| > 102
            61|1| > 62
            64|1| >
            6|2|1|| > 6 8 54
            6|2|1|DSIM001| > 6 8 54
            6|2|0|| >
            6|2|1|U999| > 4/2101/-1
            62|1|11|All|NetLiquidation,AccountType,Nonsense| > 63 64
            62|1|12|All|$LEDGER:ALL| > 63 64
            62|1|13|All|$LEDGER| > 4/322/13
            63|1|11| >
            74|1|14|DSIM001|| > 72
            75|1|14| >
            76|1|15|DSIM001||1| > 73 74
            77|1|15| >
            74|1|16|U999|| > 4/321/16
            92|17|DSIM001|| > 94
            93|17| >
            94|18|DSIM001||4711| >
            95|18| >
            9|8|20|{S}0|||| > 10 52
            9|8|21|{O}0|||| > 10 52
            9|8|22|{E}0|||| > 10 52
            9|8|23|{U}0|||| > 4/200/23
            9|8|24|0|EUR|CASH||0.0|||IDEALPRO||USD|||0|||| > 4/200/24
            78|25|SPY||STK|0| > 75 76
            78|26|NOPE||STK|0| > 4/200/26
            81|27|SPY| > 79
            81|28|zzz| > 79
            91|26| > 93
            91|4711| > 4/322/-1
            83|29|9c0001| > 82
            83|30|nowhere| > 4/321/30
            59|1|3| >
            1|11|31|{S}0|100,101,104,106,165,225,233,236,258,293,411,456|0|0|| > 81 58 1 2 1 2 1 2 46 45 1 2 45
            1|11|31|{S}0||0|0|| > 4/102/31
            2|1|31| >
            2|1|31| > 4/300/31
            1|11|32|{O}0|100,101,106|0|0|| > 81 58 1 2 1 2 1 2 46 45 21 2
            2|1|32| >
            1|11|33|{S}0|999|0|0|| > 4/321/33
            1|11|34|{S}0|233|1|0|| > 4/414/34
            1|11|35|{S}0||1|0|| > 81 58 1 2 1 2 1 2 46 45 1 57
            1|11|36|{S}0||0|1|| > 81 58 1 2 1 2 1 2 46 45 1 57
            1|11|37|{S}0|100,100,mdoff,292:BRFG|0|0|| > 81 58
            2|1|37| >
            1|11|38|{U}0||0|0|| > 4/200/38
            20|40|{S}0||1 min|2 D|1|TRADES|1|0|| > 17
            20|41|{S}0||1 day|1 W|1|ADJUSTED_LAST|2|0|| > 17
            20|42|{S}0||5 mins|2 D|1|BID_ASK|1|0|| > 17
            20|43|{S}0||1 hour|2 D|1|MIDPOINT|3|1|| > 17
            25|1|43| >
            25|1|43| > 4/366/43
            20|44|{S}0||7 mins|1 D|1|TRADES|1|0|| > 4/321/44
            20|45|{S}0||1 day|1 W|1|SCHEDULE|1|0|| > 106
            20|46|{S}0||1 day|99999 Y|1|SCHEDULE|1|0|| > 106
            20|47|{S}0||1 min|1 W|1|SCHEDULE|1|0|| > 4/10295/47
            20|48|{S}0|20260622-14:00:00|1 min|1 D|1|TRADES|1|1|| > 4/321/48
            20|49|{S}0|soon|1 min|1 D|1|TRADES|1|0|| > 4/10314/49
            20|50|{S}0||1 min|1 D|1|FEE_RATE|1|0|| > 4/321/50
            87|51|{S}0|1|TRADES|1| > 88
            87|52|{O}0|1|TRADES|2| > 4/162/52
            90|51| >
            10|5|60|{S}5|1|| > 4/10092/60
            11|1|60|1| > 4/310/60
            50|3|61|{S}5|TRADES|1|| > 4/420/61
            51|1|61| > 4/300/61
            97|62|{S}BidAsk|0|1| > 4/10189/62
            98|62| > 4/300/62
            96|63|{S}0|20260618 10:00:00 US/Eastern||10|TRADES|1|1|| > 4/10187/63
            88|64|{S}0|1|3 days| > 4/10188/64
            89|64| >
            54|2|65|{O}12.5|565|| > 21
            54|3|66|{O}12.5|565|0|| > 21
            56|1|65| >
            55|2|67|{O}0.2|565|| > 21
            55|2|68|{O}0.2|0|| > 4/321/68
            54|2|69|{O}9999|565|| > 4/321/69
            55|2|70|{S}0.2|565|| > 4/200/70
            57|1|67| >
            52|2|71|0|SPY|STK|SMART|NYSE|USD||ReportSnapshot|| > 4/430/71
            53|1|71| >
            21|2|72|0|SPY|OPT|20260717|570|C|100|SMART|USD|||1|1|DSIM001|0| > 4/322/72
            100|73| > 4/10276/73
            101|73| >
            102|74|265598||0|0|0||||| > 4/10276/74
            103|74| >
            104|75| > 107
            79|76| > 77
            80|1| > 78
            82| > 80
            85| > 85
            12|1|1| >
            13|1| >
            84|77|BRFG|x|| > 4/10172/77
            86|78|1|BRFG|||10|| > 87
            24|1| > 19
            22|79||STK|STK.US|TOP_PERC_GAIN||||||||||||||||||||| > 20
            23|1|79| >
            18|1|1| > 4/321/-1
            19|1|1|x|80| > 4/321/-1
            67|1|81| > 4/321/81
            9|8|82|{I}0|||| > 10 52
            9|8|83|0|VIX|IND||0.0|||||USD|||0|||| > 10 52
            9|8|84|0|VIX|IND||0.0|||SMART||USD|||0|||| > 4/200/84
            9|8|85|0|VIX|STK||0.0|||SMART||USD|||0|||| > 4/200/85
            9|8|86|0|SPY|IND||0.0|||CBOE||USD|||0|||| > 4/200/86
            78|87|VIX||IND|0| > 76
            1|11|88|{I}0||1|0|| > 81 58 1 2 1 2 1 46 45 1 57
            1|11|89|{I}0|100,101,104,106,233|0|0|| > 81 58 1 2 1 2 1 46 45 1 2 45
            2|1|89| >
            20|90|{I}0||1 min|2 D|1|TRADES|1|0|| > 17
            20|91|{I}0||1 day|1 W|1|TRADES|1|0|| > 17
            54|2|92|{I}12.5|565|| > 4/200/92
            """;

    static IntStream versions() {
        return IntStream.rangeClosed(ProtocolVersions.LOWEST, ProtocolVersions.HIGHEST);
    }

    private static String written(String request) {
        return request.replace("{S}", STOCK)
                .replace("{O}", OPTION)
                .replace("{I}", INDEX)
                .replace("{E}", EXPIRATION)
                .replace("{U}", UNKNOWN);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void answersEveryRequestAsItsVersionHasIt(int version) throws Exception {
        List<String> wrong = new ArrayList<>();
        try (GatewayFixture fixture = new GatewayFixture();
                StrictClient client = StrictClient.ready(fixture.gateway.port(), version, 7)) {
            for (String line : EVERY_REQUEST.lines().toList()) {
                String[] sides = line.split(" >");
                String expected = sides.length < 2 ? "" : sides[1].strip();
                expected = expected.equals("17") && version >= 196 ? "17 108" : expected;
                client.send(written(sides[0]));
                List<String> answers = client.all();
                String answer = client.kinds(answers);
                if (!answer.equals(expected) || !answers.stream().allMatch(it -> isUnderNumberOf(sides[0], it))) {
                    wrong.add(sides[0] + " was answered by " + answers + ", not " + expected);
                }
            }
            assertThat(wrong).isEmpty();
            assertThat(fixture.gateway.openLines()).isZero();
        }
    }

    /** Requests with a number have one of two digits, behind a version or not; errors are compared as kinds. */
    private static boolean isUnderNumberOf(String request, String answer) {
        Matcher numbered =
                Pattern.compile("\\d+\\|(?:\\d\\d?\\|)?(\\d\\d)\\|.*").matcher(request);
        return !numbered.matches()
                || answer.startsWith("4|")
                || answer.matches("\\d+\\|(\\d\\|)?" + numbered.group(1) + "\\|.*");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void tellsOfOrdersAsItsVersionHasIt(int version) throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("corrections on");
                StrictClient client = StrictClient.ready(fixture.gateway.port(), version, 7)) {
            client.send("61|1|", "6|2|1||", "74|1|1|||", "92|2|||", "76|1|3||||1|");
            client.all();
            client.send(
                    OrderText.stock(1, "BUY", "10", "MKT").at(version),
                    OrderText.stock(2, "BUY", "10", "LMT").limit("1").at(version),
                    OrderText.option(3, "BUY", "1", "LMT").limit("500").whatIf().at(version),
                    OrderText.option(4, "BUY", "1", "MKT").held().at(version),
                    OrderText.option(5, "SELL", "1", "LMT")
                            .limit("90")
                            .childOf(4)
                            .held()
                            .at(version),
                    OrderText.option(6, "SELL", "1", "STP")
                            .trigger("0.05")
                            .childOf(4)
                            .at(version),
                    OrderText.stock(7, "SELL", "1", "TRAIL").trigger("50").at(version));
            assertThat(client.kinds(client.all())).isEqualTo("5 3 5 3 5 3 5 3 5 3 5 3");
            client.send("49|1|" + (OPEN + 60) + "|");
            assertThat(client.kinds(client.until("49")))
                    .startsWith("11 5 3 5 3 59")
                    .contains(" 61 ", " 71 ", " 73 ", " 94 ", " 6 7 8 ")
                    .endsWith(" 49");
            String days = version >= 200 ? "2147483647|0|" : "";
            client.send("5|1|", "7|3|9|0|||||||" + days, "99|1|");
            assertThat(client.kinds(client.all())).matches("5 3( 5 3)* 53 11 59( 11 59)* 55 101 102");
            client.send(
                    version < 192 ? "4|1|2||" + (version >= 187 && version <= 189 ? "||2147483647|" : "") : "4|2||||",
                    version < 192 ? "58|1|" : "58||2147483647|");
            assertThat(client.kinds(client.all())).startsWith("3 4/202/2 3 4/202/");
            assertThat(fixture.gateway.openOrders()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "v157..178, 178",
        "v100..176, 176",
        "v100..187, 187",
        "v100..193, 193",
        "v100..200, 200",
        "v100..203, 200",
        "v100..226, 200",
        "v100..99999, 200",
        "v193, 193",
        "v100..195 +PACEAPI, 195"
    })
    void agreesOnAVersionWithEachClient(String offer, int version) throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                StrictClient client =
                        StrictClient.start(fixture.gateway.port(), offer, version, 7, "9|8|1|" + STOCK + "0||||")) {
            assertThat(client.kinds(client.until("52"))).isEqualTo("15 9 4/2104/-1 4/2106/-1 4/2158/-1 10 52");
        }
    }

    /** ib_async and ib_insync: five requests at once, each must end in time; then the executions. */
    @ParameterizedTest
    @ValueSource(ints = {0, 7})
    void startsClientsThatAwaitEveryEndAtOnce(int clientId) throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                StrictClient other = StrictClient.ready(fixture.gateway.port(), 193, 1);
                StrictClient client = StrictClient.start(fixture.gateway.port(), "v157..178", 178, clientId)) {
            other.send(
                    OrderText.stock(1, "BUY", "10", "MKT").at(193),
                    OrderText.stock(2, "BUY", "10", "LMT").limit("1").at(193),
                    "49|1|" + (OPEN + 60) + "|");
            other.until("49");
            client.until("4/2158/-1");
            if (clientId == 0) {
                client.send("15|1|1|");
            }
            client.send("61|1|", "5|1|", "99|0|", "6|2|1|DSIM001|", "76|1|3|DSIM001||0|");
            assertThat(client.kinds(client.all())).isEqualTo("61 62 53 101 102 6 7 8 54 73 74");
            client.send("7|3|4|0|||||||");
            assertThat(client.kinds(client.all())).isEqualTo("11 59 55");
        }
    }

    /** Clients that hand requests over before they know an order id, in one piece with startApi. */
    @Test
    void answersWhatIsSentBehindStartApi() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                StrictClient client = StrictClient.start(
                        fixture.gateway.port(),
                        "v100..193",
                        193,
                        7,
                        "59|1|4|",
                        "62|1|1|All|NetLiquidation|",
                        "61|1|",
                        "16|1|",
                        "1|11|2|" + STOCK + "0||1|0||",
                        "20|3|" + STOCK + "0||1 min|2 D|1|TRADES|1|0||",
                        OrderText.stock(1, "BUY", "1", "LMT").limit("1").at(193))) {
            assertThat(client.kinds(client.until("3")))
                    .isEqualTo("15 9 4/2104/-1 4/2106/-1 4/2158/-1 63 64 62 53 81 58 1 2 1 2 1 2 46 45 1 57 17 5 3");
        }
    }

    @Test
    void tellsTheMasterOfAllOrdersAndOthersOfTheirOwn() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("master 5");
                StrictClient first = StrictClient.ready(fixture.gateway.port(), 193, 1);
                StrictClient second = StrictClient.ready(fixture.gateway.port(), 200, 2)) {
            first.send(OrderText.stock(1, "BUY", "10", "LMT").limit("1").at(193));
            assertThat(first.kinds(first.all())).isEqualTo("5 3");
            try (StrictClient master = StrictClient.start(fixture.gateway.port(), "v100..178", 178, 5)) {
                assertThat(master.kinds(master.until("4/2158/-1"))).isEqualTo("5 3 15 9 4/2104/-1 4/2106/-1 4/2158/-1");
                second.send(OrderText.stock(1, "BUY", "10", "MKT").at(200));
                second.all();
                first.send("49|1|" + (OPEN + 60) + "|");
                assertThat(first.kinds(first.until("49"))).isEqualTo("49");
                assertThat(second.kinds(second.all())).isEqualTo("11 5 3 5 3 59");
                List<String> heard = master.all();
                assertThat(master.kinds(heard)).isEqualTo("5 3 11 5 3 5 3 59");
                assertThat(heard.stream().filter(it -> it.startsWith("3|")).map(it -> it.split("\\|")[9]))
                        .containsOnly("2");
                first.send("4|1||||");
                assertThat(first.kinds(first.all())).isEqualTo("3 4/202/1");
                assertThat(master.kinds(master.all())).isEqualTo("3");
                assertThat(second.all()).isEmpty();
                master.send("4|1||", "4|1|1||");
                assertThat(master.kinds(master.all())).contains("4/10147/1");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1|6|2|1|600.1|100|0|",
                "61|3|ACC|265598|AAPL|STK||0.0|||NASDAQ|USD|AAPL|NMS|-110|201.8829709|",
                "63|1|9000|ACC|NetLiquidation|246447.83|USD|",
                "4|2|-1|2104|Market data farm connection is OK:usfarm||",
                "58|1|2|1|"
            })
    void isReadByAReaderThatMissesNothing(String message) {
        StrictReader reader = new StrictReader(193);
        assertThat(reader.read(message)).isEqualTo(Integer.parseInt(message.split("\\|")[0]));
        assertThatThrownBy(() -> reader.read(message + "0|")).isInstanceOf(AssertionError.class);
        String shorter = message.substring(0, message.lastIndexOf('|', message.length() - 2) + 1);
        assertThatThrownBy(() -> reader.read(shorter)).isInstanceOf(AssertionError.class);
        String swapped = message.replaceFirst("\\|(.*?)\\|", "|x|");
        assertThatThrownBy(() -> reader.read(swapped)).isInstanceOf(AssertionError.class);
    }
}
