package dev.ibkrbot.strategy.analytics;

import java.time.LocalDate;

/** Well-known stretches of market history, to compare the present with. Dates are inclusive. Immutable. */
public enum Episode {
    VOLMAGEDDON_2018(LocalDate.of(2018, 2, 5), LocalDate.of(2018, 2, 9)),
    COVID_2020(LocalDate.of(2020, 2, 20), LocalDate.of(2020, 3, 23)),
    AI_BOOM_2023(LocalDate.of(2023, 1, 3), LocalDate.of(2023, 6, 16));

    private final LocalDate first;
    private final LocalDate last;

    Episode(LocalDate first, LocalDate last) {
        this.first = first;
        this.last = last;
    }

    public LocalDate first() {
        return first;
    }

    public LocalDate last() {
        return last;
    }
}
