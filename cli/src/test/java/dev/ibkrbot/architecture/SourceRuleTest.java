package dev.ibkrbot.architecture;

import static dev.ibkrbot.architecture.SourceRule.CONSOLE_ONLY_IN_CLI;
import static dev.ibkrbot.architecture.SourceRule.FILE_LENGTH;
import static dev.ibkrbot.architecture.SourceRule.METHOD_LENGTH;
import static dev.ibkrbot.architecture.SourceRule.NO_AMBIENT_TIME;
import static dev.ibkrbot.architecture.SourceRule.NO_RETURN_NULL;
import static dev.ibkrbot.architecture.SourceRule.NO_SLEEP;
import static dev.ibkrbot.architecture.SourceRule.OPEN_WORK_HAS_AN_ISSUE;
import static dev.ibkrbot.architecture.SourceRule.PACKAGE_ROOT;
import static dev.ibkrbot.architecture.SourceRule.TYPE_NAMES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows that each source rule bites on a bad snippet, lets the good one pass, and holds for the whole project. */
class SourceRuleTest {

    private static final List<SourceFile> PROJECT = SourceTree.parseProject();

    @ParameterizedTest
    @EnumSource
    void projectKeepsTheRule(SourceRule rule) {
        assertThat(PROJECT).isNotEmpty();
        assertThat(PROJECT.stream().flatMap(file -> rule.findings(file).stream()))
                .as("%s: each line is one thing to change", rule)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "String f() { return null; }",
                "String f(boolean b) { return b ? \"x\" : (null); }",
                "java.util.function.Supplier<String> f() { return () -> null; }",
            })
    void findsReturnedNull(String member) {
        assertThat(findings(NO_RETURN_NULL, "strategy", member)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "boolean f(String s) { return s == null; }",
                "// return null;\n String f() { return \"return null;\"; }",
                "void f() { return; }",
            })
    void letsOtherReturnsPass(String member) {
        assertThat(findings(NO_RETURN_NULL, "strategy", member)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object f() { return Instant.now(); }",
                "Object f() { return java.time.LocalDate.now(zone); }",
                "Object f() { return LocalDateTime.now(); }",
                "Object f() { return ZonedDateTime.now(); }",
                "long f() { return System.currentTimeMillis(); }",
                "java.util.function.LongSupplier f() { return System::nanoTime; }",
                "Object f() { return Clock.systemUTC(); }",
                "Object f() { return InstantSource.system(); }",
                "Object f() { return new java.util.Date(); }",
            })
    void findsAmbientTime(String member) {
        assertThat(findings(NO_AMBIENT_TIME, "execution", member)).hasSize(1);
        assertThat(NO_AMBIENT_TIME.findings(snippet("cli/src/main/java/X.java", "dev.ibkrbot.cli.wiring", member)))
                .as("allowed where the program is wired")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"import static java.lang.System.nanoTime;", "import static java.time.Instant.now;"})
    void findsAmbientTimeBehindAnImport(String imported) {
        SourceFile file = SourceTree.parse("risk/src/main/java/X.java", "package dev.ibkrbot.risk;\n" + imported);
        assertThat(NO_AMBIENT_TIME.findings(file)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Object f() { return clock.instant(); }", "Object f() { return run.now(); }"})
    void letsGivenTimePass(String member) {
        assertThat(findings(NO_AMBIENT_TIME, "execution", member)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "void f() throws Exception { Thread.sleep(5); }",
                "void f() throws Exception { TimeUnit.SECONDS.sleep(1); }",
                "Object f() { return (Sleeper) Thread::sleep; }",
            })
    void findsSleeping(String member) {
        assertThat(findings(NO_SLEEP, "risk", member)).hasSize(1);
        assertThat(NO_SLEEP.findings(snippet("risk/src/test/java/X.java", "dev.ibkrbot.risk", member)))
                .as("in tests too")
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"strategy, 1", "execution, 1", "broker-ibkr, 1", "cli, 0"})
    void findsConsoleOutsideCli(String module, int expected) {
        assertThat(findings(CONSOLE_ONLY_IN_CLI, module, "void f() { System.out.println(); }"))
                .hasSize(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BrokerImpl",
                "OrderManager",
                "DateHelper",
                "PriceUtil",
                "PriceUtils",
                "BaseStrategy",
                "AbstractBroker",
                "IOrder",
                "MarketData",
                "AccountInfo",
                "QuoteWrapper",
                "BarProcessor",
            })
    void findsWeakTypeNames(String name) {
        for (String kind : List.of("class %s {}", "interface %s {}", "record %s() {}", "enum %s {}")) {
            assertThat(findings(TYPE_NAMES, "risk", String.format(kind, name))).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DataQuality", "IVRank", "Interval", "Basis", "Bid", "Abstraction", "Information", "Id"})
    void letsGoodTypeNamesPass(String name) {
        assertThat(findings(TYPE_NAMES, "risk", "class " + name + " {}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"58, 0", "59, 1"})
    void countsMethodLines(int statements, int expected) {
        String member = "void f() {\n" + "int i;\n".repeat(statements) + "}";
        assertThat(findings(METHOD_LENGTH, "risk", member)).hasSize(expected);
    }

    @ParameterizedTest
    @CsvSource({"396, 0", "397, 1"})
    void countsFileLines(int lines, int expected) {
        assertThat(findings(FILE_LENGTH, "risk", "int i;\n".repeat(lines))).hasSize(expected);
    }

    @ParameterizedTest
    @CsvSource({"// TO_DO later, 1", "// TO_DO(#12) later, 0", "// TO_DO #12 later, 0", "/* FIX_ME */, 1"})
    void wantsAnIssueForOpenWork(String comment, int expected) {
        assertThat(findings(OPEN_WORK_HAS_AN_ISSUE, "risk", comment.replace("_", "")))
                .hasSize(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "risk, dev.ibkrbot.risk.sizing, 0",
        "risk, dev.ibkrbot.riskier, 1",
        "strategy, dev.ibkrbot.risk, 1",
        "unknown, dev.ibkrbot.unknown, 1",
    })
    void wantsPackagesUnderTheModuleRoot(String module, String packageName, int expected) {
        SourceFile file = snippet(module + "/src/main/java/X.java", packageName, "");
        assertThat(PACKAGE_ROOT.findings(file)).hasSize(expected);
    }

    private static List<String> findings(SourceRule rule, String module, String member) {
        return rule.findings(snippet(module + "/src/main/java/X.java", "dev.ibkrbot", member));
    }

    private static SourceFile snippet(String path, String packageName, String member) {
        return SourceTree.parse(path, "package " + packageName + ";\nclass X {\n" + member + "\n}");
    }
}
