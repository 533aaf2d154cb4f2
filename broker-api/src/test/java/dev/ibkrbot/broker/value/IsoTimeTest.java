package dev.ibkrbot.broker.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-01-01T00:00:00Z",
                "0987-06-05T04:03:02Z",
                "1969-12-31T23:59:59Z",
                "1970-01-01T00:00:00Z",
                "2024-02-29T09:08:07Z",
                "2026-11-18T14:30:00Z",
                "9999-12-31T23:59:59Z"
            })
    void writesWholeSecondsAsTheyAreRead(String text) {
        assertThat(IsoTime.text(Instant.parse(text))).isEqualTo(text);
    }

    @Test
    void writesTheRestAsInstantsWriteThemselves() {
        assertThat(IsoTime.text(Instant.parse("2026-11-18T14:30:00.250Z"))).isEqualTo("2026-11-18T14:30:00.250Z");
        assertThat(IsoTime.text(Instant.parse("-0001-12-31T23:59:59Z"))).isEqualTo("-0001-12-31T23:59:59Z");
        assertThat(IsoTime.text(Instant.parse("+10000-01-01T00:00:00Z"))).isEqualTo("+10000-01-01T00:00:00Z");
        assertThat(IsoTime.text(Instant.MAX)).isEqualTo(Instant.MAX.toString());
        assertThat(IsoTime.text(Instant.MIN)).isEqualTo(Instant.MIN.toString());
    }
}
