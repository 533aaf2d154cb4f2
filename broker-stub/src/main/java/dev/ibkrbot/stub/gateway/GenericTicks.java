package dev.ibkrbot.stub.gateway;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The extra ticks a client asks for, such as "100,101,mdoff". Gateways know about ninety numbers; all that are in their
 * range are taken, and only those of 100, 101, 104 and 106 ever come. Immutable.
 *
 * @param codes each as written
 */
record GenericTicks(Set<String> codes) {
    private static final String LEGAL =
            "100(Option Volume),101(Option Open Interest),104(Historical Volatility),106(impvolat)";

    GenericTicks {
        codes = Set.copyOf(codes);
    }

    /** From numbers and words with commas between them; blanks do not matter. */
    static GenericTicks parse(String list) {
        return new GenericTicks(Stream.of(list.split(","))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .collect(Collectors.toSet()));
    }

    /** Whether no gateway knows some of these. */
    boolean areUnknown() {
        return !codes.stream().allMatch(it -> it.equals("mdoff") || it.matches("(47|[1-7]\\d\\d)(:.+)?"));
    }

    boolean isEmpty() {
        return codes.isEmpty();
    }

    boolean has(String code) {
        return codes.contains(code);
    }

    /** Without prices and sizes: news alone, of which there is none. */
    boolean areNewsAlone() {
        return codes.contains("mdoff");
    }

    static String refusal(String list, String secType) {
        return "Error validating request.-'bQ' : cause - Incorrect generic tick list of " + list + ".  Legal ones for ("
                + secType + ") are: " + LEGAL;
    }
}
