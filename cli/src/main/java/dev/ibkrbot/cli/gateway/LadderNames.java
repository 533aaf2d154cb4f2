package dev.ibkrbot.cli.gateway;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import java.util.List;
import java.util.Locale;

/** The steps of the readiness ladder by name, in their order: a promise to scripts. */
final class LadderNames {
    static final String ACCOUNT = "account";
    static final String WRITE_ACCESS = "write-access";
    static final String DATA_FARMS = "data-farms";
    static final String ENTITLEMENT = "entitlement";
    static final String CLOCK = "clock";
    static final String STOCK_QUOTE = "stock-quote";
    static final String OPTION_QUOTE = "option-quote";
    static final String BARS = "bars";

    static final List<String> ALL = List.of(
            "tcp",
            "handshake",
            "api-ready",
            ACCOUNT,
            WRITE_ACCESS,
            DATA_FARMS,
            ENTITLEMENT,
            CLOCK,
            STOCK_QUOTE,
            OPTION_QUOTE,
            BARS);

    private LadderNames() {}

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static BrokerException unlisted(String what) {
        return new BrokerException("no option is listed: " + what, Recovery.SKIP_INSTRUMENT);
    }
}
