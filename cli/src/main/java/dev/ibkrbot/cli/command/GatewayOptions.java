package dev.ibkrbot.cli.command;

import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.config.ConfigSources.FlagValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a gateway is, for commands that only ask it something. Filled by picocli; confined to the main thread. */
final class GatewayOptions {
    /** Not the bot's own: a question must not throw a running bot out. */
    private static final int ASKING_CLIENT = 101;

    @Option(names = "--host", paramLabel = "HOST", description = "Where the gateway listens.")
    private Optional<String> host = Optional.empty();

    @Option(names = "--port", paramLabel = "PORT", description = "4002 paper gateway, 4001 live, 7497 and 7496 TWS.")
    private Optional<String> port = Optional.empty();

    @Option(names = "--client-id", paramLabel = "N", description = "Default: 101, beside a running bot.")
    private Optional<String> clientId = Optional.empty();

    @Option(names = "--account", paramLabel = "ID", description = "The account to use; default: broker.account.")
    private Optional<String> account = Optional.empty();

    @Option(
            names = "--tws-api-jar",
            paramLabel = "PATH",
            description =
                    "Speak over IBKR's TwsApi.jar (10.19 to 10.37; from 10.36 PATH:protobuf-java.jar), or classpath.")
    private Optional<String> jar = Optional.empty();

    List<FlagValue> flags() {
        List<FlagValue> flags = new ArrayList<>();
        host.ifPresent(it -> flags.add(new FlagValue("--host", "broker.host", it)));
        port.ifPresent(it -> flags.add(new FlagValue("--port", "broker.port", it)));
        clientId.ifPresent(it -> flags.add(new FlagValue("--client-id", "broker.client_id", it)));
        account.ifPresent(it -> flags.add(new FlagValue("--account", "broker.account", it)));
        jar.ifPresent(it -> flags.add(new FlagValue("--tws-api-jar", "broker.tws_api_jar", it)));
        return flags;
    }

    /** As {@link #flags}, of a command that knows no other broker. */
    List<FlagValue> asking(String command) {
        List<FlagValue> flags = new ArrayList<>(flags());
        flags.add(new FlagValue(command, "broker.kind", "ibkr"));
        return flags;
    }

    /** The configured gateway, under a number of its own unless one was given. */
    BotConfig.Broker of(BotConfig config) {
        BotConfig.Broker broker = config.broker();
        return new BotConfig.Broker(
                broker.kind(),
                broker.host(),
                broker.port(),
                clientId.isPresent() ? broker.clientId() : ASKING_CLIENT,
                broker.account(),
                broker.readOnly(),
                broker.delayedData(),
                broker.twsApiJar(),
                broker.noticeOverrides(),
                broker.startup());
    }
}
