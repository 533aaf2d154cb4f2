package dev.ibkrbot.stub.gateway;

/** Hands each request to the desk that answers it. Confined to the gateway's lock. */
final class Requests {
    private final Floor floor;
    private final ContractDesk contracts;
    private final MarketDataDesk marketData;
    private final HistoryDesk history;
    private final AccountDesk accounts;
    private final SubscriptionDesk subscriptions;
    private final ReferenceDesk reference;
    private final CalculationDesk calculations;
    private final OrderDesk orders;
    private final OrderRegister register;
    private final RequestLog log;

    Requests(
            Floor floor,
            MarketDataDesk marketData,
            HistoryDesk history,
            AccountDesk accounts,
            SubscriptionDesk subscriptions,
            OrderDesk orders,
            OrderRegister register,
            RequestLog log) {
        this.floor = floor;
        this.contracts = new ContractDesk(floor);
        this.marketData = marketData;
        this.history = history;
        this.accounts = accounts;
        this.subscriptions = subscriptions;
        this.reference = new ReferenceDesk(floor);
        this.calculations = new CalculationDesk(floor);
        this.orders = orders;
        this.register = register;
        this.log = log;
    }

    /** Answers a request of this number; what is not served is said so. */
    void answer(Session client, int id, Fields in) {
        if (id == 3) {
            log.add(client.id(), orders.place(client, in));
            return;
        }
        if (id == 4) {
            log.add(client.id(), "cancel " + orders.cancel(client, in));
            return;
        }
        log.add(client.id(), RequestNames.of(id));
        boolean served = session(client, id, in)
                || data(client, id, in)
                || account(client, id, in)
                || reference.answer(client, id, in);
        if (!served) {
            Refusals.refuse(client, id, in);
        }
    }

    private boolean session(Session client, int id, Fields in) {
        switch (id) {
            case 5 -> orders.openOrders(client, false);
            case 7 -> orders.executions(client, in);
            case 8 -> client.send(nextValidId(client));
            case 14 -> in.skip(2);
            case 15 -> autoOpenOrders(client);
            case 16 -> orders.openOrders(client, true);
            case 17 -> client.send(managedAccounts());
            case 58 -> orders.cancelAll();
            case 59 -> {
                in.skip(1);
                client.marketDataType(in.integer());
            }
            case 99 -> orders.completedOrders(client);
            default -> {
                return false;
            }
        }
        return true;
    }

    Message nextValidId(Client client) {
        return Message.of(9).number(1).number(register.nextValidId(client.id()));
    }

    Message managedAccounts() {
        return Message.of(15).number(1).text(floor.faults.accounts);
    }

    private static void autoOpenOrders(Client client) {
        if (client.id() != 0) {
            client.error(-1, 327, "Only the default client (i.e. client 0) can auto bind orders");
        }
    }

    private boolean data(Client client, int id, Fields in) {
        switch (id) {
            case 1 -> marketData.request(client, in);
            case 2 -> marketData.cancel(client, in);
            case 9 -> contracts.details(client, in);
            case 20 -> history.request(client, in);
            case 25 -> history.cancel(client, in);
            case 54 -> calculations.calculate(client, in, true);
            case 55 -> calculations.calculate(client, in, false);
            case 56, 57 -> in.skip(2); // it had its answer at once
            case 78 -> contracts.optionParameters(client, in);
            case 81 -> contracts.matchingSymbols(client, in);
            case 87 -> history.headTimestamp(client, in);
            case 91 -> contracts.marketRule(client, in);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean account(Client client, int id, Fields in) {
        switch (id) {
            case 6 -> accounts.updates(client, in);
            case 61 -> accounts.positions(client);
            case 62 -> accounts.summary(client, in);
            case 63 -> accounts.cancelSummary(client, in);
            case 64 -> accounts.cancelPositions(client);
            case 74 -> subscriptions.holdings(client, in);
            case 75, 77 -> subscriptions.cancel(client, in, true);
            case 76 -> subscriptions.values(client, in);
            case 92 -> subscriptions.profit(client, in);
            case 93, 95 -> subscriptions.cancel(client, in, false);
            case 94 -> subscriptions.profitOfOne(client, in);
            default -> {
                return false;
            }
        }
        return true;
    }
}
