package dev.ibkrbot.strategy.analytics;

/** A yearly return on capital as a school grade: A from 25 %, B from 15 %, C from 8 %, D from nought. Immutable. */
public enum ReturnGrade {
    A(25),
    B(15),
    C(8),
    D(0),
    F(Double.NEGATIVE_INFINITY);

    private final double fromPercent;

    ReturnGrade(double fromPercent) {
        this.fromPercent = fromPercent;
    }

    /** The grade of a yearly return in percent; {@link IllegalArgumentException} for NaN. */
    public static ReturnGrade of(double percent) {
        for (ReturnGrade grade : values()) {
            if (percent >= grade.fromPercent) {
                return grade;
            }
        }
        throw new IllegalArgumentException("return is not a number");
    }

    /** The grade of a profit on a margin over so many days; C, the middle, when no yearly return can be told. */
    public static ReturnGrade of(double profit, double margin, double days) {
        var percent = Yields.returnOnCapitalPercent(profit, margin, days);
        return percent.isPresent() ? of(percent.getAsDouble()) : C;
    }
}
