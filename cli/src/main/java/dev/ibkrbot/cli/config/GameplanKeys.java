package dev.ibkrbot.cli.config;

import static dev.ibkrbot.cli.config.KeySpec.of;
import static dev.ibkrbot.cli.config.KeySpec.optional;

import java.nio.file.Path;
import java.util.List;

/** The keys of the gameplan. */
final class GameplanKeys {
    private static final String NAME = "[A-Za-z0-9_.@-]{1,64}";

    private GameplanKeys() {}

    static final KeySpec<Path> FILE = optional(
                    "gameplan.file",
                    TextTypes.path(),
                    "The day's gameplan, or a folder with one for each date. While it is missing or wrong nothing is entered.")
            .variable("GAMEPLAN_PATH");
    static final KeySpec<String> OPERATORS = optional(
            "gameplan.operators",
            TextTypes.text("|" + NAME + "(," + NAME + "){0,19}", "names such as \"desk,night\""),
            "Who may stand behind a gameplan, with commas between. Left out: anybody.");
    static final KeySpec<List<String>> SYMBOLS =
            of("gameplan.symbols", TextTypes.symbols(), "[SPY, QQQ, IWM]", "What a gameplan may name at all.");
}
