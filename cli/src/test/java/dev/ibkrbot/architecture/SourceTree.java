package dev.ibkrbot.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Finds and parses the project's Java sources with the JDK's own compiler. Stateless. */
final class SourceTree {

    private SourceTree() {}

    /** The folder that holds the parent pom: given by the build, else the first one upwards with a wrapper. */
    static Path projectRoot() {
        String given = System.getProperty("project.root", "");
        if (!given.isEmpty()) {
            return Path.of(given);
        }
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException(
                    "no project root above " + Path.of("").toAbsolutePath());
        }
        return folder;
    }

    /** Every Java file under {@code <module>/src}, parsed, sorted by path. */
    static List<SourceFile> parseProject() {
        Path root = projectRoot();
        List<Text> texts = new ArrayList<>();
        for (Path file : javaFiles(root)) {
            texts.add(new Text(root.relativize(file).toString().replace('\\', '/'), read(file)));
        }
        return parse(texts);
    }

    /** One source text as if it stood at the path. */
    static SourceFile parse(String path, String text) {
        return parse(List.of(new Text(path, text))).get(0);
    }

    private static List<SourceFile> parse(List<Text> texts) {
        JavacTask task = (JavacTask)
                ToolProvider.getSystemJavaCompiler().getTask(null, null, null, List.of("-proc:none"), null, texts);
        Trees trees = Trees.instance(task);
        List<SourceFile> files = new ArrayList<>();
        try {
            for (CompilationUnitTree unit : task.parse()) {
                JavaFileObject source = unit.getSourceFile();
                String path = source.toUri().getPath().substring(1);
                String text = source.getCharContent(true).toString();
                files.add(new SourceFile(path, text, unit, trees.getSourcePositions()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(files);
    }

    private static List<Path> javaFiles(Path root) {
        try (Stream<Path> modules = Files.list(root)) {
            List<Path> sources = modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList();
            List<Path> files = new ArrayList<>();
            for (Path source : sources) {
                try (Stream<Path> found = Files.walk(source)) {
                    found.filter(file -> file.toString().endsWith(".java"))
                            .sorted()
                            .forEach(files::add);
                }
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A source text in memory. */
    private static final class Text extends SimpleJavaFileObject {

        private final String content;

        Text(String path, String content) {
            super(URI.create("string:///" + path), JavaFileObject.Kind.SOURCE);
            this.content = content;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return content;
        }
    }
}
