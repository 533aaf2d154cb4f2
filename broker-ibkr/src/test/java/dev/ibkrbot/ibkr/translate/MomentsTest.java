package dev.ibkrbot.ibkr.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
    @ParameterizedTest
    @CsvSource({
        "20250708 02:35:00 America/New_York, 2025-07-08T06:35:00Z",
        "20251219 16:00:00 US/Eastern, 2025-12-19T21:00:00Z",
        "20231019 16:11:48 America/New_York, 2023-10-19T20:11:48Z",
        "20230414-09:30:00, 2023-04-14T09:30:00Z",
        "20251219 9:30:00 US/Eastern, 2025-12-19T14:30:00Z",
        "1700000000, 2023-11-14T22:13:20Z",
    })
    @Tag("T04")
    void readsEveryShapeWithAZone(String text, Instant expected) {
        assertThat(Moments.moment(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20250415  19:38:31",
                "20250415 19:38:31 Nowhere/City",
                "",
                "20251399 10:00:00 UTC",
                "tomorrow",
                "20230413"
            })
    @Tag("T04")
    void refusesWhatIsNoMoment(String text) {
        assertThat(Moments.moment(text)).isEmpty();
    }

    @Test
    void readsAndWritesDays() {
        assertThat(Moments.day("20251219")).contains(LocalDate.of(2025, 12, 19));
        assertThat(Moments.day("20251219 16:00:00 US/Eastern")).contains(LocalDate.of(2025, 12, 19));
        assertThat(Moments.day("202512")).isEmpty();
        assertThat(Moments.day("20251319")).isEmpty();
        assertThat(Moments.text(LocalDate.of(2025, 12, 19))).isEqualTo("20251219");
        assertThat(Moments.text(Instant.parse("2025-12-19T14:30:00Z"))).isEqualTo("20251219-14:30:00");
    }
}
