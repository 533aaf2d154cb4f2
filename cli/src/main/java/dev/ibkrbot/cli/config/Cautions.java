package dev.ibkrbot.cli.config;

import dev.ibkrbot.broker.value.Percent;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Values that are allowed and probably not what somebody wants to lose money with. */
final class Cautions {
    private final Values values;
    private final List<Problem> problems;

    private Cautions(Values values, List<Problem> problems) {
        this.values = values;
        this.problems = problems;
    }

    static void run(Values values, List<Problem> problems) {
        Cautions cautions = new Cautions(values, problems);
        cautions.risk();
        cautions.pace();
        cautions.liquidity();
        cautions.unusedGateway();
    }

    private void risk() {
        warn(
                ConfigKeys.RISK_PER_TRADE,
                share -> share.compareTo(Percent.of("10")) > 0,
                "DANGEROUS: risks more than 10 % of equity in one trade",
                "0.01 to 0.02 is usual");
        warn(
                ConfigKeys.DAILY_LOSS,
                share -> share.compareTo(Percent.of("30")) > 0,
                "DANGEROUS: allows more than 30 % of equity to be lost in a day",
                "0.15 or less is usual");
        warn(
                ConfigKeys.STOP_LOSS,
                share -> share.compareTo(Percent.of("10")) < 0,
                "a stop this near is inside the spread of many options and fills at once",
                "0.1 or more is usual");
        warn(
                ConfigKeys.POSITION,
                share -> share.compareTo(Percent.of("50")) > 0,
                "DANGEROUS: one position may cost more than half of equity",
                "0.2 is usual");
        if (values.usable(ConfigKeys.RISK_PER_TRADE, ConfigKeys.DAILY_LOSS)
                && values.get(ConfigKeys.RISK_PER_TRADE).compareTo(values.get(ConfigKeys.DAILY_LOSS)) > 0) {
            add(
                    ConfigKeys.RISK_PER_TRADE,
                    "one trade may lose more than max_daily_loss_pct",
                    "write a smaller fraction");
        }
    }

    private void pace() {
        Predicate<Duration> frantic = interval -> interval.compareTo(Duration.ofSeconds(60)) < 0;
        warn(
                ConfigKeys.INTERVAL,
                frantic,
                "DANGEROUS: less than a minute between decisions exhausts a gateway's request limits",
                "300 is usual");
        warn(
                ConfigKeys.INTERVAL,
                frantic.negate().and(interval -> interval.compareTo(Duration.ofSeconds(300)) < 0),
                "below 300 a gateway may throttle history requests",
                "300 is usual");
    }

    private void liquidity() {
        warn(
                ConfigKeys.SPREAD,
                share -> share.compareTo(Percent.of("20")) > 0,
                "a spread above 20 % costs more than most exits earn; this key is in percent",
                "2 is usual");
        warn(
                ConfigKeys.SPREAD,
                share -> share.compareTo(Percent.of("5")) > 0 && share.compareTo(Percent.of("20")) <= 0,
                "a spread above 5 % takes a good part of the profit",
                "2 is usual");
        warn(
                ConfigKeys.SPREAD,
                share -> share.compareTo(Percent.of("0.05")) < 0,
                "looks like a fraction; this key is in percent",
                "2 is 2 %");
        warn(
                ConfigKeys.MIN_VOLUME,
                volume -> volume < 50,
                "options this thinly traded may not be sold again at a fair price",
                "100 is usual");
    }

    private void unusedGateway() {
        if (!values.usable(ConfigKeys.BROKER) || values.get(ConfigKeys.BROKER) == BotConfig.BrokerKind.IBKR) {
            return;
        }
        List.of(ConfigKeys.HOST, ConfigKeys.PORT, ConfigKeys.CLIENT_ID, ConfigKeys.ACCOUNT, ConfigKeys.ADOPT_POSITIONS)
                .forEach(this::unusedGateway);
    }

    private <T> void unusedGateway(KeySpec<T> key) {
        boolean written = values.origin(key).kind() != Origin.Kind.DEFAULT;
        boolean differs = values.optional(key)
                .map(value -> !String.valueOf(value).equals(key.defaultText().orElse("")))
                .orElse(false);
        if (written && differs && values.usable(key)) {
            add(key, "has no effect with the simulated broker", "write broker.kind: ibkr to use a gateway");
        }
    }

    private <T> void warn(KeySpec<T> key, Predicate<T> doubtful, String what, String fix) {
        if (values.usable(key) && doubtful.test(values.get(key))) {
            add(key, what, fix);
        }
    }

    private void add(KeySpec<?> key, String what, String fix) {
        problems.add(Problem.warning(key.path(), values.origin(key), what, fix));
    }
}
