package dev.ibkrbot.cli.backtest;

import dev.ibkrbot.broker.Broker;
import dev.ibkrbot.broker.Timeline;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.cli.wiring.ConfiguredParts;
import dev.ibkrbot.execution.performance.PerformanceRecorder;
import dev.ibkrbot.stub.sim.CorporateAction;
import dev.ibkrbot.stub.sim.FillModel;
import dev.ibkrbot.stub.sim.Overnight;
import dev.ibkrbot.stub.sim.SimulatedBroker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The simulated exchange in this process. */
final class EmbeddedVenue implements Venue {
    private final SimulationPlan plan;
    private final SimulatedBroker broker;

    EmbeddedVenue(SimulationPlan plan) {
        this.plan = plan;
        SimulatedBroker.Builder builder = SimulatedBroker.on(plan.market())
                .cash(capital())
                .fills(plan.config().sim().fillModel())
                .overnight(Overnight.of(plan.market().corporateActions()));
        if (plan.config().strategy().name().writes()) {
            builder.writingOptions();
        }
        boolean dryRun = ConfiguredParts.mode(plan.config()) == TradingMode.DRY_RUN;
        broker = dryRun ? builder.openedForDryRun().build() : builder.build();
    }

    @Override
    public Broker broker() {
        return broker;
    }

    @Override
    public Money capital() {
        return plan.config().sim().capital();
    }

    @Override
    public Timeline timeline(PerformanceRecorder recorder) {
        return new EquityWatch(broker, recorder);
    }

    @Override
    public BarSeries bars(Symbol symbol, Instant from, Instant to) {
        return plan.market()
                .bars(new Stock(symbol, Currency.USD), BarSize.ONE_MINUTE, from.getEpochSecond(), to.getEpochSecond());
    }

    @Override
    public void reportCorporateActions(Consumer<CorporateAction.Effect> listener) {
        broker.reportCorporateActions(listener);
    }

    @Override
    public List<String> assumptions() {
        List<String> all = new ArrayList<>(plan.market().assumptions());
        all.add(fills());
        if (plan.config().strategy().name().writes()) {
            all.add(
                    "What finishes a cent in the money is exercised, and all that is written in it assigned, into shares at"
                            + " the strike; also early, after a close at which the middle of a put is below its intrinsic value or"
                            + " a call's time value is below tomorrow's dividend. Margin is Regulation T's; cash earns nothing.");
        }
        all.add(
                "Commissions, clearing and regulatory fees follow dated tables; exchange fees and rebates, which depend on"
                        + " the venue, are left out.");
        return all;
    }

    private String fills() {
        FillModel fills = plan.config().sim().fillModel();
        return "Fill model " + fills.name() + ": a trade pays " + fills.share()
                + " of the half spread, never more than bid and ask, and the whole quantity trades at once.";
    }
}
