package dev.ibkrbot.stub.gateway;

/** Says no to what the simulator does not serve, with the code a gateway has for it. */
final class Refusals {
    private static final String INVALID = "Error validating request: ";
    private static final String NO_PERMISSIONS = "No market data permissions";
    private static final String NO_LINE = "Can't find EId with tickerId";

    private Refusals() {}

    /** @param before how many fields precede the request's own number; -1 when it has none */
    private record Refusal(int before, int code, String text) {}

    private static Refusal of(int id) {
        return switch (id) {
            case 10 ->
                new Refusal(
                        1, 10092, "Deep market data is not supported for this combination of security type/exchange");
            case 11 -> new Refusal(1, 310, "Can't find the subscribed market depth with tickerId");
            case 18, 19 -> new Refusal(-1, 321, INVALID + "FA data operations are for FA customers");
            case 21 -> new Refusal(1, 322, "Error processing request: the simulator exercises no options");
            case 50 -> new Refusal(1, 420, "Invalid Real-time Query:" + NO_PERMISSIONS);
            case 51 -> new Refusal(1, 300, NO_LINE);
            case 52 ->
                new Refusal(1, 430, "We are sorry, but fundamentals data for the security specified is not available.");
            case 67, 68, 69, 70 -> new Refusal(1, 321, INVALID + "a gateway has no display groups");
            case 84 -> new Refusal(0, 10172, "Failed to request news article:No data available");
            case 88 -> new Refusal(0, 10188, "Failed to request histogram data:" + NO_PERMISSIONS);
            case 96 -> new Refusal(0, 10187, "Failed to request historical ticks:" + NO_PERMISSIONS);
            case 97 -> new Refusal(0, 10189, "Failed to request tick-by-tick data:" + NO_PERMISSIONS);
            case 98 -> new Refusal(0, 300, NO_LINE);
            case 100, 102 -> new Refusal(0, 10276, "News feed is not allowed.");
            default -> new Refusal(-1, 321, INVALID + RequestNames.of(id) + " is not served by the simulator");
        };
    }

    /** The error for a request of this kind, under the number that the client gave it. */
    static void refuse(Client client, int id, Fields in) {
        Refusal refusal = of(id);
        int number = -1;
        if (refusal.before() >= 0) {
            in.skip(refusal.before());
            number = in.integer();
        }
        client.error(number, refusal.code(), refusal.text());
    }
}
