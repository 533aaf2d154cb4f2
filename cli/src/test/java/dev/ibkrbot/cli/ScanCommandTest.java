package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.Ran.bot;
import static dev.ibkrbot.cli.Ran.items;
import static dev.ibkrbot.cli.Ran.well;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScanCommandTest {
    @Test
    @Tag("WH")
    void ranksPutsByTheirYieldAndPaysThemWithTheCash() {
        JsonNode answer = well("scan", "--symbols", "AAPL,MSFT,META", "--top", 2, "--json")
                .json();
        List<JsonNode> offers = items(answer.at("/offers"));
        assertThat(offers).hasSize(2);
        assertThat(offers)
                .isSortedAccordingTo(Comparator.comparingDouble(
                        (JsonNode it) -> -it.at("/annualizedYieldPercent").asDouble()));
        for (JsonNode offer : offers) {
            BigDecimal strike = new BigDecimal(offer.at("/contract").asText().split(" ")[3]);
            BigDecimal price = new BigDecimal(offer.at("/underlying").asText());
            assertThat(new BigDecimal(offer.at("/collateral").asText()))
                    .isEqualByComparingTo(strike.multiply(BigDecimal.valueOf(100)))
                    .isLessThanOrEqualTo(new BigDecimal(answer.at("/cash").asText()));
            assertThat(strike).isLessThan(price);
        }
        assertThat(items(answer.at("/rejections")))
                .extracting(it -> it.at("/reason").asText())
                .containsExactly("lower_yield");
    }

    @Test
    void saysWhyNothingCanBeSold() {
        Ran ran = well("scan", "--symbols", "AAPL", "--cash", "100");
        assertThat(ran.out()).startsWith("nothing to sell\nnot AAPL (cash secured put): unaffordable, ");
    }

    @ParameterizedTest
    @CsvSource({"--window,noon", "--top,0", "--cash,much", "--symbols,aapl"})
    void endsWithTwoForWhatItDoesNotUnderstand(String flag, String value) {
        Ran ran = bot("scan", flag, value);
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.told("why")).contains(flag);
    }
}
