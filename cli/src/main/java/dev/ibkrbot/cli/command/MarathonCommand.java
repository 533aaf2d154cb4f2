package dev.ibkrbot.cli.command;

import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import picocli.CommandLine.Command;

/** Notes the options best sold, twice a day, and whether that was right. Confined to the main thread. */
@Command(
        name = "marathon",
        mixinStandardHelpOptions = true,
        description =
                "Note the options best sold at 09:30 and 15:30 in New York, and a month later whether that was right."
                        + " Sends no order.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Candidates have an IV rank above 50, above 30 when those are fewer than three, else the three highest; or a",
            "play holds: RSI below 35, price from 5 % below to 2 % above its 200-day mean, TSLA below 200, NVDA with a rank",
            "above 70. Without 20 earlier days of implied volatility a symbol has no rank and is no candidate.",
            "",
            "Score: win probability in percent, plus (IV rank - 50) / 10, plus 3 for each play up to 6, plus up to 10",
            "either way for what earlier ones of the symbol came to, from five on. It must reach 55 aggressive, 70",
            "moderate, 85 conservative. A symbol is noted again after 24 hours or with a higher score.",
            "",
            "Examples:",
            "  bot marathon run --broker ibkr --port 4002 --iv-history data/ibkr",
            "  bot marathon verify --broker ibkr --port 4002",
            "  bot marathon record --of ibkr --json"
        },
        subcommands = {MarathonRunCommand.class, MarathonVerifyCommand.class, MarathonRecordCommand.class})
public final class MarathonCommand implements Runnable {
    @Override
    public void run() {
        throw new CommandFailure(
                ExitCode.USAGE_OR_CONFIGURATION,
                "bot marathon needs to know what to do",
                "no subcommand was given",
                "say bot marathon run, verify or record");
    }
}
