package dev.ibkrbot.ibkr.session;

import dev.ibkrbot.broker.account.AccountId;
import dev.ibkrbot.broker.trade.TradingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which account of a login may be used: the configured one, in paper trading only a paper account, with real money only a
 * configured account that is none. Without a configured account there must be exactly one. Immutable.
 *
 * @param mode what is done with orders
 * @param wanted the configured account
 */
public record AccountRule(TradingMode mode, Optional<AccountId> wanted) {
    public AccountRule {
        if (mode == TradingMode.LIVE && wanted.isEmpty()) {
            throw new IllegalArgumentException("live trading needs the account in the configuration");
        }
        if (wanted.isPresent()) {
            requireFits(mode, wanted.get());
        }
    }

    private static void requireFits(TradingMode mode, AccountId account) {
        if (mode == TradingMode.PAPER && !account.isPaper()) {
            throw new IllegalArgumentException("account " + account + " is not a paper account, the mode is paper");
        }
        if (mode == TradingMode.LIVE && account.isPaper()) {
            throw new IllegalArgumentException("account " + account + " is a paper account, the mode is live");
        }
    }

    /** The account to use of those the gateway names. {@link GatewayException} when there is none. */
    AccountId choose(List<AccountId> seen) {
        if (wanted.isPresent()) {
            if (!seen.contains(wanted.get())) {
                throw refused("account " + wanted.get() + " is not among those of this login: " + list(seen));
            }
            return wanted.get();
        }
        if (seen.size() != 1) {
            throw refused("the login has " + seen.size() + " accounts (" + list(seen) + ") and none is configured");
        }
        AccountId only = seen.get(0);
        if (mode == TradingMode.PAPER && !only.isPaper()) {
            throw refused("account " + only + " is not a paper account, the mode is paper");
        }
        return only;
    }

    private static GatewayException refused(String detail) {
        return new GatewayException(GatewayFault.WRONG_ACCOUNT, detail);
    }

    private static String list(List<AccountId> accounts) {
        return accounts.stream().map(AccountId::toString).collect(Collectors.joining(", "));
    }
}
