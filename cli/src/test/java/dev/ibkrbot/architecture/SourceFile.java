package dev.ibkrbot.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import java.util.List;

/** One parsed Java file of the project. The path is relative to the project root, with slashes. Immutable. */
record SourceFile(String path, String text, CompilationUnitTree unit, SourcePositions positions) {

    /** The folder of the module, such as {@code strategy}. */
    String module() {
        return path.substring(0, path.indexOf('/'));
    }

    boolean isTest() {
        return path.contains("/src/test/");
    }

    /** The declared package; empty for the default package. */
    String packageName() {
        return unit.getPackageName() == null ? "" : unit.getPackageName().toString();
    }

    List<String> lines() {
        return text.lines().toList();
    }

    long firstLine(Tree tree) {
        return unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
    }

    long lastLine(Tree tree) {
        return unit.getLineMap().getLineNumber(positions.getEndPosition(unit, tree));
    }

    /** A finding at a line of this file, in the form that editors turn into a link. */
    String finding(long line, String what) {
        return path + ":" + line + " " + what;
    }
}
