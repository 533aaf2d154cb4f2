package dev.ibkrbot.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Shows that each class rule bites on fixtures made wrong on purpose, and holds for the classes that are shipped. */
class ClassRulesTest {

    private static final String FIXTURES = "dev.ibkrbot.architecture.fixture";

    private static final JavaClasses SHIPPED;
    private static final JavaClasses WRONG;

    static {
        // ArchUnit says a line for every class it reads.
        ((Logger) LoggerFactory.getLogger("com.tngtech.archunit")).setLevel(Level.WARN);
        SHIPPED = new ClassFileImporter().withImportOption(new Shipped()).importPackages("dev.ibkrbot");
        WRONG = new ClassFileImporter().importPackages(FIXTURES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ibkr", "stub", "strategy", "risk", "execution"})
    void modulesSeeOnlyBrokerApiOfOurs(String module) {
        ClassRules.seesOnlyBrokerApiOfOurs("dev.ibkrbot." + module).check(SHIPPED);
    }

    @Test
    void brokerApiSeesOnlyTheJdk() {
        ClassRules.seesOnlyTheJdk("dev.ibkrbot.broker").check(SHIPPED);
    }

    @Test
    void packagesHaveNoCycles() {
        ClassRules.packageCycles().check(SHIPPED);
    }

    @Test
    void obligationsAreExact() {
        ClassRules.exactNumbers(ClassRules.EXACT).check(SHIPPED);
    }

    @Test
    void looksAtEveryModule() {
        Set<String> modules = SHIPPED.stream()
                .map(JavaClass::getPackageName)
                .flatMap(name -> ModuleRoots.ROOTS.entrySet().stream()
                        .filter(entry -> ModuleRoots.within(name, entry.getValue()))
                        .map(entry -> entry.getKey()))
                .collect(Collectors.toSet());
        assertThat(modules)
                .containsExactlyInAnyOrder(
                        "broker-api", "broker-ibkr", "broker-stub", "strategy", "risk", "execution", "cli");
        assertThat(SHIPPED).noneMatch(type -> type.getPackageName().startsWith("dev.ibkrbot.architecture"));
    }

    @Test
    void moduleRuleBites() {
        assertThat(broken(ClassRules.seesOnlyBrokerApiOfOurs(FIXTURES + ".strategy")))
                .hasSize(1)
                .allSatisfy(line -> assertThat(line).contains("SeesRisk").contains("Sizing"));
        assertThat(broken(ClassRules.seesOnlyBrokerApiOfOurs(FIXTURES + ".risk")))
                .isEmpty();
    }

    @Test
    void jdkRuleBites() {
        assertThat(broken(ClassRules.seesOnlyTheJdk(FIXTURES + ".strategy"))).hasSize(1);
        assertThat(broken(ClassRules.seesOnlyTheJdk(FIXTURES + ".risk"))).isEmpty();
    }

    @Test
    void cycleRuleBites() {
        assertThat(broken(ClassRules.packageCycles()))
                .singleElement()
                .asString()
                .contains("Parent.child")
                .contains("Child.parent");
    }

    @Test
    void exactRuleBites() {
        assertThat(broken(ClassRules.exactNumbers(Set.of(FIXTURES + ".exact"))))
                .extracting(line -> line.replaceAll(".*InexactAmount\\.", ""))
                .containsExactlyInAnyOrder(
                        "amount is floating-point",
                        "history is floating-point",
                        "<init>(double, java.util.List) takes a floating-point parameter",
                        "scaled([F) takes a floating-point parameter");
    }

    private static List<String> broken(ArchRule rule) {
        return rule.evaluate(WRONG).getFailureReport().getDetails();
    }

    /** Leaves out every class that exists only for tests. */
    private static final class Shipped implements ImportOption {

        private static final String OWN = ClassRulesTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString();

        @Override
        public boolean includes(Location location) {
            return !location.contains(OWN) && !location.contains("/dev/ibkrbot/broker/contract/");
        }
    }
}
