package dev.ibkrbot.ibkr.request;

import dev.ibkrbot.broker.account.AccountId;
import dev.ibkrbot.broker.account.AccountSnapshot;
import dev.ibkrbot.broker.account.Accounts;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.ibkr.translate.Amounts;
import dev.ibkrbot.ibkr.translate.Contracts;
import dev.ibkrbot.ibkr.wire.AccountMessage;
import dev.ibkrbot.ibkr.wire.InboundHandler;
import dev.ibkrbot.ibkr.wire.WireContract;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Reports the one account of the session; what is not complete is a failure. Thread-safe. */
public final class AccountDesk implements Accounts, InboundHandler {
    private static final String NET_LIQUIDATION = "NetLiquidation";
    private static final String AVAILABLE_FUNDS = "AvailableFunds";
    private static final String SETTLED_CASH = "SettledCash";
    private static final String DAY_TRADES_LEFT = "DayTradesRemaining";
    private static final Set<String> NO_BOUND = Set.of("-1", "2147483647");

    private final Calls calls;
    private final ContractBook book;
    private final Consumer<String> unknownHoldings;
    private final Turns positionTurns;
    private final Turns summaryTurns;
    private Optional<AccountId> account = Optional.empty();

    /** Holdings this language has no word for, such as futures, are told to the consumer. */
    public AccountDesk(Calls calls, ContractBook book, Consumer<String> unknownHoldings) {
        this.calls = calls;
        this.book = book;
        this.unknownHoldings = unknownHoldings;
        positionTurns = new Turns(calls);
        summaryTurns = new Turns(calls);
    }

    /** A connection with this account is ready. */
    public void opened(AccountId id) {
        account = Optional.of(id);
    }

    @Override
    public AccountId account() {
        synchronized (calls.lock()) {
            return account.orElseThrow(() -> new IllegalStateException("not connected yet"));
        }
    }

    @Override
    public CompletionStage<AccountSnapshot> snapshot() {
        String id = idOrEmpty();
        // The gateway allows two summaries at a time, over all programs.
        CompletableFuture<Map<String, AccountMessage.Summary>> summary = summaryTurns.ask(
                () -> new SummaryCall(id, List.of(NET_LIQUIDATION, AVAILABLE_FUNDS, SETTLED_CASH, DAY_TRADES_LEFT)));
        CompletableFuture<BigDecimal> realized = calls.ask(new ProfitCall(id));
        return summary.thenCombine(realized, this::snapshot);
    }

    @Override
    public CompletionStage<List<Position>> positions() {
        String id = idOrEmpty();
        return Stages.read(positionTurns.ask(() -> new PositionsCall(id)), "positions", this::positions);
    }

    /** Before the session is ready the question fails for that reason, not for the missing account. */
    private String idOrEmpty() {
        synchronized (calls.lock()) {
            return account.map(AccountId::value).orElse("");
        }
    }

    private AccountSnapshot snapshot(Map<String, AccountMessage.Summary> values, BigDecimal realized) {
        Money net = money(values, NET_LIQUIDATION);
        Money available = money(values, AVAILABLE_FUNDS);
        if (!available.currency().equals(net.currency())) {
            throw new BrokerException("the account summary mixes currencies", Recovery.RETRY_LATER);
        }
        return new AccountSnapshot(
                account(),
                net,
                available,
                Amounts.money(realized, net.currency()),
                settledCash(values, net.currency()),
                dayTradesLeft(values),
                calls.machinery().clock().instant());
    }

    private static Money money(Map<String, AccountMessage.Summary> values, String tag) {
        AccountMessage.Summary value = Optional.ofNullable(values.get(tag))
                .orElseThrow(() -> new BrokerException("the account summary has no " + tag, Recovery.RETRY_LATER));
        BigDecimal amount = Amounts.decimal(value.value())
                .orElseThrow(() -> new BrokerException(tag + " is not a number", Recovery.RETRY_LATER));
        try {
            return Amounts.money(amount, new Currency(value.currency()));
        } catch (IllegalArgumentException e) {
            throw new BrokerException(tag + " has no currency: " + e.getMessage(), Recovery.RETRY_LATER, e);
        }
    }

    /** Not every account has it, and only some limits ask for it: what cannot be read is not known. */
    private static Optional<Money> settledCash(Map<String, AccountMessage.Summary> values, Currency currency) {
        return Optional.ofNullable(values.get(SETTLED_CASH))
                .filter(it -> it.currency().equals(currency.code()))
                .flatMap(it -> Amounts.decimal(it.value()))
                .map(amount -> Amounts.money(amount, currency));
    }

    /** The gateway says -1 where it sets no bound, or the largest integer; anything else that is no count is none left. */
    private static OptionalInt dayTradesLeft(Map<String, AccountMessage.Summary> values) {
        Optional<String> told = Optional.ofNullable(values.get(DAY_TRADES_LEFT)).map(AccountMessage.Summary::value);
        if (told.isEmpty() || NO_BOUND.contains(told.get())) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(told.get().matches("[0-9]{1,6}") ? Integer.parseInt(told.get()) : 0);
    }

    private List<Position> positions(List<AccountMessage.PositionLine> lines) {
        List<Position> positions = new ArrayList<>();
        for (AccountMessage.PositionLine line : lines) {
            if (line.position().signum() == 0) {
                continue;
            }
            Optional<Instrument> instrument = instrument(line.contract());
            if (instrument.isEmpty()) {
                unknownHoldings.accept("a holding that is neither stock nor option: "
                        + line.contract().secType() + " " + line.contract().symbol());
                continue;
            }
            BigDecimal cost = line.averageCost()
                    .orElseThrow(() -> new BrokerException(
                            "the position in " + instrument.get() + " has no average cost", Recovery.RETRY_LATER));
            positions.add(new Position(
                    instrument.get(),
                    Amounts.quantity(line.position()),
                    Amounts.perShare(cost, instrument.get().multiplier())));
        }
        return List.copyOf(positions);
    }

    private Optional<Instrument> instrument(WireContract contract) {
        return book.known(contract.conId()).map(Listing::instrument).or(() -> Contracts.instrument(contract));
    }

    @Override
    public void on(AccountMessage.PositionLine message) {
        positionTurns.current().ifPresent(call -> call.on(message));
    }

    @Override
    public void on(AccountMessage.PositionsEnd message) {
        positionTurns.end(call -> call.on(message));
    }
}
