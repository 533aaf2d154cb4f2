package com.ib.client;

import java.util.ArrayDeque;
import java.util.Deque;

public class EReader extends Thread {
    private final EClientSocket client;
    private final EReaderSignal signal;
    private final Decoder decoder;
    private final Deque<String[]> queue = new ArrayDeque<>();

    public EReader(EClientSocket client, EReaderSignal signal) {
        this.client = client;
        this.signal = signal;
        decoder = new Decoder(client);
    }

    @Override
    public void run() {
        try {
            while (!isInterrupted()) {
                putMessageToQueue();
            }
        } catch (Exception e) {
            client.wrapper().error(e);
            client.eDisconnect();
        }
        signal.issueSignal();
    }

    boolean putMessageToQueue() throws java.io.IOException {
        String[] message = client.read();
        synchronized (queue) {
            queue.add(message);
        }
        signal.issueSignal();
        return true;
    }

    private String[] next() {
        synchronized (queue) {
            return queue.poll();
        }
    }

    public void processMsgs() throws java.io.IOException {
        for (String[] message = next(); message != null; message = next()) {
            decoder.message(message);
        }
    }
}
