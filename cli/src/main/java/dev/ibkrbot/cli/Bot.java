package dev.ibkrbot.cli;

import dev.ibkrbot.cli.command.AlertTestCommand;
import dev.ibkrbot.cli.command.BacktestCommand;
import dev.ibkrbot.cli.command.CommandErrors;
import dev.ibkrbot.cli.command.CompletionCommand;
import dev.ibkrbot.cli.command.ConfigCommand;
import dev.ibkrbot.cli.command.ControlCommands;
import dev.ibkrbot.cli.command.DataCommand;
import dev.ibkrbot.cli.command.ExplainCommand;
import dev.ibkrbot.cli.command.GameplanCommand;
import dev.ibkrbot.cli.command.GatewaySimCommand;
import dev.ibkrbot.cli.command.JournalCommand;
import dev.ibkrbot.cli.command.LookaheadCheckCommand;
import dev.ibkrbot.cli.command.MarathonCommand;
import dev.ibkrbot.cli.command.OrdersCommand;
import dev.ibkrbot.cli.command.PositionsCommand;
import dev.ibkrbot.cli.command.RunCommand;
import dev.ibkrbot.cli.command.ScanCommand;
import dev.ibkrbot.cli.command.ScreenCommand;
import dev.ibkrbot.cli.command.StatusCommand;
import dev.ibkrbot.cli.command.TestConnectionCommand;
import dev.ibkrbot.cli.command.TradesCommand;
import dev.ibkrbot.cli.command.VersionText;
import dev.ibkrbot.cli.command.WhatIfCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line's entry point: knows every command and nothing else. Confined to the main thread. */
@Command(
        name = "bot",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = {
            "Trades Interactive Brokers options by rule, explains every decision, and can be tried without an account.",
            ""
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  bot run                      one simulated trading day, with journal and report",
            "  bot run --seed 7 --json      the same for a script, another market",
            "  bot backtest --data FOLDER --symbols SPY --strategy scalp --options model",
            "  bot explain                  why the last run traded what it traded",
            "  bot gateway-sim & bot test-connection    a simulated IB Gateway, and whether it is ready",
            "",
            "Not built yet: optimize, serve, doctor.",
        },
        subcommands = {
            RunCommand.class,
            BacktestCommand.class,
            LookaheadCheckCommand.class,
            ConfigCommand.class,
            JournalCommand.class,
            StatusCommand.class,
            PositionsCommand.class,
            OrdersCommand.class,
            TradesCommand.class,
            ExplainCommand.class,
            ControlCommands.Pause.class,
            ControlCommands.Resume.class,
            ControlCommands.Flatten.class,
            ControlCommands.Halt.class,
            ControlCommands.Cancel.class,
            DataCommand.class,
            TestConnectionCommand.class,
            WhatIfCommand.class,
            GatewaySimCommand.class,
            GameplanCommand.class,
            ScanCommand.class,
            ScreenCommand.class,
            MarathonCommand.class,
            AlertTestCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        })
public final class Bot implements Runnable {
    @Spec
    private CommandSpec spec;

    private Bot() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The whole command line, ready to execute; errors are told in what, why and fix. */
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Bot());
        commandLine.setExpandAtFiles(false);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setUsageHelpAutoWidth(true);
        return CommandErrors.install(commandLine);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
