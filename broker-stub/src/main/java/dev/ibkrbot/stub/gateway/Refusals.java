package dev.ibkrbot.stub.gateway;

import java.util.Map;

/** Says no to what the simulator does not serve, with the code a gateway has for it. */
final class Refusals {
    private static final int NOWHERE = -1;
    private static final String NO_PERMISSIONS = "No market data permissions";

    private static final Map<Integer, Refusal> BY_REQUEST = Map.ofEntries(
            Map.entry(
                    10,
                    new Refusal(
                            1,
                            10092,
                            "Deep market data is not supported for this combination of security type/exchange")),
            Map.entry(11, new Refusal(1, 310, "Can't find the subscribed market depth with tickerId")),
            Map.entry(
                    18, new Refusal(NOWHERE, 321, "Error validating request: FA data operations are for FA customers")),
            Map.entry(
                    19, new Refusal(NOWHERE, 321, "Error validating request: FA data operations are for FA customers")),
            Map.entry(21, new Refusal(1, 322, "Error processing request: the simulator exercises no options")),
            Map.entry(50, new Refusal(1, 420, "Invalid Real-time Query:" + NO_PERMISSIONS)),
            Map.entry(51, new Refusal(1, 300, "Can't find EId with tickerId")),
            Map.entry(
                    52,
                    new Refusal(
                            1,
                            430,
                            "We are sorry, but fundamentals data for the security specified is not available.")),
            Map.entry(65, new Refusal(NOWHERE, 321, "Error validating request: the simulator verifies no programs")),
            Map.entry(66, new Refusal(NOWHERE, 321, "Error validating request: the simulator verifies no programs")),
            Map.entry(67, new Refusal(1, 321, "Error validating request: a gateway has no display groups")),
            Map.entry(68, new Refusal(1, 321, "Error validating request: a gateway has no display groups")),
            Map.entry(69, new Refusal(1, 321, "Error validating request: a gateway has no display groups")),
            Map.entry(70, new Refusal(1, 321, "Error validating request: a gateway has no display groups")),
            Map.entry(84, new Refusal(0, 10172, "Failed to request news article:No data available")),
            Map.entry(88, new Refusal(0, 10188, "Failed to request histogram data:" + NO_PERMISSIONS)),
            Map.entry(96, new Refusal(0, 10187, "Failed to request historical ticks:" + NO_PERMISSIONS)),
            Map.entry(97, new Refusal(0, 10189, "Failed to request tick-by-tick data:" + NO_PERMISSIONS)),
            Map.entry(98, new Refusal(0, 300, "Can't find EId with tickerId")),
            Map.entry(100, new Refusal(0, 10276, "News feed is not allowed.")),
            Map.entry(102, new Refusal(0, 10276, "News feed is not allowed.")));

    private Refusals() {}

    /** @param before how many fields precede the request's own number; {@link #NOWHERE} when it has none */
    private record Refusal(int before, int code, String text) {}

    /** The error for a request of this kind, under the number that the client gave it. */
    static void refuse(Client client, int id, Fields in) {
        Refusal refusal = BY_REQUEST.getOrDefault(
                id,
                new Refusal(
                        NOWHERE,
                        321,
                        "Error validating request: " + RequestNames.of(id) + " is not served by the simulator"));
        int number = -1;
        if (refusal.before() != NOWHERE) {
            in.skip(refusal.before());
            number = in.integer();
        }
        client.error(number, refusal.code(), refusal.text());
    }
}
