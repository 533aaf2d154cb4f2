package dev.ibkrbot.strategy.marathon;

import dev.ibkrbot.strategy.wheel.Offer;
import java.util.OptionalInt;

/**
 * How good an offer is, from 0 to 100. The same figures give the same score:
 *
 * <ul>
 *   <li>the win probability of the option in percent, 1 less the size of its delta;
 *   <li>a tenth of what the IV rank is above 50, less when below: -5 to 5;
 *   <li>3 for each play that holds, at most 6;
 *   <li>the track record of the symbol and kind from 5 judged ones on: 20 times (won / judged - 0.5), drawn towards
 *       nothing by judged / (judged + 20): -10 to 10.
 * </ul>
 *
 * <p>The sum is rounded half up and kept within 0 to 100. Without a win probability there is no score. Stateless.
 */
final class Score {
    private static final int MIDDLE_RANK = 50;
    private static final double PER_RANK = 0.1;
    private static final double PER_PLAY = 3;
    private static final double MOST_FOR_PLAYS = 6;
    private static final int FEWEST_JUDGED = 5;
    private static final double RECORD_WEIGHT = 20;
    private static final double HUNDRED = 100;

    private Score() {}

    /** Of an offer on a candidate; absent when the offer has no win probability. */
    static OptionalInt of(Candidate candidate, Offer offer, TrackRecord record) {
        if (offer.winProbabilityPercent().isEmpty()) {
            return OptionalInt.empty();
        }
        double sum = offer.winProbabilityPercent().getAsDouble()
                + PER_RANK * (candidate.ivRank() - MIDDLE_RANK)
                + Math.min(MOST_FOR_PLAYS, PER_PLAY * candidate.plays().size())
                + ofRecord(record.of(candidate.view().symbol(), offer.kind()));
        return OptionalInt.of((int) Math.round(Math.max(0, Math.min(HUNDRED, sum))));
    }

    private static double ofRecord(TrackRecord.Tally tally) {
        if (tally.judged() < FEWEST_JUDGED) {
            return 0;
        }
        double judged = tally.judged();
        return RECORD_WEIGHT * (tally.won() / judged - 0.5) * judged / (judged + RECORD_WEIGHT);
    }
}
