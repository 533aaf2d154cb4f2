package dev.ibkrbot.ibkr.jar;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.Socket;

/** The jar's client, its reading thread and the two interfaces we implement for them. Immutable, thread-safe. */
final class ClientShape {
    private final JarClasses jar;
    private final Class<?> wrapper;
    private final Class<?> signal;
    private final JarClasses.Maker client;
    private final Operation connect;
    private final Operation disconnect;
    private final Operation serverVersion;
    private final Getter connectionTime;
    private final JarClasses.Maker reader;
    private final Operation process;

    ClientShape(JarClasses jar) {
        this.jar = jar;
        wrapper = jar.type("EWrapper");
        signal = jar.type("EReaderSignal");
        String type = "EClientSocket";
        client = jar.maker(type, wrapper, signal);
        connect = jar.operation(type, "eConnect", Socket.class, int.class);
        disconnect = jar.operation(type, "eDisconnect");
        serverVersion = jar.operation(type, "serverVersion");
        connectionTime = jar.getter(type, "getTwsConnectionTime");
        reader = jar.maker("EReader", 2);
        process = jar.operation("EReader", "processMsgs");
        // Names every class of every callback, so that one that is missing is missed now.
        proxy(wrapper, (proxy, method, arguments) -> proxy);
    }

    private Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(jar.loader(), new Class<?>[] {type}, handler);
    }

    Object client(InvocationHandler callbacks, InvocationHandler signals) {
        return client.make(proxy(wrapper, callbacks), proxy(signal, signals));
    }

    /** Logs in and returns when the server's version is known; blocks as long as the server is silent. */
    void connect(Object to, Socket socket, int clientId) throws IOException {
        connect.on(to, socket, clientId);
    }

    void disconnect(Object from) throws IOException {
        disconnect.on(from);
    }

    /** 0 when it is not connected. */
    int serverVersion(Object of) throws IOException {
        return (Integer) serverVersion.on(of).orElse(0);
    }

    /** Opaque text of the gateway. */
    String connectionTime(Object of) {
        return connectionTime.text(of);
    }

    /** To be made after connecting, and started. */
    Thread reader(Object of, InvocationHandler signals) {
        return (Thread) reader.make(of, proxy(signal, signals));
    }

    /** Calls back for every message the reader has read so far. */
    void process(Thread reader) throws IOException {
        process.on(reader);
    }
}
