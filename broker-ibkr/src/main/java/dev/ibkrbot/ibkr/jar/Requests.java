package dev.ibkrbot.ibkr.jar;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Our messages as calls of the jar's client, by message id. Over a connection opened for a dry run, no order can be
 * placed or canceled here either. Immutable, thread-safe.
 */
final class Requests {
    private static final String CLIENT = "EClientSocket";

    /** In a message to the client: what it takes last for options of a request, of which we have none. */
    private static final List<Object> NO_OPTIONS = List.of();

    private final Map<Integer, Call> byId = new HashMap<>();
    private final JarClasses jar;
    private final ContractShape contracts;
    private final Class<?> contract;

    /** What is sent for one kind of message. */
    interface Call {
        void send(Target to, Fields in) throws IOException;
    }

    /**
     * To whom.
     *
     * @param client an EClientSocket
     * @param dryRun nothing may be changed
     */
    record Target(Object client, boolean dryRun) {
        void requireTrading(String what) {
            if (dryRun) {
                throw new IllegalStateException("opened for a dry run: orders cannot be " + what);
            }
        }
    }

    Requests(JarClasses jar, ContractShape contracts, OrderShape orders) {
        this.jar = jar;
        this.contracts = contracts;
        contract = jar.type("Contract");
        session();
        market();
        history();
        account();
        place(orders);
        cancel();
    }

    /** Makes the calls for one buffer of whole messages. */
    void send(Target to, byte[] frames) throws IOException {
        for (Fields in : Fields.of(frames)) {
            int id = in.whole();
            Call call = Optional.ofNullable(byId.get(id))
                    .orElseThrow(() -> new IllegalStateException("message " + id + " cannot be sent over TwsApi.jar"));
            call.send(to, in);
            in.skipUnusedRest();
        }
    }

    /** A call with nothing but the numbers that stand after so many fields. */
    private void numbers(int id, String name, int skipped, int count) {
        Class<?>[] types = new Class<?>[count];
        Arrays.fill(types, int.class);
        Operation operation = jar.operation(CLIENT, name, types);
        byId.put(id, (to, in) -> {
            in.skip(skipped);
            operation.on(to.client(), Stream.generate(in::whole).limit(count).toArray());
        });
    }

    private void session() {
        // The client says this itself as soon as it is connected.
        byId.put(71, (to, in) -> in.skip(3));
        numbers(49, "reqCurrentTime", 1, 0);
        Operation seconds = jar.operation(CLIENT, "reqCurrentTime");
        Operation time = jar.findOperation(CLIENT, "reqCurrentTimeInMillis").orElse(seconds);
        byId.put(105, (to, in) -> time.on(to.client()));
        numbers(8, "reqIds", 1, 1);
        numbers(17, "reqManagedAccts", 1, 0);
        numbers(59, "reqMarketDataType", 1, 1);
    }

    private void market() {
        Operation data = jar.operation(
                CLIENT, "reqMktData", int.class, contract, String.class, boolean.class, boolean.class, List.class);
        byId.put(1, (to, in) -> {
            int id = in.skip(1).whole();
            Object asked = contracts.read(in);
            contracts.readLegs(in, asked, 0);
            in.skipUnused(1); // no delta-neutral contract
            data.on(to.client(), id, asked, in.text(), in.flag(), in.flag(), NO_OPTIONS);
        });
        numbers(2, "cancelMktData", 1, 1);
        Operation details = jar.operation(CLIENT, "reqContractDetails", int.class, contract);
        byId.put(9, (to, in) -> details.on(to.client(), in.skip(1).whole(), contracts.read(in)));
        Operation parameters = jar.operation(
                CLIENT, "reqSecDefOptParams", int.class, String.class, String.class, String.class, int.class);
        byId.put(78, (to, in) -> parameters.on(to.client(), in.whole(), in.text(), in.text(), in.text(), in.whole()));
        numbers(91, "reqMarketRule", 0, 1);
    }

    private void history() {
        Operation bars = jar.operation(
                CLIENT,
                "reqHistoricalData",
                int.class,
                contract,
                String.class,
                String.class,
                String.class,
                String.class,
                int.class,
                int.class,
                boolean.class,
                List.class);
        byId.put(20, (to, in) -> {
            int id = in.whole();
            Object asked = contracts.read(in);
            String end = in.skipUnused(1).text();
            String barSize = in.text();
            String duration = in.text();
            int regularHours = in.whole();
            String show = in.text();
            int format = in.whole();
            contracts.readLegs(in, asked, 0);
            bars.on(to.client(), id, asked, end, duration, barSize, show, regularHours, format, in.flag(), NO_OPTIONS);
        });
        numbers(25, "cancelHistoricalData", 1, 1);
        Operation head =
                jar.operation(CLIENT, "reqHeadTimestamp", int.class, contract, String.class, int.class, int.class);
        byId.put(87, (to, in) -> {
            int id = in.whole();
            Object asked = contracts.read(in);
            int regularHours = in.skipUnused(1).whole();
            head.on(to.client(), id, asked, in.text(), regularHours, in.whole());
        });
        numbers(90, "cancelHeadTimestamp", 0, 1);
    }

    private void account() {
        numbers(61, "reqPositions", 1, 0);
        numbers(64, "cancelPositions", 1, 0);
        Operation summary = jar.operation(CLIENT, "reqAccountSummary", int.class, String.class, String.class);
        byId.put(62, (to, in) -> summary.on(to.client(), in.skip(1).whole(), in.text(), in.text()));
        numbers(63, "cancelAccountSummary", 1, 1);
        Operation updates = jar.operation(CLIENT, "reqAccountUpdates", boolean.class, String.class);
        byId.put(6, (to, in) -> updates.on(to.client(), in.skip(1).flag(), in.text()));
        Operation profit = jar.operation(CLIENT, "reqPnL", int.class, String.class, String.class);
        byId.put(92, (to, in) -> profit.on(to.client(), in.whole(), in.text(), in.text()));
        numbers(93, "cancelPnL", 0, 1);
        Operation single = jar.operation(CLIENT, "reqPnLSingle", int.class, String.class, String.class, int.class);
        byId.put(94, (to, in) -> single.on(to.client(), in.whole(), in.text(), in.text(), in.whole()));
        numbers(95, "cancelPnLSingle", 0, 1);
        numbers(5, "reqOpenOrders", 1, 0);
        numbers(16, "reqAllOpenOrders", 1, 0);
        Operation completed = jar.operation(CLIENT, "reqCompletedOrders", boolean.class);
        byId.put(99, (to, in) -> completed.on(to.client(), in.flag()));
        String filter = "ExecutionFilter";
        JarClasses.Maker maker = jar.maker(filter);
        List<Setter> setters =
                List.of(jar.setter(filter, "clientId"), jar.setter(filter, "acctCode"), jar.setter(filter, "time"));
        Operation executions = jar.operation(CLIENT, "reqExecutions", int.class, jar.type(filter));
        byId.put(7, (to, in) -> {
            int id = in.skip(1).whole();
            Object wanted = maker.make();
            setters.forEach(it -> it.set(wanted, in.text()));
            executions.on(to.client(), id, wanted);
        });
    }

    private void place(OrderShape orders) {
        Operation place = jar.operation(CLIENT, "placeOrder", int.class, contract, jar.type("Order"));
        byId.put(3, (to, in) -> {
            int id = in.whole();
            OrderShape.Placement it = orders.read(in);
            if (!it.isWhatIf()) {
                to.requireTrading("sent");
            }
            place.on(to.client(), id, it.contract(), it.order());
        });
    }

    /** From client version 192 on with an object that says more of the cancel; we have nothing more to say. */
    private void cancel() {
        Optional<Class<?>> more = jar.find("OrderCancel");
        Operation one = jar.operation(CLIENT, "cancelOrder", int.class, more.orElse(String.class));
        Operation all = more.map(it -> jar.operation(CLIENT, "reqGlobalCancel", it))
                .orElseGet(() -> jar.operation(CLIENT, "reqGlobalCancel"));
        Optional<JarClasses.Maker> maker = more.map(it -> jar.maker("OrderCancel"));
        byId.put(4, (to, in) -> {
            to.requireTrading("canceled");
            one.on(to.client(), in.whole(), maker.map(JarClasses.Maker::make).orElse(""));
        });
        byId.put(58, (to, in) -> {
            to.requireTrading("canceled");
            all.on(to.client(), maker.stream().map(JarClasses.Maker::make).toArray());
        });
    }
}
