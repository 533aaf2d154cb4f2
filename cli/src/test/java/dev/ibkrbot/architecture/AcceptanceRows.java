package dev.ibkrbot.architecture;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which acceptance rows are wanted, and which ones some test carries as a tag. Stateless. */
final class AcceptanceRows {

    private AcceptanceRows() {}

    /** The ids listed in the resource, in its order; lines beginning with # are remarks. */
    static List<String> wanted() {
        try (InputStream in = AcceptanceRows.class.getResourceAsStream("acceptance-rows.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Stream.of(line.split(" ")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The values of every {@code @Tag} in test sources. */
    static Set<String> tagged(Collection<SourceFile> files) {
        Set<String> tags = new TreeSet<>();
        TreeScanner<Void, Void> scanner = new TreeScanner<>() {
            @Override
            public Void visitAnnotation(AnnotationTree node, Void unused) {
                if (node.getAnnotationType().toString().endsWith("Tag")) {
                    node.getArguments().forEach(argument -> addLiteral(argument, tags));
                }
                return super.visitAnnotation(node, unused);
            }
        };
        files.stream().filter(SourceFile::isTest).forEach(file -> scanner.scan(file.unit(), null));
        return tags;
    }

    private static void addLiteral(ExpressionTree argument, Set<String> tags) {
        ExpressionTree value = argument instanceof AssignmentTree named ? named.getExpression() : argument;
        if (value instanceof LiteralTree literal) {
            tags.add(String.valueOf(literal.getValue()));
        }
    }
}
