package dev.ibkrbot.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A rule of the house style that can be read off one source file. */
enum SourceRule {

    /** Absence is an Optional or a named case; null never crosses a method boundary. */
    NO_RETURN_NULL {
        @Override
        List<String> findings(SourceFile file) {
            return collect(file, found -> new TreeScanner<>() {
                @Override
                public Void visitReturn(ReturnTree node, Void unused) {
                    check(node, node.getExpression());
                    return super.visitReturn(node, unused);
                }

                @Override
                public Void visitLambdaExpression(LambdaExpressionTree node, Void unused) {
                    if (node.getBody() instanceof ExpressionTree body) {
                        check(node, body);
                    }
                    return super.visitLambdaExpression(node, unused);
                }

                private void check(Tree at, ExpressionTree value) {
                    if (mayBeNullLiteral(value)) {
                        found.add(at, "returns null");
                    }
                }
            });
        }
    },

    /** Time enters as InstantSource or as a parameter; only the wiring asks the machine. */
    NO_AMBIENT_TIME {
        @Override
        List<String> findings(SourceFile file) {
            if (file.packageName().startsWith("dev.ibkrbot.cli.wiring")
                    || file.module().equals("benchmarks")) {
                return List.of();
            }
            return collect(file, found -> new TreeScanner<>() {
                @Override
                public Void visitMemberSelect(MemberSelectTree node, Void unused) {
                    check(
                            node,
                            lastName(node.getExpression()),
                            node.getIdentifier().toString());
                    return super.visitMemberSelect(node, unused);
                }

                @Override
                public Void visitMemberReference(MemberReferenceTree node, Void unused) {
                    check(
                            node,
                            lastName(node.getQualifierExpression()),
                            node.getName().toString());
                    return super.visitMemberReference(node, unused);
                }

                @Override
                public Void visitNewClass(NewClassTree node, Void unused) {
                    if (node.getArguments().isEmpty()
                            && lastName(node.getIdentifier()).equals("Date")) {
                        found.add(node, "asks the machine for the time: new Date()");
                    }
                    return super.visitNewClass(node, unused);
                }

                private void check(Tree at, String type, String member) {
                    if (AMBIENT_TIME.matcher(type + "." + member).matches()) {
                        found.add(at, "asks the machine for the time: " + type + "." + member);
                    }
                }
            });
        }
    },

    /** Nothing waits by sleeping: the clock is advanced, or an event is awaited. */
    NO_SLEEP {
        @Override
        List<String> findings(SourceFile file) {
            return collect(file, found -> new TreeScanner<>() {
                @Override
                public Void visitMethodInvocation(MethodInvocationTree node, Void unused) {
                    if (lastName(node.getMethodSelect()).equals("sleep")) {
                        found.add(node, "sleeps");
                    }
                    return super.visitMethodInvocation(node, unused);
                }

                @Override
                public Void visitMemberReference(MemberReferenceTree node, Void unused) {
                    if (node.getName().contentEquals("sleep")) {
                        found.add(node, "sleeps");
                    }
                    return super.visitMemberReference(node, unused);
                }
            });
        }
    },

    /** Only the command line speaks to the terminal; a library logs or returns. */
    CONSOLE_ONLY_IN_CLI {
        @Override
        List<String> findings(SourceFile file) {
            if (file.isTest() || Set.of("cli", "benchmarks").contains(file.module())) {
                return List.of();
            }
            return collect(file, found -> new TreeScanner<>() {
                @Override
                public Void visitMemberSelect(MemberSelectTree node, Void unused) {
                    String member = lastName(node.getExpression()) + "." + node.getIdentifier();
                    if (member.equals("System.out") || member.equals("System.err")) {
                        found.add(node, "uses " + member);
                    }
                    return super.visitMemberSelect(node, unused);
                }
            });
        }
    },

    /** A type is named after what it is in the trade, not after its role in a framework. */
    TYPE_NAMES {
        @Override
        List<String> findings(SourceFile file) {
            return collect(file, found -> new TreeScanner<>() {
                @Override
                public Void visitClass(ClassTree node, Void unused) {
                    String name = node.getSimpleName().toString();
                    if (WEAK_NAME.matcher(name).matches()) {
                        found.add(node, "has a weak type name: " + name);
                    }
                    return super.visitClass(node, unused);
                }
            });
        }
    },

    /** A method has at most 60 lines, its annotations included. */
    METHOD_LENGTH {
        @Override
        List<String> findings(SourceFile file) {
            return collect(file, found -> new TreeScanner<>() {
                @Override
                public Void visitMethod(MethodTree node, Void unused) {
                    long lines = file.lastLine(node) - file.firstLine(node) + 1;
                    if (lines > MAX_METHOD_LINES) {
                        found.add(node, node.getName() + " has " + lines + " lines, over " + MAX_METHOD_LINES);
                    }
                    return super.visitMethod(node, unused);
                }
            });
        }
    },

    /** A file has at most 400 lines. */
    FILE_LENGTH {
        @Override
        List<String> findings(SourceFile file) {
            int lines = file.lines().size();
            return lines <= MAX_FILE_LINES
                    ? List.of()
                    : List.of(file.finding(lines, "has " + lines + " lines, over " + MAX_FILE_LINES));
        }
    },

    /** Work left for later names its issue, as in {@code (#12)}. */
    OPEN_WORK_HAS_AN_ISSUE {
        @Override
        List<String> findings(SourceFile file) {
            List<String> found = new ArrayList<>();
            List<String> lines = file.lines();
            for (int i = 0; i < lines.size(); i++) {
                if (OPEN_WORK.matcher(lines.get(i)).find()) {
                    found.add(file.finding(i + 1, "leaves work without an issue number"));
                }
            }
            return found;
        }
    },

    /** A module's packages lie under its one root package. */
    PACKAGE_ROOT {
        @Override
        List<String> findings(SourceFile file) {
            return ModuleRoots.holds(file.module(), file.packageName(), file.isTest())
                    ? List.of()
                    : List.of(
                            file.finding(1, "package " + file.packageName() + " does not belong to " + file.module()));
        }
    };

    private static final int MAX_FILE_LINES = 400;
    private static final int MAX_METHOD_LINES = 60;

    private static final Pattern AMBIENT_TIME = Pattern.compile("(Instant|Local(Date|Time|DateTime)|ZonedDateTime"
            + "|Offset(Time|DateTime)|Year|YearMonth|MonthDay)\\.now"
            + "|System\\.(currentTimeMillis|nanoTime)"
            + "|(Clock|InstantSource)\\.(system\\w*|tick(Millis|Seconds|Minutes))"
            + "|(ZoneId|TimeZone)\\.(systemDefault|getDefault)");

    private static final Pattern WEAK_NAME = Pattern.compile(
            ".*(Impl|Manager|Helper|Utils?|Data|Info|Wrapper|Processor)|(Base|Abstract)([A-Z].*)?|I[A-Z][a-z].*");

    private static final Pattern OPEN_WORK = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b(?!\\s*\\(?#\\d+)");

    /** What breaks the rule in this file, one line each; empty if nothing does. */
    abstract List<String> findings(SourceFile file);

    private static List<String> collect(SourceFile file, Visit visit) {
        List<String> lines = new ArrayList<>();
        Findings found = (tree, what) -> lines.add(file.finding(file.firstLine(tree), what));
        TreeScanner<Void, Void> scanner = visit.scanner(found);
        // Static imports would hide the type that is asked, so the import itself is looked at too.
        for (ImportTree imported : file.unit().getImports()) {
            scanner.scan(imported, null);
        }
        file.unit().getTypeDecls().forEach(type -> scanner.scan(type, null));
        return lines;
    }

    private static boolean mayBeNullLiteral(Tree value) {
        if (value instanceof ParenthesizedTree inner) {
            return mayBeNullLiteral(inner.getExpression());
        }
        if (value instanceof ConditionalExpressionTree choice) {
            return mayBeNullLiteral(choice.getTrueExpression()) || mayBeNullLiteral(choice.getFalseExpression());
        }
        return value != null && value.getKind() == Tree.Kind.NULL_LITERAL;
    }

    private static String lastName(Tree tree) {
        String text = tree.toString();
        return text.substring(text.lastIndexOf('.') + 1);
    }

    private interface Findings {
        void add(Tree tree, String what);
    }

    private interface Visit {
        TreeScanner<Void, Void> scanner(Findings found);
    }
}
