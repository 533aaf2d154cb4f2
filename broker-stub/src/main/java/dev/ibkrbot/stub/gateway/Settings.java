package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.account.AccountId;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.stub.sim.FeeSchedule;
import dev.ibkrbot.stub.sim.FillModel;
import dev.ibkrbot.stub.sim.Market;
import dev.ibkrbot.stub.sim.SimulatedBroker;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * How a simulated gateway is set up. A port of the system's choice on the loopback interface, the account of
 * {@link SimulatedBroker#ACCOUNT}, 100,000 USD, crossing fills, standard fees and no faults unless said otherwise.
 * Confined to one thread.
 */
public final class Settings {
    final Market market;
    final InstantSource wall;
    InetAddress address = InetAddress.getLoopbackAddress();
    int port;
    Money cash = Money.usd("100000");
    FillModel fills = FillModel.cross();
    FeeSchedule fees = FeeSchedule.standard();
    String account = SimulatedBroker.ACCOUNT.value();
    Scenario scenario = Scenario.NONE;
    Consumer<String> log = line -> {};
    Instant start;

    private Settings(Market market, InstantSource wall) {
        this.market = market;
        this.wall = wall;
        start = market.start();
    }

    /** Of this market, which the gateway uses up; {@code wall} paces requests and a clock of the kind "real". */
    public static Settings of(Market market, InstantSource wall) {
        return new Settings(market, wall);
    }

    /** 0 for one of the system's choice. */
    public Settings port(int number) {
        port = number;
        return this;
    }

    /** Another interface: whoever reaches it trades on it, for the protocol knows no password. */
    public Settings address(InetAddress other) {
        address = other;
        return this;
    }

    public Settings cash(Money amount) {
        cash = amount;
        return this;
    }

    public Settings fills(FillModel model) {
        fills = model;
        return this;
    }

    public Settings fees(FeeSchedule schedule) {
        fees = schedule;
        return this;
    }

    public Settings account(AccountId id) {
        account = id.value();
        return this;
    }

    /** Where simulated time begins instead of the market's start. */
    public Settings startingAt(Instant moment) {
        start = moment;
        return this;
    }

    /** Added to what was given before. */
    public Settings scenario(Scenario more) {
        scenario = scenario.plus(more);
        return this;
    }

    /** Hears one line about each connection, on the thread that serves it; must return at once. */
    public Settings log(Consumer<String> listener) {
        log = listener;
        return this;
    }
}
