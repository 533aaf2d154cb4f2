package dev.ibkrbot.ibkr.jar;

import dev.ibkrbot.ibkr.session.Connector;
import java.io.File;
import java.lang.reflect.Field;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The user's own TwsApi.jar, of TWS API 10.19 to 10.37 (client version 176 to 203). Loaded once for a program; what is
 * missing in it is found while it is loaded. Immutable, thread-safe.
 */
public final class TwsApi {
    private static final int OLDEST_CLIENT = 176;
    private static final int NEWEST_CLIENT = 203;

    /** From this version on the client needs the runtime of Protocol Buffers. */
    private static final int PROTOBUF_CLIENT = 201;

    private static final String VERSIONS = "use TwsApi.jar of TWS API 10.19 to 10.37";

    private final int clientVersion;
    private final ClientShape client;
    private final Requests requests;
    private final Callbacks callbacks;

    private TwsApi(ClassLoader loader) {
        JarClasses jar = new JarClasses(loader);
        clientVersion = clientVersion(jar.find("EClient")
                .orElseThrow(() -> new TwsApiException(
                        "there are no com.ib.client classes in it",
                        "name the TwsApi.jar that IBKR's installer brought")));
        if (clientVersion < OLDEST_CLIENT || clientVersion > NEWEST_CLIENT) {
            throw new TwsApiException(
                    "the jar is of client version " + clientVersion + ", and " + OLDEST_CLIENT + " to " + NEWEST_CLIENT
                            + " are known",
                    VERSIONS);
        }
        requireProtobuf(loader);
        ContractShape contracts = new ContractShape(jar);
        OrderShape orders = new OrderShape(jar, contracts);
        requests = new Requests(jar, contracts, orders);
        callbacks = new Callbacks(jar, contracts, orders);
        client = new ClientShape(jar);
    }

    /**
     * Loads it from these files: the jar and, from 10.36 on, protobuf-java. {@link TwsApiException} when a file is
     * missing or the jar is none we know.
     */
    public static TwsApi load(List<Path> files) {
        URL[] urls = files.stream().map(TwsApi::url).toArray(URL[]::new);
        return load(new URLClassLoader("tws-api", urls, ClassLoader.getPlatformClassLoader()));
    }

    /** Loads it from the class path of this program. {@link TwsApiException} when it is not there or none we know. */
    public static TwsApi onClassPath() {
        return load(TwsApi.class.getClassLoader());
    }

    private static TwsApi load(ClassLoader loader) {
        try {
            return new TwsApi(loader);
        } catch (LinkageError e) {
            throw isOfProtobuf(e) ? withoutProtobuf() : new TwsApiException("the jar cannot be loaded: " + e, VERSIONS);
        }
    }

    private static URL url(Path file) {
        if (!Files.isReadable(file)) {
            throw new TwsApiException("there is no file " + file, "name the TwsApi.jar that IBKR's installer brought");
        }
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int clientVersion(Class<?> client) {
        try {
            Field newest = client.getDeclaredField("MAX_VERSION");
            newest.setAccessible(true);
            return newest.getInt(client);
        } catch (ReflectiveOperationException e) {
            throw new TwsApiException("the jar does not tell its client version", VERSIONS);
        }
    }

    private void requireProtobuf(ClassLoader loader) {
        if (clientVersion >= PROTOBUF_CLIENT) {
            try {
                Class.forName("com.google.protobuf.Message", false, loader);
            } catch (ClassNotFoundException e) {
                throw withoutProtobuf();
            }
        }
    }

    private static boolean isOfProtobuf(LinkageError e) {
        return String.valueOf(e.getMessage()).contains("google/protobuf");
    }

    private static TwsApiException withoutProtobuf() {
        return new TwsApiException(
                "the jar is of TWS API 10.36 or later and needs protobuf-java",
                "add it: --tws-api-jar TwsApi.jar" + File.pathSeparator + "protobuf-java.jar");
    }

    /** The newest version of the protocol it can speak. */
    public int clientVersion() {
        return clientVersion;
    }

    /**
     * Opens connections over the jar.
     *
     * @param clientId under which it logs in
     * @param dryRun no order can be placed or canceled over them
     */
    public Connector connector(int clientId, boolean dryRun) {
        return (endpoint, receiver) -> JarConnection.open(
                new JarConnection.Session(client, requests, callbacks, clientId, dryRun), endpoint, receiver);
    }
}
