package dev.ibkrbot.cli.command;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Says which build this is and on which Java it runs. Immutable. */
public final class VersionText implements IVersionProvider {
    /** The version alone, "development" when not run from a jar. */
    public static String version() {
        return Optional.ofNullable(VersionText.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"bot " + version() + " on Java " + Runtime.version()};
    }
}
