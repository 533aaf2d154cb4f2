package dev.ibkrbot.execution.alert;

import dev.ibkrbot.execution.journal.JsonBody;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Where alerts go. Its address is a secret: neither {@link #toString} nor any message of ours shows it. Immutable.
 */
public final class Channel {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_DISCORD_TITLE = 256;
    private static final int LONGEST_DISCORD = 4096;
    private static final int LONGEST_TELEGRAM = 4096;
    private static final String TOKEN = "[0-9]{1,20}:[A-Za-z0-9_-]{1,100}";
    private static final int LONGEST_SLACK = 40_000;

    /** People read a few messages and then no more; programs take one after the other. */
    private static final int MOST_FOR_PEOPLE = 20;

    private static final int MOST_FOR_PROGRAMS = 10_000;

    private final String name;
    private final URI address;
    private final Form form;
    private final int mostOneByOne;
    private final Duration patience;

    private Channel(String name, URI address, Form form, int mostOneByOne, Duration patience) {
        this.name = name;
        this.address = requireHttp(name, address);
        this.form = form;
        this.mostOneByOne = mostOneByOne;
        this.patience = patience;
    }

    private static Channel forPeople(String name, URI address, Form form) {
        return new Channel(name, address, form, MOST_FOR_PEOPLE, PATIENCE);
    }

    /** The same with another patience. */
    Channel patient(Duration other) {
        return new Channel(name, address, form, mostOneByOne, other);
    }

    private interface Form {
        JsonBody body(Alert alert);
    }

    /**
     * A Discord webhook; messages appear under this name, in the colour of their level, and call nobody. Longer texts
     * are cut where Discord refuses them.
     */
    public static Channel discord(URI webhook, String username) {
        return forPeople(
                "discord",
                webhook,
                alert -> JsonBody.object()
                        .text("username", username)
                        .objects("embeds", List.of(alert), Channel::embed)
                        .object("allowed_mentions", mentions -> mentions.texts("parse", List.of())));
    }

    private static void embed(JsonBody embed, Alert alert) {
        embed.text("title", cut(alert.headline(), LONGEST_DISCORD_TITLE));
        if (!alert.text().isEmpty()) {
            embed.text("description", cut(alert.text(), LONGEST_DISCORD));
        }
        embed.number("color", colour(alert.level()))
                .text("timestamp", alert.at().toString())
                .object("footer", footer -> footer.text("text", "ibkrbot"));
    }

    private static int colour(Alert.Level level) {
        return switch (level) {
            case INFO -> 3_447_003;
            case WARNING -> 16_776_960;
            case ERROR -> 16_711_680;
            case CRITICAL -> 10_038_562;
        };
    }

    /** A Slack webhook. */
    public static Channel slack(URI webhook) {
        return forPeople(
                "slack",
                webhook,
                alert -> JsonBody.object().text("text", slackText(cut(alert.plainText(), LONGEST_SLACK))));
    }

    /** Slack takes what stands between angle brackets for links and calls. */
    private static String slackText(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /**
     * A Telegram bot.
     *
     * @param server the bot service, such as {@code https://api.telegram.org}
     * @param token of the bot
     * @param chat id of the chat
     */
    public static Channel telegram(URI server, String token, String chat) {
        if (!token.matches(TOKEN)) {
            throw new IllegalArgumentException("the token of telegram is none");
        }
        return forPeople(
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
                        .text("at", alert.at().toString()),
                MOST_FOR_PROGRAMS,
                PATIENCE);
    }

    /** Its kind, such as "discord"; names its place in what was sent. */
    public String name() {
        return name;
    }

    /** How many may wait one by one before they become a digest. */
    int mostOneByOne() {
        return mostOneByOne;
    }

    /** The request that hands over an alert; repeated ones carry the same key, for services that look at it. */
    HttpRequest request(Alert alert) {
        return HttpRequest.newBuilder(address)
                .timeout(patience)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "ibkrbot")
                .header("Idempotency-Key", key(alert))
                .POST(HttpRequest.BodyPublishers.ofString(form.body(alert).json(), StandardCharsets.UTF_8))
                .build();
    }

    /** Of its content: neither two journals nor two messages that are in none share a key. */
    private static String key(Alert alert) {
        return UUID.nameUUIDFromBytes(alert.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    static String cut(String text, int longest) {
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
