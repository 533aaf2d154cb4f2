package dev.ibkrbot.cli.gateway;

import dev.ibkrbot.broker.account.AccountSnapshot;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.strategy.wheel.ScanResult;
import dev.ibkrbot.strategy.wheel.ScanSettings;
import dev.ibkrbot.strategy.wheel.WheelScanner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A scan with the account's own positions and cash. Stateless. */
public final class OptionScan {
    private static final Duration QUESTION = Duration.ofSeconds(10);
    private static final Duration A_SYMBOL = Duration.ofSeconds(30);

    private OptionScan() {}

    /**
     * The scan, and the cash it reckoned with.
     *
     * @param cash what may be set aside for one put
     */
    public record Found(ScanResult result, Money cash) {}

    /** Scans now; {@link dev.ibkrbot.broker.error.BrokerException} when the broker cannot answer. */
    public static Found of(BrokerSession session, ScanSettings settings, Optional<Money> cash) {
        List<Position> held = Waiting.on(session.broker().accounts().positions(), QUESTION, "the positions");
        Money available = cash.orElseGet(() -> {
            AccountSnapshot account = Waiting.on(session.broker().accounts().snapshot(), QUESTION, "the account");
            return account.availableFunds();
        });
        Duration longest = A_SYMBOL.multipliedBy(settings.watchlist().size() + held.size() + 1L);
        WheelScanner scanner =
                new WheelScanner(session.broker().quotes(), MarketCalendar.nyse(), session.clock(), settings);
        return new Found(Waiting.on(scanner.scan(held, available), longest, "the scan"), available);
    }
}
