package dev.ibkrbot.cli.live;

import dev.ibkrbot.broker.account.AccountId;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.wiring.RunFolder;
import dev.ibkrbot.cli.wiring.StateFolder;
import dev.ibkrbot.execution.journal.Journal;
import dev.ibkrbot.execution.journal.JournalEntry;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonBody;
import dev.ibkrbot.execution.journal.JsonObject;
import dev.ibkrbot.execution.journal.RecordType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Which account a journal belongs to. Its first record says so once and for all, as a salted digest: journals are
 * exported and shown to others. Every refusal has exit code 5.
 */
final class AccountPin {
    private static final RecordType ACCOUNT = RecordType.of("account");
    private static final int SALT_BYTES = 16;

    private AccountPin() {}

    /** Real money is not even looked at unless it is named; without a name the state decides which account it is. */
    static void requireAllowed(BotConfig config, StateFolder state, AccountId account) {
        if (config.broker().account().isPresent()) {
            return;
        }
        if (!account.isPaper()) {
            throw refused(
                    "account " + account + " holds real money, and nothing says that it should",
                    "write broker.account, or log in to a paper account");
        }
        List<RunFolder> known = state.accounts(config.trading().mode());
        boolean another =
                !known.isEmpty() && known.stream().noneMatch(it -> it.name().equals(account.shown()));
        if (another) {
            throw refused(
                    "the gateway is logged in to account " + account + ", but this state is of account ***"
                            + known.get(0).name(),
                    "log in to that account, name the other one in broker.account, or give another --state-dir");
        }
    }

    /** Writes the account into a journal that has no records, and compares it with what stands in any other. */
    static void require(Journal journal, AccountId account, BotConfig.Mode mode, Instant now) {
        if (journal.head().sequence() == 0) {
            byte[] salt = new byte[SALT_BYTES];
            new SecureRandom().nextBytes(salt);
            String text = HexFormat.of().formatHex(salt);
            JsonBody body = JsonBody.object()
                    .text("account", account.toString())
                    .text("mode", mode.word())
                    .text("salt", text)
                    .text("digest", digest(text, account));
            journal.append(JournalRecord.of(now, ACCOUNT, body));
            return;
        }
        Optional<JsonObject> pin = first(journal);
        boolean same = pin.filter(it -> it.requiredText("mode").equals(mode.word()))
                .filter(it -> it.requiredText("digest").equals(digest(it.requiredText("salt"), account)))
                .isPresent();
        if (!same) {
            throw refused(
                    "the journal is not of account " + account + " in mode " + mode.word(),
                    "log in to the account it was begun with, or give another --state-dir");
        }
    }

    private static Optional<JsonObject> first(Journal journal) {
        FirstRecord first = new FirstRecord();
        journal.read(1, first::accept);
        return first.body;
    }

    /** Keeps the pin if it is where it belongs. Confined to the reading thread. */
    private static final class FirstRecord {
        private Optional<JsonObject> body = Optional.empty();

        void accept(JournalEntry entry) {
            if (entry.sequence() == 1 && entry.record().type().equals(ACCOUNT)) {
                body = Optional.of(entry.record().parsedBody());
            }
        }
    }

    private static String digest(String salt, AccountId account) {
        try {
            byte[] text = ("account " + salt + " " + account.value()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static CommandFailure refused(String why, String fix) {
        return new CommandFailure(ExitCode.ACCOUNT_OR_MODE_MISMATCH, "nothing was traded", why, fix);
    }
}
