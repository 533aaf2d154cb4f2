package dev.ibkrbot.stub.gateway;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Which fills a client asks for; what is empty accepts all. Immutable. */
record ExecutionFilter(int clientId, Instant from, String symbol, String secType, String side) {
    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("yyyyMMdd HH:mm:ss", Locale.ROOT);
    private static final int DATE_AND_TIME = 17;

    /** The fields after the request's number; the days of version 200 are not more than today either way. */
    static ExecutionFilter read(Fields in) {
        int clientId = in.integer();
        in.skip(1); // there is one account
        Instant from = moment(in.text());
        String symbol = in.text();
        String secType = in.text();
        in.skip(1); // there is one exchange
        return new ExecutionFilter(clientId, from, symbol, secType, in.text());
    }

    /** "20251121-14:30:00" in UTC or "20251121 09:30:00 US/Eastern"; unreadable is from the beginning. */
    private static Instant moment(String text) {
        if (text.length() < DATE_AND_TIME) {
            return Instant.MIN;
        }
        try {
            String start = text.substring(0, DATE_AND_TIME);
            ZoneId zone = start.charAt(8) == '-' || text.length() == DATE_AND_TIME
                    ? ZoneOffset.UTC
                    : ZoneId.of(text.substring(DATE_AND_TIME + 1));
            return LocalDateTime.parse(start.replace('-', ' '), WRITTEN)
                    .atZone(zone)
                    .toInstant();
        } catch (DateTimeException e) {
            return Instant.MIN;
        }
    }

    boolean accepts(Fill fill) {
        LiveOrder order = fill.order;
        return (clientId == 0 || clientId == order.clientId)
                && !fill.at.isBefore(from)
                && (symbol.isEmpty()
                        || symbol.equals(order.instrument.underlying().value()))
                && (secType.isEmpty() || secType.equals(Contracts.type(order.instrument)))
                && (side.isEmpty() || side.equals(order.ticket.action()));
    }
}
