package dev.ibkrbot.cli.gateway;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.market.QuoteSource;
import dev.ibkrbot.broker.order.ApprovalDigest;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.order.TimeInForce;
import dev.ibkrbot.broker.order.WhatIf;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.broker.value.RoundingDirection;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.execution.order.Bracket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Asks a broker what each order of a bracket would do, one question for each: children of a what-if parent do not exist
 * at the broker. Leaves no order, and looks whether that is so. Confined to the main thread.
 */
public final class BracketPreview {
    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final String REF = "whatif-";

    private final BrokerSession session;
    private final BracketRequest request;
    private int nextId;

    private BracketPreview(BrokerSession session, BracketRequest request) {
        this.session = session;
        this.request = request;
        nextId = session.broker().orders().lowestFreeId().value();
    }

    /**
     * What came of it. Immutable.
     *
     * @param instrument what would be bought
     * @param quote it was priced by
     * @param quantity contracts or shares
     * @param legs entry first
     * @param ordersLeft orders of ours at the broker afterwards
     */
    public record Result(
            Instrument instrument, Quote quote, Quantity quantity, List<PreviewedLeg> legs, int ordersLeft) {
        public Result {
            legs = List.copyOf(legs);
        }

        /** Ok, refused when the account cannot carry the entry, an internal error when an order was left. */
        public ExitCode code() {
            if (ordersLeft > 0) {
                return ExitCode.INTERNAL_ERROR;
            }
            return legs.get(0).isBeyondAccount() ? ExitCode.REFUSED_BY_RISK : ExitCode.OK;
        }
    }

    /**
     * Previews a bracket. {@link CommandFailure} for what does not exist; {@link BrokerException} for no answer.
     *
     * @param turn returns when the broker may be asked for previews, with true if that took waiting; not called when there
     *     is nothing to ask about
     */
    public static Result of(BrokerSession session, BracketRequest request, BooleanSupplier turn) {
        return new BracketPreview(session, request).run(turn);
    }

    private Result run(BooleanSupplier turn) {
        Priced priced = price();
        // After a pause the prices are old.
        return preview(turn.getAsBoolean() ? price() : priced);
    }

    private record Priced(Instrument instrument, Quote quote, Price limit, Bracket bracket) {}

    private Priced price() {
        QuoteSource quotes = session.broker().quotes();
        Stock stock = new Stock(request.symbol(), Currency.USD);
        Quote underlying = Waiting.on(quotes.quote(stock), PATIENCE, "the quote of " + stock);
        Instrument instrument = request.option().isEmpty()
                ? stock
                : new ContractSearch(quotes, PATIENCE)
                        .find(request.symbol(), request.option().get(), underlying, session.clock());
        Quote quote = request.option().isEmpty()
                ? underlying
                : Waiting.on(quotes.quote(instrument), PATIENCE, "the quote of " + instrument);
        PriceGrid grid = Waiting.on(quotes.priceGrid(instrument), PATIENCE, "the price steps of " + instrument);
        Price limit = limit(quote, grid);
        Bracket bracket = Bracket.around(limit, request.exits(), Side.BUY, grid);
        bracket.fault(limit, Side.BUY).ifPresent(fault -> {
            throw refused(fault, "change --limit, --take-profit or --stop-loss");
        });
        return new Priced(instrument, quote, limit, bracket);
    }

    private Result preview(Priced priced) {
        Instrument instrument = priced.instrument();
        boolean held = isHeld(instrument);
        List<PreviewedLeg> legs = new ArrayList<>();
        legs.add(leg(OrderRole.ENTRY, Side.BUY, instrument, new OrderTerms.Limit(priced.limit()), true));
        priced.bracket()
                .takeProfit()
                .map(OrderTerms.Limit::new)
                .ifPresent(it -> legs.add(leg(OrderRole.TAKE_PROFIT, Side.SELL, instrument, it, held)));
        priced.bracket()
                .stopLoss()
                .map(OrderTerms.Stop::new)
                .ifPresent(it -> legs.add(leg(OrderRole.STOP_LOSS, Side.SELL, instrument, it, held)));
        return new Result(instrument, priced.quote(), request.quantity(), legs, ordersLeft());
    }

    /** A buy limit at the middle rounds down: never more aggressive than asked for. */
    private Price limit(Quote quote, PriceGrid grid) {
        if (request.limit().isPresent()) {
            Price wanted = request.limit().get();
            if (!grid.isLegal(wanted)) {
                throw refused(
                        wanted + " is not on the price steps of " + quote.instrument(),
                        "use " + grid.round(wanted, RoundingDirection.DOWN) + " or "
                                + grid.round(wanted, RoundingDirection.UP));
            }
            return wanted;
        }
        Price middle = quote.mid()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.MARKET_DATA_ENTITLEMENT,
                        "nothing was previewed",
                        quote.instrument() + " has no two-sided quote, so no middle",
                        "name a price with --limit, or check the market data subscription"));
        Price limit = grid.round(middle, RoundingDirection.DOWN);
        if (!limit.isPositive()) {
            throw refused("the middle of the quote is below the least price", "name a price with --limit");
        }
        return limit;
    }

    private boolean isHeld(Instrument instrument) {
        List<Position> positions = Waiting.on(session.broker().accounts().positions(), PATIENCE, "the positions");
        return positions.stream()
                .anyMatch(it ->
                        it.instrument().equals(instrument) && it.quantity().compareTo(request.quantity()) >= 0);
    }

    private PreviewedLeg leg(OrderRole role, Side side, Instrument instrument, OrderTerms terms, boolean whole) {
        Order order = order(role, side, instrument, terms);
        String what =
                "the what-if of the " + role.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        WhatIf whatIf =
                whole ? Waiting.on(session.broker().orders().preview(order), PATIENCE, what) : fees(order, what);
        return new PreviewedLeg(role, side, terms, whatIf);
    }

    /** Approved by nobody: no encoder would send it. */
    private Order order(OrderRole role, Side side, Instrument instrument, OrderTerms terms) {
        OrderId id = new OrderId(nextId);
        nextId++;
        return new Order(
                id,
                new OrderRef(REF + role.name().toLowerCase(Locale.ROOT)),
                role,
                instrument,
                side,
                request.quantity(),
                terms,
                TimeInForce.DAY,
                Optional.empty(),
                Optional.empty(),
                ApprovalDigest.UNKNOWN);
    }

    /** Without the position the sale would open a short one; of that question only the fees mean anything. */
    private WhatIf fees(Order order, String what) {
        try {
            return feesOnly(Waiting.on(session.broker().orders().preview(order), PATIENCE, what), Optional.empty());
        } catch (BrokerException e) {
            if (Diagnosis.of(e).code() != ExitCode.REFUSED_BY_RISK) {
                throw e;
            }
            Order purchase = order(order.role(), Side.BUY, order.instrument(), order.terms());
            return feesOnly(
                    Waiting.on(session.broker().orders().preview(purchase), PATIENCE, what),
                    Optional.of("the fees are those of a purchase; before the position exists, "
                            + Diagnosis.of(e).detail()));
        }
    }

    private static WhatIf feesOnly(WhatIf all, Optional<String> warning) {
        return new WhatIf(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                all.commission(),
                all.minCommission(),
                all.maxCommission(),
                warning);
    }

    private int ordersLeft() {
        List<OpenOrder> open = Waiting.on(session.broker().orders().openOrders(), PATIENCE, "the open orders");
        return (int) open.stream()
                .filter(it -> it.order().ref().value().startsWith(REF))
                .count();
    }

    private static CommandFailure refused(String why, String fix) {
        return new CommandFailure(ExitCode.USAGE_OR_CONFIGURATION, "nothing was previewed", why, fix);
    }
}
