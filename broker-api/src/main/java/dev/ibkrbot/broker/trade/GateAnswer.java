package dev.ibkrbot.broker.trade;

/**
 * What one gate before an entry said. Immutable.
 *
 * @param gate short stable name, such as "entry_hours"
 * @param verdict whether an entry may be made as far as it is concerned
 * @param limit what it asks for, with its unit; empty when it was not asked
 * @param actual what was found, with its unit; empty when it was not asked and there is nothing to say about that
 * @param code short stable reason why not, such as "stale_quote"; empty unless it failed
 */
public record GateAnswer(String gate, Verdict verdict, String limit, String actual, String code) {
    /** What a gate can say. */
    public enum Verdict {
        PASSED,
        FAILED,
        /** It was not its turn, or what it looks at is not known and another gate stands for that. */
        NOT_ASKED
    }

    public GateAnswer {
        if ((verdict == Verdict.FAILED) == code.isEmpty()) {
            throw new IllegalArgumentException(gate + " " + verdict + " with reason '" + code + "'");
        }
    }

    /** It has nothing against an entry. */
    public static GateAnswer passed(String gate, Object limit, Object actual) {
        return new GateAnswer(gate, Verdict.PASSED, String.valueOf(limit), String.valueOf(actual), "");
    }

    /** It stands against an entry. */
    public static GateAnswer failed(String gate, String code, Object limit, Object actual) {
        return new GateAnswer(gate, Verdict.FAILED, String.valueOf(limit), String.valueOf(actual), code);
    }

    /** It was not asked. */
    public static GateAnswer notAsked(String gate) {
        return new GateAnswer(gate, Verdict.NOT_ASKED, "", "", "");
    }

    /** What it looks at is {@code unknown}; another gate stands for that. */
    public static GateAnswer notAsked(String gate, String unknown) {
        return new GateAnswer(gate, Verdict.NOT_ASKED, "", unknown, "");
    }

    public boolean passed() {
        return verdict == Verdict.PASSED;
    }
}
