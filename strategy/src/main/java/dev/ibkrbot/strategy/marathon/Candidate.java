package dev.ibkrbot.strategy.marathon;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A symbol worth a look. Immutable.
 *
 * @param view what is known of it; its IV rank is
 * @param byRank whether its IV rank alone makes it one
 * @param plays that hold, in the order of their listing
 */
public record Candidate(MarketView view, boolean byRank, List<Play> plays) {
    private static final int RICH = 50;
    private static final int LESS_RICH = 30;
    private static final int FEW = 3;

    public Candidate {
        plays = List.copyOf(plays);
    }

    /**
     * The candidates among these, highest IV rank first and equal ones by symbol: every rank above 50; when those are
     * fewer than three, above 30; when still fewer than three, the three highest. Further every symbol for which a play
     * holds. A symbol whose IV rank is not known is none.
     */
    public static List<Candidate> among(List<MarketView> views) {
        List<MarketView> ranked = views.stream()
                .filter(view -> view.ivRank().isPresent())
                .sorted(Comparator.comparingInt((MarketView view) -> -rank(view))
                        .thenComparing(MarketView::symbol))
                .toList();
        List<MarketView> rich =
                ranked.stream().filter(view -> rank(view) > RICH).toList();
        if (rich.size() < FEW) {
            rich = ranked.stream().filter(view -> rank(view) > LESS_RICH).toList();
        }
        if (rich.size() < FEW) {
            rich = ranked.stream().limit(FEW).toList();
        }
        List<Candidate> all = new ArrayList<>();
        for (MarketView view : ranked) {
            List<Play> plays = List.of(Play.values()).stream()
                    .filter(play -> play.holds(view))
                    .toList();
            if (rich.contains(view) || !plays.isEmpty()) {
                all.add(new Candidate(view, rich.contains(view), plays));
            }
        }
        return all;
    }

    /** Its IV rank. */
    public int ivRank() {
        return rank(view);
    }

    private static int rank(MarketView view) {
        return view.ivRank().orElseThrow();
    }
}
