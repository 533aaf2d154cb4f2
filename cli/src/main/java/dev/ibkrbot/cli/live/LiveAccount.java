package dev.ibkrbot.cli.live;

import dev.ibkrbot.broker.account.AccountId;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.wiring.InstanceLock;
import dev.ibkrbot.cli.wiring.RunFolder;
import dev.ibkrbot.cli.wiring.StateFolder;
import dev.ibkrbot.execution.journal.Journal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The state of the account a run is for, held against other processes until closed. Which account that is may be known
 * only once the gateway has told. Confined to the main thread.
 */
public final class LiveAccount implements AutoCloseable {
    private final BotConfig config;
    private final Path root;
    private Optional<String> locked = Optional.empty();
    private Optional<InstanceLock> lock = Optional.empty();

    public LiveAccount(BotConfig config) {
        this.config = config;
        this.root = config.journal().stateDir();
    }

    /** Takes the account's folder as soon as it can be told which one it will be; exit code 11 when another has it. */
    public void lockIfKnown() {
        if (locked.isPresent()) {
            return;
        }
        List<RunFolder> known = new StateFolder(root).accounts(config.trading().mode());
        Optional<String> wanted = config.broker().account().map(it -> new AccountId(it).shown());
        known.stream()
                .filter(it -> wanted.map(it.name()::equals).orElse(known.size() == 1))
                .findFirst()
                .ifPresent(this::lock);
    }

    /** The folder that is held; absent before the account is known. */
    public Optional<RunFolder> held() {
        return locked.map(name ->
                new RunFolder(root.resolve(config.trading().mode().word()).resolve(name)));
    }

    private void lock(RunFolder folder) {
        close();
        lock = Optional.of(InstanceLock.of(folder.path()));
        locked = Optional.of(folder.name());
    }

    /** The folder of the account the gateway has told, locked; a failure when it is not the one to trade. */
    public RunFolder enter(AccountId account) {
        StateFolder state = StateFolder.writable(root);
        AccountPin.requireAllowed(config, state, account);
        RunFolder folder = state.account(config.trading().mode(), account);
        if (locked.filter(account.shown()::equals).isEmpty()) {
            lock(folder);
        }
        BegunMark.require(folder);
        return folder;
    }

    /** Makes status and explain speak of this run, whose journal is open; a failure when it is an old copy. */
    public void point(RunFolder folder, Journal journal) {
        BegunMark.requireNewest(folder, journal);
        BegunMark.leave(folder, journal);
        new StateFolder(root).pointTo(folder);
    }

    /** The run is over, and its journal still open: an older copy of it will not do from now on. */
    public void leave(RunFolder folder, Journal journal) {
        BegunMark.leave(folder, journal);
    }

    @Override
    public void close() {
        lock.ifPresent(InstanceLock::close);
        lock = Optional.empty();
        locked = Optional.empty();
    }
}
