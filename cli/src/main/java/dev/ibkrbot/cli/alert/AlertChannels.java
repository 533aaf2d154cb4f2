package dev.ibkrbot.cli.alert;

import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.execution.alert.Channel;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The configured channels in the order in which they are told: Discord, Slack, Telegram, webhook. Stateless. */
public final class AlertChannels {
    private static final URI TELEGRAM = URI.create("https://api.telegram.org");

    private AlertChannels() {}

    /** Those with an address; none when alerts are off. */
    public static List<Channel> of(BotConfig.Monitoring monitoring) {
        return of(monitoring, TELEGRAM);
    }

    /** As above, with another Telegram service. */
    static List<Channel> of(BotConfig.Monitoring monitoring, URI telegram) {
        List<Channel> channels = new ArrayList<>();
        if (!monitoring.alertsEnabled()) {
            return channels;
        }
        monitoring
                .discordWebhookUrl()
                .ifPresent(
                        url -> channels.add(Channel.discord(URI.create(url.reveal()), monitoring.discordUsername())));
        monitoring.slackWebhookUrl().ifPresent(url -> channels.add(Channel.slack(URI.create(url.reveal()))));
        monitoring
                .telegramBotToken()
                .ifPresent(token -> monitoring
                        .telegramChatId()
                        .ifPresent(chat -> channels.add(Channel.telegram(telegram, token.reveal(), chat))));
        monitoring.webhookUrl().ifPresent(url -> channels.add(Channel.webhook(URI.create(url.reveal()))));
        return channels;
    }
}
