package dev.ibkrbot.broker.expiry;

import dev.ibkrbot.broker.instrument.ExerciseStyle;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.value.Price;
import java.util.Optional;

/** Why the holder of an option would rather exercise it tonight than sell it or wait. Immutable. */
public enum EarlyExercise {
    /** The dividend that only shares get tomorrow is more than the time value given up for it. */
    DIVIDEND,
    /** The time value is less than what the strike earns overnight. */
    NO_TIME_VALUE;

    /**
     * Whether an option is exercised after tonight's close.
     *
     * @param underlying its price at the close
     * @param mark what the option is worth per share then: the middle of its market
     * @param dividend per share, of shares held over this night; zero for none
     * @param carry what the strike earns until the next session, per share; zero or more
     * @return the reason; absent for European options, out of the money, and where holding is worth more
     */
    public static Optional<EarlyExercise> tonight(
            OptionContract option, Price underlying, Price mark, Price dividend, Price carry) {
        if (option.style() != ExerciseStyle.AMERICAN || !Expiry.isExercised(option, underlying)) {
            return Optional.empty();
        }
        Price timeValue = mark.minus(Expiry.intrinsic(option, underlying));
        if (option.right() == Right.CALL) {
            return timeValue.isBelow(dividend) ? Optional.of(DIVIDEND) : Optional.empty();
        }
        return timeValue.isBelow(carry) ? Optional.of(NO_TIME_VALUE) : Optional.empty();
    }
}
