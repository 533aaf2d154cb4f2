package dev.ibkrbot.cli.gateway;

import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.ibkr.GatewaySettings;
import dev.ibkrbot.ibkr.jar.TwsApi;
import dev.ibkrbot.ibkr.jar.TwsApiException;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;

/** Over what a session goes: our own socket, or the user's TwsApi.jar. Stateless. */
final class Transport {
    /** Names the class path of this program in place of a file. */
    private static final String CLASS_PATH = "classpath";

    private Transport() {}

    /**
     * These settings, with the jar and the error codes that are configured; {@link CommandFailure} when they cannot be
     * used.
     */
    static GatewaySettings of(BotConfig.Broker wanted, GatewaySettings settings) {
        GatewaySettings explained = wanted.noticeOverrides()
                .map(NoticeFile::read)
                .map(settings::withNotices)
                .orElse(settings);
        return wanted.twsApiJar().map(Transport::load).map(explained::withJar).orElse(explained);
    }

    private static TwsApi load(String where) {
        try {
            return where.equals(CLASS_PATH)
                    ? TwsApi.onClassPath()
                    : TwsApi.load(Arrays.stream(where.split(File.pathSeparator))
                            .map(Path::of)
                            .toList());
        } catch (TwsApiException e) {
            throw refused(e.getMessage(), e.fix());
        } catch (InvalidPathException e) {
            throw refused("'" + where + "' is no path: " + e.getReason(), "name IBKR's TwsApi.jar");
        }
    }

    private static CommandFailure refused(String why, String fix) {
        return new CommandFailure(ExitCode.USAGE_OR_CONFIGURATION, "TwsApi.jar cannot be used", why, fix);
    }
}
