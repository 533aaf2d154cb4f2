package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.pricing.EuropeanPricer;
import dev.ibkrbot.broker.pricing.Greeks;
import dev.ibkrbot.broker.pricing.OptionInputs;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/** Works out an option's price from its volatility and the other way round. Confined to the gateway's lock. */
final class CalculationDesk {
    private static final int CUSTOM_COMPUTATION = 53;
    /** As the options of the generated market are valued. */
    private static final double RATE = 0.04;

    private static final double SECONDS_PER_YEAR = Duration.ofDays(365).toSeconds();

    private final Floor floor;

    CalculationDesk(Floor floor) {
        this.floor = floor;
    }

    /** 54 (from a price) and 55 (from a volatility), at a given price of the underlying. */
    void calculate(Client client, Fields in, boolean fromPrice) {
        in.skip(1);
        int request = in.integer();
        Optional<Instrument> found = floor.contracts.findOne(ContractQuery.read(in));
        double given = in.estimate();
        double spot = in.estimate();
        if (found.isEmpty() || !(found.get() instanceof OptionContract option)) {
            client.error(request, 200, "No security definition has been found for the request");
            return;
        }
        try {
            OptionInputs inputs =
                    new OptionInputs(option.right(), spot, option.strike().asDouble(), years(option), RATE, 0);
            OptionalDouble vol = fromPrice ? EuropeanPricer.impliedVolatility(inputs, given) : OptionalDouble.of(given);
            if (vol.isPresent()) {
                double price = fromPrice ? given : EuropeanPricer.price(inputs, given);
                client.send(computation(request, inputs, vol.getAsDouble(), price));
                return;
            }
        } catch (IllegalArgumentException e) {
            // Said below, as what cannot be solved is.
        }
        client.error(request, 321, "Error validating request: nothing can be calculated from these numbers");
    }

    private double years(OptionContract option) {
        Instant now = floor.now();
        Instant end = floor.market
                .calendar()
                .session(option.expiration())
                .map(session -> session.close())
                .orElse(now);
        return Math.max(0, end.getEpochSecond() - now.getEpochSecond()) / SECONDS_PER_YEAR;
    }

    private static Message computation(int request, OptionInputs inputs, double vol, double price) {
        Optional<Greeks> greeks = EuropeanPricer.greeks(inputs, vol);
        return Message.of(21)
                .number(request)
                .number(CUSTOM_COMPUTATION)
                .number(0)
                .estimate(vol)
                .estimate(greeks.map(Greeks::delta).orElse(-2.0))
                .estimate(price)
                .estimate(0)
                .estimate(greeks.map(Greeks::gamma).orElse(-2.0))
                .estimate(greeks.map(Greeks::vegaPerPoint).orElse(-2.0))
                .estimate(greeks.map(Greeks::thetaPerDay).orElse(-2.0))
                .estimate(inputs.spot());
    }
}
