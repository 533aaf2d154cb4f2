package dev.ibkrbot.execution.alert;

import dev.ibkrbot.execution.journal.JsonBody;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Where alerts go. Its address is a secret: neither {@link #toString} nor any message of ours shows it. Immutable.
 */
public final class Channel {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_DISCORD = 2000;
    private static final int LONGEST_TELEGRAM = 4096;
    private static final int LONGEST_SLACK = 40_000;

    private final String name;
    private final URI address;
    private final Form form;

    private Channel(String name, URI address, Form form) {
        this.name = name;
        this.address = requireHttp(name, address);
        this.form = form;
    }

    private interface Form {
        JsonBody body(Alert alert);
    }

    /** A Discord webhook; messages appear under this name. Longer texts are cut where Discord refuses them. */
    public static Channel discord(URI webhook, String username) {
        return new Channel(
                "discord",
                webhook,
                alert -> JsonBody.object()
                        .text("content", cut(alert.plainText(), LONGEST_DISCORD))
                        .text("username", username));
    }

    /** A Slack webhook. */
    public static Channel slack(URI webhook) {
        return new Channel(
                "slack", webhook, alert -> JsonBody.object().text("text", cut(alert.plainText(), LONGEST_SLACK)));
    }

    /**
     * A Telegram bot.
     *
     * @param server the bot service, such as {@code https://api.telegram.org}
     * @param token of the bot
     * @param chat id of the chat
     */
    public static Channel telegram(URI server, String token, String chat) {
        return new Channel(
                "telegram",
                URI.create(server.toString().replaceAll("/+$", "") + "/bot" + token + "/sendMessage"),
                alert ->
                        JsonBody.object().text("chat_id", chat).text("text", cut(alert.plainText(), LONGEST_TELEGRAM)));
    }

    /** Any service that takes a JSON object: sequence, kind, key, level, title, text, at. */
    public static Channel webhook(URI address) {
        return new Channel(
                "webhook",
                address,
                alert -> JsonBody.object()
                        .number("sequence", alert.sequence())
                        .text("kind", alert.kind().name())
                        .text("key", alert.key())
                        .text("level", alert.level().name())
                        .text("title", alert.title())
                        .text("text", alert.text())
                        .text("at", alert.at().toString()));
    }

    /** Its kind, such as "discord"; names its place in what was sent. */
    public String name() {
        return name;
    }

    /** The request that hands over an alert; repeated ones carry the same key, for services that look at it. */
    HttpRequest request(Alert alert) {
        return HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "ibkrbot")
                .header("Idempotency-Key", "alert-" + alert.sequence())
                .POST(HttpRequest.BodyPublishers.ofString(form.body(alert).json(), StandardCharsets.UTF_8))
                .build();
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return text.substring(0, end) + "…";
    }

    static URI requireHttp(String name, URI address) {
        boolean http = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
        if (!http || address.getHost() == null) {
            throw new IllegalArgumentException("the address of " + name + " is not an http address");
        }
        return address;
    }

    @Override
    public String toString() {
        return name;
    }
}
