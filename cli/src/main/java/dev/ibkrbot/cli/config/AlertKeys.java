package dev.ibkrbot.cli.config;

import static dev.ibkrbot.cli.config.KeySpec.of;
import static dev.ibkrbot.cli.config.KeySpec.optional;

/** The keys of alerts. */
final class AlertKeys {
    /** Empty means off, as in files of earlier systems. */
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

    private static final String URL = "|https?://" + LABEL + "(?:\\." + LABEL + "){0,20}(?::[0-9]{1,5})?"
            + "(?:/(?:[A-Za-z0-9._~:/@!$&'()*+,;=?-]|%[0-9A-Fa-f]{2}){0,500})?";

    private AlertKeys() {}

    static final KeySpec<Boolean> ALERTS_ENABLED =
            of("monitoring.alerts_enabled", TextTypes.flag(), "true", "false silences every channel.");
    static final KeySpec<Secret> HEARTBEAT = secretUrl(
            "heartbeat_url",
            "Called every minute of a run; with /start at its begin and /fail when it ends in failure.");
    static final KeySpec<Secret> DISCORD = secretUrl("discord_webhook_url", "Discord webhook for alerts.");
    static final KeySpec<String> DISCORD_NAME =
            of("monitoring.discord_username", TextTypes.text(".{1,80}", "a name"), "IBKR Bot", "Sender in Discord.");
    static final KeySpec<Secret> SLACK = secretUrl("slack_webhook_url", "Slack webhook for alerts.");
    static final KeySpec<Secret> TELEGRAM_TOKEN = optional(
                    "monitoring.telegram_bot_token",
                    TextTypes.text("|[0-9]{3,20}:[A-Za-z0-9_-]{10,100}", "a bot token such as 123456:ABC...")
                            .as(Secret::new, Secret::reveal),
                    "Telegram bot token for alerts.")
            .masked();
    static final KeySpec<String> TELEGRAM_CHAT = optional(
            "monitoring.telegram_chat_id",
            TextTypes.text("|-?[0-9]{1,20}|@[A-Za-z0-9_]{3,64}", "a chat id in quotes, such as \"-100123\""),
            "Telegram chat for alerts; in quotes.");
    static final KeySpec<Secret> WEBHOOK = secretUrl(
            "webhook_url", "Any service that takes a JSON object: sequence, kind, key, level, title, text, at.");

    static final KeySpec<Secret> OLD_DISCORD = optional("discord_webhook_url", DISCORD.type(), "Old spelling.")
            .masked()
            .used(KeySpec.Use.OLD_NAME, "monitoring.discord_webhook_url");

    private static KeySpec<Secret> secretUrl(String name, String doc) {
        ValueType<Secret> type =
                TextTypes.text(URL, "an address such as https://host/path").as(Secret::new, Secret::reveal);
        return optional("monitoring." + name, type, doc).masked();
    }
}
