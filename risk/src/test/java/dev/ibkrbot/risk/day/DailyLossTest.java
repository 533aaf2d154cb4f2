package dev.ibkrbot.risk.day;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.RoundingDirection;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DailyLossTest {
    @ParameterizedTest
    @Tag("DL1")
    @CsvSource({
        "100000, 90000,    0.09,  true",
        "100000, 99500,    0.1,   false",
        "100000, 85000,    0.15,  true",
        "100000, 85000.01, 0.15,  false",
        "0,      85000,    0.15,  false",
        "-5,     -10,      0.15,  false",
        "100000, 85000,    -0.15, true",
        "100000, 85000.01, -0.15, false",
        "100000, 120000,   0.15,  false",
        "100000, -20000,   1,     true",
    })
    void comparesTheLostPartWithTheLimit(String start, String now, String limit, boolean reached) {
        assertThat(DailyLoss.isReached(Money.usd(start), Money.usd(now), Percent.ofFraction(limit)))
                .isEqualTo(reached);
    }

    @Test
    void agreesWithDecimalArithmetic() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            Money start = Money.ofUnits(random.nextLong(1, 1L << 53), Currency.USD);
            Percent limit = Percent.ofFractionUnits(random.nextLong(1, 100_000_000));
            long boundary = start.part(limit, RoundingDirection.HALF_EVEN).units();
            Money now = Money.ofUnits(start.units() - boundary + random.nextLong(-2, 3), start.currency());

            BigDecimal lost = new BigDecimal(start.amount()).subtract(new BigDecimal(now.amount()));
            BigDecimal allowed = new BigDecimal(start.amount()).multiply(new BigDecimal(limit.fraction()));
            assertThat(DailyLoss.isReached(start, now, limit)).isEqualTo(lost.compareTo(allowed) >= 0);
        }
    }
}
