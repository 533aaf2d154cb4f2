package dev.ibkrbot.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ibkrbot.cli.alert.AlertChannels;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.output.Answer;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import dev.ibkrbot.cli.output.TextTable;
import dev.ibkrbot.cli.wiring.SystemTime;
import dev.ibkrbot.execution.alert.Alert;
import dev.ibkrbot.execution.alert.Channel;
import dev.ibkrbot.execution.alert.TestMessage;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends one message over every configured channel. Confined to the main thread. */
@Command(
        name = "alert-test",
        mixinStandardHelpOptions = true,
        description = "Send a test message over each configured alert channel, once, and say what became of it.",
        footer = {
            "",
            "Examples:",
            "  bot alert-test",
            "  bot alert-test --channel discord --json",
            "",
            "Exit 0 when every channel took its message, 2 when there is none, 3 when one did not take it."
        })
public final class AlertTestCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--channel",
            paramLabel = "NAME",
            description = "Only this one: discord, slack, telegram or webhook.")
    private Optional<String> only = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Terminal terminal = common.terminal(spec);
        BotConfig.Monitoring monitoring =
                common.configuration(List.of(), terminal).config().monitoring();
        Map<Channel, TestMessage.Result> results = send(chosen(monitoring));
        ExitCode code = results.values().stream().allMatch(TestMessage.Result::taken)
                ? ExitCode.OK
                : ExitCode.GATEWAY_UNREACHABLE;
        if (terminal.json()) {
            Answer answer = Answer.of("alert-test", code);
            ArrayNode channels = answer.root().putArray("channels");
            results.forEach((channel, result) -> channels.addObject()
                    .put("channel", channel.name())
                    .put("taken", result.taken())
                    .put("detail", result.detail()));
            answer.printTo(terminal.out());
        } else {
            TextTable table = new TextTable("channel", "result");
            results.forEach((channel, result) -> table.row(channel.name(), result.detail()));
            terminal.say(table);
        }
        return code.number();
    }

    private List<Channel> chosen(BotConfig.Monitoring monitoring) {
        List<Channel> all = AlertChannels.of(monitoring);
        List<Channel> chosen = all.stream()
                .filter(channel -> only.map(channel.name()::equals).orElse(true))
                .toList();
        if (chosen.isEmpty()) {
            String known = all.stream().map(Channel::name).collect(Collectors.joining(", "));
            String configured = "configured: " + (known.isEmpty() ? "none" : known);
            String why = monitoring.alertsEnabled() ? configured : "monitoring.alerts_enabled is false";
            throw new CommandFailure(
                    ExitCode.USAGE_OR_CONFIGURATION,
                    "no message was sent",
                    why,
                    "write its address under monitoring, or set it in the environment, such as"
                            + " MONITORING__DISCORD_WEBHOOK_URL");
        }
        return chosen;
    }

    private static Map<Channel, TestMessage.Result> send(List<Channel> channels) {
        Instant now = SystemTime.CLOCK.instant();
        Alert alert = new Alert(
                0, Alert.Kind.NOTE, "test", Alert.Level.INFO, "test alert", "This channel works. Sent at " + now, now);
        TestMessage message = new TestMessage();
        Map<Channel, CompletableFuture<TestMessage.Result>> asked = new LinkedHashMap<>();
        channels.forEach(
                channel -> asked.put(channel, message.send(channel, alert).toCompletableFuture()));
        Map<Channel, TestMessage.Result> results = new LinkedHashMap<>();
        asked.forEach((channel, result) -> results.put(channel, result.join()));
        return results;
    }
}
