package dev.ibkrbot.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The rules that need compiled classes. Stateless. */
final class ClassRules {

    private static final String OURS = "dev.ibkrbot";
    private static final String BROKER_API = "dev.ibkrbot.broker";

    /** Packages that hold obligations, where every number is exact. */
    static final Set<String> EXACT = Set.of(
            "dev.ibkrbot.broker.value",
            "dev.ibkrbot.broker.order",
            "dev.ibkrbot.broker.account",
            "dev.ibkrbot.broker.trade",
            "dev.ibkrbot.risk");

    /** The only doors between exact and estimated numbers: a named method with a rounding direction. */
    private static final Set<String> GATES = Set.of("ofDouble");

    private static final Set<String> FLOATING = Set.of("double", "float", "java.lang.Double", "java.lang.Float");

    private static final SliceAssignment EACH_PACKAGE = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return within(type, OURS) ? SliceIdentifier.of(type.getPackageName()) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "every package by itself";
        }
    };

    private ClassRules() {}

    /** A library module sees itself, broker-api, and whatever is not ours. */
    static ArchRule seesOnlyBrokerApiOfOurs(String root) {
        return classes()
                .that(arePartOf(Set.of(root)))
                .should(see(
                        "only " + BROKER_API + " of ours",
                        target -> within(target, root) || within(target, BROKER_API) || !within(target, OURS)))
                .allowEmptyShould(true);
    }

    /** The shared language needs nothing but the JDK. */
    static ArchRule seesOnlyTheJdk(String root) {
        return classes()
                .that(arePartOf(Set.of(root)))
                .should(see("only the JDK", target -> within(target, root) || within(target, "java")))
                .allowEmptyShould(true);
    }

    /** No two packages need each other, directly or through others. */
    static ArchRule packageCycles() {
        return slices().assignedFrom(EACH_PACKAGE).should().beFreeOfCycles();
    }

    /** No floating-point field or parameter where an obligation is held or passed, but for the named gates. */
    static ArchRule exactNumbers(Set<String> roots) {
        return classes().that(arePartOf(roots)).should(holdExactNumbers()).allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> arePartOf(Set<String> roots) {
        return describe("are part of " + roots, type -> roots.stream().anyMatch(root -> within(type, root)));
    }

    private static boolean within(JavaClass type, String root) {
        return ModuleRoots.within(type.getPackageName(), root);
    }

    private static ArchCondition<JavaClass> see(String what, Predicate<JavaClass> allowed) {
        return new ArchCondition<>("see " + what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    if (!target.isPrimitive() && !allowed.test(target)) {
                        events.add(violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static ArchCondition<JavaClass> holdExactNumbers() {
        return new ArchCondition<>("hold exact numbers") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaField field : type.getFields()) {
                    if (isFloating(field.getType())) {
                        events.add(violated(field, field.getFullName() + " is floating-point"));
                    }
                }
                for (JavaCodeUnit unit : type.getCodeUnits()) {
                    if (!isGate(unit) && unit.getParameterTypes().stream().anyMatch(ClassRules::isFloating)) {
                        events.add(violated(unit, unit.getFullName() + " takes a floating-point parameter"));
                    }
                }
            }
        };
    }

    private static boolean isGate(JavaCodeUnit unit) {
        return GATES.contains(unit.getName()) || unit.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static boolean isFloating(JavaType type) {
        return Stream.concat(Stream.of(type.toErasure()), type.getAllInvolvedRawTypes().stream())
                .anyMatch(raw -> FLOATING.contains(raw.getBaseComponentType().getName()));
    }
}
