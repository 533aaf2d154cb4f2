package dev.ibkrbot.cli.config;

import static dev.ibkrbot.cli.config.AlertKeys.TELEGRAM_CHAT;
import static dev.ibkrbot.cli.config.AlertKeys.TELEGRAM_TOKEN;
import static dev.ibkrbot.cli.config.ConfigKeys.ACCOUNT;
import static dev.ibkrbot.cli.config.ConfigKeys.BROKER;
import static dev.ibkrbot.cli.config.ConfigKeys.DELAYED_DATA;
import static dev.ibkrbot.cli.config.ConfigKeys.FLATTEN;
import static dev.ibkrbot.cli.config.ConfigKeys.LAST_ENTRY;
import static dev.ibkrbot.cli.config.ConfigKeys.MERGE;
import static dev.ibkrbot.cli.config.ConfigKeys.MODE;
import static dev.ibkrbot.cli.config.ConfigKeys.PORT;
import static dev.ibkrbot.cli.config.ConfigKeys.READ_ONLY;
import static dev.ibkrbot.cli.config.ConfigKeys.STRATEGY;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules between keys: a contradiction is an error at the value the user most likely meant to change. */
final class CrossChecks {
    private static final Set<Integer> LIVE_PORTS = Set.of(4001, 7496);
    private static final Set<Integer> PAPER_PORTS = Set.of(4002, 7497);
    private static final LocalTime OPEN = LocalTime.of(9, 30);
    private static final LocalTime CLOSE = LocalTime.of(16, 0);

    private final Values values;
    private final List<Problem> problems;

    private CrossChecks(Values values, List<Problem> problems) {
        this.values = values;
        this.problems = problems;
    }

    static void run(Values values, List<Problem> problems) {
        CrossChecks checks = new CrossChecks(values, problems);
        if (values.usable(MODE, BROKER)) {
            checks.mode();
        }
        if (values.usable(LAST_ENTRY, FLATTEN)) {
            checks.endOfDay();
        }
        if (values.usable(STRATEGY, MERGE)) {
            checks.merge();
        }
        if (values.usable(TELEGRAM_TOKEN, TELEGRAM_CHAT)) {
            checks.telegram();
        }
    }

    private void mode() {
        BotConfig.Mode mode = values.get(MODE);
        boolean real = values.get(BROKER) == BotConfig.BrokerKind.IBKR;
        if (mode == BotConfig.Mode.LIVE && !real) {
            error(MODE, "live with the simulated broker", "write broker.kind: ibkr, or mode paper");
        }
        if (mode == BotConfig.Mode.LIVE && real && !values.isInFile(MODE, BotConfig.Mode.LIVE)) {
            mismatch(
                    MODE,
                    "live, but no configuration file says so",
                    "write trading.mode: live into the file, or use mode paper");
        }
        if (real && values.usable(PORT)) {
            port(mode, values.get(PORT));
        }
        if (real && values.usable(ACCOUNT)) {
            account(mode, values.optional(ACCOUNT));
        }
        if (real && mode == BotConfig.Mode.LIVE && values.usable(DELAYED_DATA) && values.get(DELAYED_DATA)) {
            mismatch(DELAYED_DATA, "true, but real money is risked on live data only", "write false, or mode paper");
        }
        if (real && mode != BotConfig.Mode.DRY_RUN && values.usable(READ_ONLY) && values.get(READ_ONLY)) {
            mismatch(READ_ONLY, "true, but " + MODE.shown(mode) + " sends orders", "write false, or mode dry-run");
        }
    }

    private void port(BotConfig.Mode mode, int port) {
        if (mode == BotConfig.Mode.PAPER && LIVE_PORTS.contains(port)) {
            mismatch(PORT, port + " is a live port, but the mode is paper", "write 4002 or 7497, or mode live");
        } else if (mode == BotConfig.Mode.LIVE && PAPER_PORTS.contains(port)) {
            mismatch(PORT, port + " is a paper port, but the mode is live", "write 4001 or 7496, or mode paper");
        }
    }

    private void account(BotConfig.Mode mode, Optional<String> account) {
        boolean paper = account.filter(name -> name.startsWith("D")).isPresent();
        if (mode == BotConfig.Mode.LIVE && account.isEmpty()) {
            mismatch(MODE, "live without an account", "write broker.account, so that no other account can be traded");
        } else if (mode == BotConfig.Mode.LIVE && paper) {
            mismatch(ACCOUNT, "a paper account (D...), but the mode is live", "write the live account, or mode paper");
        } else if (mode == BotConfig.Mode.PAPER && account.isPresent() && !paper) {
            mismatch(
                    ACCOUNT,
                    "not a paper account (D...), but the mode is paper",
                    "write the paper account, or mode live");
        }
    }

    private void endOfDay() {
        LocalTime last = values.get(LAST_ENTRY);
        Duration flatten = values.get(FLATTEN);
        LocalTime sold = CLOSE.minus(flatten);
        if (last.isBefore(OPEN) || last.isAfter(CLOSE)) {
            error(LAST_ENTRY, last + " is outside 09:30 to 16:00", "write a time of the regular session");
        } else if (!flatten.isZero() && !last.isBefore(sold)) {
            error(
                    LAST_ENTRY,
                    last + " is not before " + sold + ", when flatten_before_close_minutes sells everything",
                    "write an earlier time, or fewer minutes");
        }
    }

    private void merge() {
        BotConfig.StrategyName name = values.get(STRATEGY);
        if (values.get(MERGE) != BotConfig.Merge.NONE && name != BotConfig.StrategyName.SCALP) {
            error(
                    MERGE,
                    "lets whale override scalp, but strategy.name is " + STRATEGY.shown(name),
                    "write none, or name scalp");
        }
    }

    private void telegram() {
        boolean token = values.optional(TELEGRAM_TOKEN).isPresent();
        if (token && values.optional(TELEGRAM_CHAT).isEmpty()) {
            error(TELEGRAM_TOKEN, "without monitoring.telegram_chat_id", "name the chat, or delete the token");
        }
    }

    private void mismatch(KeySpec<?> key, String what, String fix) {
        problems.add(Problem.mismatch(key.path(), values.origin(key), what, fix));
    }

    private void error(KeySpec<?> key, String what, String fix) {
        problems.add(Problem.error(key.path(), values.origin(key), what, fix));
    }
}
