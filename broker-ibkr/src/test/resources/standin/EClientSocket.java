package com.ib.client;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Requests of the stand-in, written for the version that was agreed on. */
public class EClientSocket extends EClient {
    private final EWrapper wrapper;
    private final EReaderSignal signal;
    private Socket socket;
    private DataInputStream in;
    private OutputStream out;
    private int clientId;
    private volatile int serverVersion;
    private volatile boolean connected;
    private volatile String time = "";
    private boolean closed;

    public EClientSocket(EWrapper wrapper, EReaderSignal signal) {
        this.wrapper = wrapper;
        this.signal = signal;
    }

    EWrapper wrapper() {
        return wrapper;
    }

    public int serverVersion() {
        return serverVersion;
    }

    public String getTwsConnectionTime() {
        return time;
    }

    public synchronized boolean isConnected() {
        return connected;
    }

    public synchronized void eConnect(Socket to, int id) throws IOException {
        socket = to;
        clientId = id;
        in = new DataInputStream(to.getInputStream());
        out = to.getOutputStream();
        byte[] range = ("v" + MIN_VERSION + ".." + Math.min(200, MAX_VERSION)).getBytes(StandardCharsets.US_ASCII);
        out.write(new byte[] {'A', 'P', 'I', 0, 0, 0, 0, (byte) range.length});
        out.write(range);
        EReader reader = new EReader(this, signal);
        reader.putMessageToQueue();
        while (serverVersion == 0) {
            signal.waitForSignal();
            reader.processMsgs();
        }
    }

    void serverVersion(int version, String connectionTime) {
        if (version < MIN_VERSION || version > MAX_VERSION) {
            eDisconnect();
//@-193            wrapper.error(-1, 506, "Unsupported version", null);
//@194-            wrapper.error(-1, 0, 506, "Unsupported version", null);
            return;
        }
        serverVersion = version;
        time = connectionTime;
        connected = true;
        wrapper.connectAck();
        send(71, 2, clientId, "");
    }

    public synchronized void eDisconnect() {
        if (closed || socket == null) {
            return;
        }
        closed = true;
        connected = false;
        try {
            socket.close();
        } catch (IOException e) {
            wrapper.error(e);
        }
        wrapper.connectionClosed();
    }

    String[] read() throws IOException {
        byte[] payload = new byte[in.readInt()];
        in.readFully(payload);
        return new String(payload, StandardCharsets.ISO_8859_1).split("\0", -1);
    }

    private final class Message {
        private final StringBuilder fields = new StringBuilder();

        private Message add(Object... values) {
            for (Object it : values) {
                boolean unset = it == null || it.equals(Double.MAX_VALUE);
                String text = it instanceof Boolean flag ? (flag ? "1" : "0") : String.valueOf(it);
                fields.append(unset ? "" : text).append('\0');
            }
            return this;
        }

        private Message contract(Contract it) {
            return add(it.conid(), it.symbol(), it.getSecType(), it.lastTradeDateOrContractMonth(), it.strike())
                    .add(it.getRight(), it.multiplier(), it.exchange(), it.primaryExch(), it.currency())
                    .add(it.localSymbol(), it.tradingClass());
        }

        private Message legs(Contract it) {
            if ("BAG".equals(it.getSecType())) {
                add(it.comboLegs().size());
                it.comboLegs().forEach(leg -> add(leg.conid(), leg.ratio(), leg.getAction(), leg.exchange()));
            }
            return this;
        }

        private void go() {
            byte[] payload = fields.toString().getBytes(StandardCharsets.US_ASCII);
            try {
                synchronized (EClientSocket.this) {
                    out.write(java.nio.ByteBuffer.allocate(4 + payload.length)
                            .putInt(payload.length)
                            .put(payload)
                            .array());
                }
            } catch (IOException e) {
                wrapper.error(e);
                eDisconnect();
            }
        }
    }

    private Message of(Object... values) {
        return new Message().add(values);
    }

    private void send(Object... values) {
        of(values).go();
    }

    public void reqCurrentTime() {
        send(49, 1);
    }

//@197-    public void reqCurrentTimeInMillis() {
//@197-        send(105);
//@197-    }

    public void reqIds(int count) {
        send(8, 1, count);
    }

    public void reqManagedAccts() {
        send(17, 1);
    }

    public void reqMarketDataType(int type) {
        send(59, 1, type);
    }

    public void reqMktData(
            int id, Contract contract, String ticks, boolean snapshot, boolean regulatory, List<Object> options) {
        of(1, 11, id).contract(contract).legs(contract).add(false, ticks, snapshot, regulatory, "").go();
    }

    public void cancelMktData(int id) {
        send(2, 1, id);
    }

    public void reqHistoricalData(
            int id, Contract contract, String end, String duration, String barSize, String show, int regular,
            int format, boolean keep, List<Object> options) {
        of(20, id).contract(contract).add(false, end, barSize, duration, regular, show, format).legs(contract)
                .add(keep, "").go();
    }

    public void cancelHistoricalData(int id) {
        send(25, 1, id);
    }

    public void reqHeadTimestamp(int id, Contract contract, String show, int regular, int format) {
        of(87, id).contract(contract).add(false, regular, show, format).go();
    }

    public void cancelHeadTimestamp(int id) {
        send(90, id);
    }

    public void reqContractDetails(int id, Contract contract) {
        of(9, 8, id).contract(contract).add(false, "", "", "").go();
    }

    public void reqSecDefOptParams(int id, String symbol, String exchange, String type, int conId) {
        send(78, id, symbol, exchange, type, conId);
    }

    public void reqMarketRule(int id) {
        send(91, id);
    }

    public void reqOpenOrders() {
        send(5, 1);
    }

    public void reqAllOpenOrders() {
        send(16, 1);
    }

    public void reqCompletedOrders(boolean apiOnly) {
        send(99, apiOnly);
    }

    public void reqExecutions(int id, ExecutionFilter filter) {
        Message it = of(7, 3, id, filter.clientId(), filter.acctCode(), filter.time(), "", "", "", "");
        (serverVersion >= 200 ? it.add(Integer.MAX_VALUE, 0) : it).go();
    }

    public void reqPositions() {
        send(61, 1);
    }

    public void cancelPositions() {
        send(64, 1);
    }

    public void reqAccountSummary(int id, String group, String tags) {
        send(62, 1, id, group, tags);
    }

    public void cancelAccountSummary(int id) {
        send(63, 1, id);
    }

    public void reqAccountUpdates(boolean subscribe, String account) {
        send(6, 2, subscribe, account);
    }

    public void reqPnL(int id, String account, String model) {
        send(92, id, account, model);
    }

    public void cancelPnL(int id) {
        send(93, id);
    }

    public void reqPnLSingle(int id, String account, String model, int conId) {
        send(94, id, account, model, conId);
    }

    public void cancelPnLSingle(int id) {
        send(95, id);
    }

//@-191    public void cancelOrder(int id, String time) {
//@-191        cancel(id, time);
//@-191    }

//@-191    public void reqGlobalCancel() {
//@-191        send(58, 1);
//@-191    }

//@192-    public void cancelOrder(int id, OrderCancel cancel) {
//@192-        cancel(id, cancel.manualOrderCancelTime());
//@192-    }

//@192-    public void reqGlobalCancel(OrderCancel cancel) {
//@192-        if (serverVersion >= 192) {
//@192-            send(58, "", Integer.MAX_VALUE);
//@192-        } else {
//@192-            send(58, 1);
//@192-        }
//@192-    }

    private void cancel(int id, String cancelTime) {
        if (serverVersion >= 192) {
            send(4, id, cancelTime, "", Integer.MAX_VALUE);
        } else {
            send(4, 1, id, cancelTime);
        }
    }

    public void placeOrder(int id, Contract contract, Order it) {
        Message out = of(3, id).contract(contract).add("", "", it.getAction(), it.totalQuantity().value());
        out.add(it.getOrderType(), it.lmtPrice(), it.auxPrice(), it.getTif(), it.ocaGroup(), it.account(), "", 0);
        out.add(it.orderRef(), it.transmit(), it.parentId(), 0, 0, 0, 0, it.outsideRth(), 0);
        if ("BAG".equals(contract.getSecType())) {
            out.add(contract.comboLegs().size());
            contract.comboLegs()
                    .forEach(leg -> out.add(leg.conid(), leg.ratio(), leg.getAction(), leg.exchange(), 0, 0, "", -1));
            out.add(0, 0);
        }
        out.add("", Double.MAX_VALUE, "", "", "", "", "");
        if (serverVersion < 177) {
            out.add("");
        }
        out.add("", 0, "", -1, it.getOcaType(), "", "", 0, "", "", 0, 0, "", 0, "", "", "", "", "", 0, "");
        out.add(Integer.MAX_VALUE, "", "", 0, Integer.MAX_VALUE, it.trailStopPrice(), it.trailingPercent());
        out.add("", "", "", "", "", "", "", 0, "", "", 0, 0, "", "", it.whatIf(), "", 0, 0, 0, 0);
        out.add("", "", "", "", "", "", 0, "", "", "", "", "", "", "", "", 0, 0, 0, "", Integer.MAX_VALUE);
        out.add(Integer.MAX_VALUE, 0, "", "");
        if (serverVersion >= 183) {
            out.add("");
        }
        if (serverVersion >= 184) {
            out.add(0);
        }
        if (serverVersion >= 189) {
            out.add(0);
        }
        if (serverVersion >= 192) {
            out.add(Integer.MAX_VALUE);
        }
        if (serverVersion >= 199) {
            out.add(0);
        }
        out.go();
    }
}
