package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.Ran.bot;
import static dev.ibkrbot.cli.Ran.items;
import static dev.ibkrbot.cli.Ran.well;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AAPL at 100 on 300 days is always at its 200-day mean, so that its first recipe holds on every day after 200. */
class ScreenCommandTest {
    private static final int DAYS = 300;

    @TempDir
    private Path data;

    @Test
    @Tag("BT")
    void screensEveryDayThatHas200BeforeItAndTheHorizonAfterIt() throws IOException {
        writeCsv(DAYS);

        JsonNode answer =
                well("screen", "--data", data, "--horizon", 10, "--json").json();

        JsonNode magnet = items(answer.at("/recipes")).get(0);
        assertThat(answer.at("/meaning").asText()).startsWith("A screen, not a profit and loss");
        assertThat(magnet.at("/recipe").asText()).isEqualTo("sma-200-magnet");
        assertThat(magnet.at("/days").asInt()).isEqualTo(DAYS - 200 - 10);
        assertThat(magnet.at("/winRate").asDouble()).isEqualTo(1);
        assertThat(magnet.at("/meanReturn").asDouble()).isZero();
        assertThat(magnet.at("/holdsAtLast").asBoolean()).isTrue();
        assertThat(items(answer.at("/warnings"))).isEmpty();
    }

    @Test
    void takesAJumpForASplitAndSaysSo() throws IOException {
        writeCsv(250);

        JsonNode answer = well("screen", "--data", data, "--json").json();

        assertThat(items(answer.at("/warnings")).get(0).asText()).startsWith("AAPL: taken for a split of 2 for 1: ");
        assertThat(items(answer.at("/recipes")).get(0).at("/days").asInt()).isEqualTo(DAYS - 200 - 30);
        assertThat(well("screen", "--data", data).out()).endsWith("overlaps.\n");
    }

    @Test
    void takesSplitsFromAFactorFile() throws IOException {
        List<LocalDate> dates = dates();
        Path usa = Files.createDirectories(data.resolve("equity/usa"));
        Files.createDirectories(usa.resolve("daily"));
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < DAYS; i++) {
            String price = i < 250 ? "1000000" : "900000";
            rows.append(dates.get(i).toString().replace("-", "") + " 00:00," + price + "," + price + "," + price + ","
                    + price + ",900\n");
        }
        try (OutputStream out = Files.newOutputStream(usa.resolve("daily/aapl.zip"));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("aapl.csv"));
            zip.write(rows.toString().getBytes(StandardCharsets.US_ASCII));
        }
        Path factors = Files.createDirectories(usa.resolve("factor_files")).resolve("aapl.csv");
        Files.writeString(factors, dates.get(249).toString().replace("-", "") + ",0.5,0.9,100\n20501231,1,1,0\n");

        JsonNode answer = well("screen", "--data", data, "--json").json();

        JsonNode magnet = items(answer.at("/recipes")).get(0);
        assertThat(magnet.at("/days").asInt()).isEqualTo(DAYS - 200 - 30);
        assertThat(magnet.at("/worstReturn").asDouble()).isZero();

        Files.writeString(factors, "20200101,1,1,100\n20190101,1,0.5,100\n");
        Ran ran = bot("screen", "--data", data);
        assertThat(ran.code()).isEqualTo(9);
        assertThat(ran.told("why")).contains("aapl.csv:2: not a later row");
    }

    @ParameterizedTest
    @CsvSource({"--symbols,SPY", "--symbols,aapl", "--horizon,0"})
    void endsWithTwoForWhatItDoesNotUnderstand(String flag, String value) throws IOException {
        writeCsv(DAYS);

        Ran ran = bot("screen", "--data", data, flag, value);

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.told("why")).contains(flag);
    }

    @Test
    void endsWithNineWithoutData() {
        assertThat(bot("screen", "--data", data).code()).isEqualTo(9);
        assertThat(bot("screen", "--data", data.resolve("none")).code()).isEqualTo(9);
    }

    /** One row a day; from {@code halfFrom} on at half the price. */
    private void writeCsv(int halfFrom) throws IOException {
        MarketCalendar calendar = MarketCalendar.nyse();
        StringBuilder rows = new StringBuilder("timestamp,open,high,low,close,volume\n");
        List<LocalDate> dates = dates();
        for (int i = 0; i < DAYS; i++) {
            String price = i < halfFrom ? "100" : "50";
            rows.append(calendar.session(dates.get(i)).orElseThrow().open() + "," + price + "," + price + "," + price
                    + "," + price + ",900\n");
        }
        Files.writeString(data.resolve("AAPL.csv"), rows);
    }

    private static List<LocalDate> dates() {
        MarketCalendar calendar = MarketCalendar.nyse();
        List<LocalDate> dates = new ArrayList<>();
        for (LocalDate date = LocalDate.of(2018, 1, 2); dates.size() < DAYS; date = date.plusDays(1)) {
            if (calendar.isTradingDay(date)) {
                dates.add(date);
            }
        }
        return dates;
    }
}
