package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Quantity;

/** One fill as a trade counts it: in its latest version. Confined to the engine thread. */
final class TradeFill {
    private static final String PER_CONTRACT = "1.10";
    private static final String PER_SHARE = "0.01";
    private static final String LEAST = "1.00";

    Execution execution;
    /** In which of the trade's turns from flat to flat it counts. */
    int turn;
    /** How many charges are still to come: one, or one for each leg of a combination. */
    int due;

    TradeFill(Execution execution, int turn) {
        this.execution = execution;
        this.turn = turn;
        this.due = legs(execution.instrument());
    }

    private static int legs(Instrument instrument) {
        return instrument instanceof Combo combo ? combo.legs().size() : 1;
    }

    /** What is missing, estimated on the high side: 1.10 a contract, a cent a share, a dollar at least, for each charge. */
    Money expectedFees() {
        Instrument instrument = execution.instrument();
        boolean contracts = instrument instanceof OptionContract || instrument instanceof Combo;
        Money fee = Money.of(contracts ? PER_CONTRACT : PER_SHARE, instrument.currency())
                .times(execution.quantity())
                .max(Money.of(LEAST, instrument.currency()));
        return fee.times(Quantity.of(due));
    }
}
