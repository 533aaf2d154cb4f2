package dev.ibkrbot.architecture;

import java.util.Map;
import java.util.TreeMap;

/** Which root package belongs to which module. Stateless. */
final class ModuleRoots {

    /** Module folder to root package. A module missing here fails the package-root rule. */
    static final Map<String, String> ROOTS = new TreeMap<>(Map.of(
            "broker-api", "dev.ibkrbot.broker",
            "broker-ibkr", "dev.ibkrbot.ibkr",
            "broker-stub", "dev.ibkrbot.stub",
            "strategy", "dev.ibkrbot.strategy",
            "risk", "dev.ibkrbot.risk",
            "execution", "dev.ibkrbot.execution",
            "cli", "dev.ibkrbot.cli",
            "benchmarks", "dev.ibkrbot.benchmarks"));

    /** The package of cli's tests that stands for the whole project rather than for cli. */
    private static final String WHOLE_PROJECT = "dev.ibkrbot.architecture";

    private ModuleRoots() {}

    /** Whether a package may stand in a module. */
    static boolean holds(String module, String packageName, boolean test) {
        if (test && module.equals("cli") && within(packageName, WHOLE_PROJECT)) {
            return true;
        }
        return ROOTS.containsKey(module) && within(packageName, ROOTS.get(module));
    }

    /** Whether a package is the root or lies below it. */
    static boolean within(String packageName, String root) {
        return packageName.equals(root) || packageName.startsWith(root + ".");
    }
}
