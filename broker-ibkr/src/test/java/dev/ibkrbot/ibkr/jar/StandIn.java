package dev.ibkrbot.ibkr.jar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * A com.ib.client of our own in the shape of one client version, compiled when first asked for: the same names and
 * signatures as IBKR's, behind them a small client that speaks over a socket. Lines that start with //@ hold for the
 * versions that are named there.
 */
public final class StandIn {
    private static final Map<String, Path> COMPILED = new LinkedHashMap<>();
    private static final List<String> SOURCES = List.of(
            "Decimal",
            "Liquidities",
            "Types",
            "EReaderSignal",
            "EWrapper",
            "EReader",
            "EClient",
            "EClientSocket",
            "Decoder");

    private StandIn() {}

    /** A folder of classes that can be named in place of the jar; the same one each time. */
    public static synchronized Path of(int clientVersion) {
        List<Path> needed = clientVersion > 200 ? List.of(protobuf()) : List.of();
        return COMPILED.computeIfAbsent("v" + clientVersion, key -> compiled(sources(clientVersion), needed));
    }

    /** In place of protobuf-java, without which those above version 200 can be neither compiled nor loaded. */
    static synchronized Path protobuf() {
        String source = "package com.google.protobuf;\npublic interface Message {}\n";
        return COMPILED.computeIfAbsent("protobuf", key -> compiled(Map.of("Message", source), List.of()));
    }

    /** The same with another piece of source in one place. */
    static Path with(int clientVersion, String type, String piece, String instead) {
        Map<String, String> sources = sources(clientVersion);
        sources.computeIfPresent(type, (key, text) -> text.replace(piece, instead));
        return compiled(sources, List.of());
    }

    /** Of one version, and says that it is another. */
    static Path claiming(int clientVersion) {
        Map<String, String> sources = sources(200);
        sources.put("EClient", adapted(text("EClient.java.txt"), clientVersion));
        return compiled(sources, List.of());
    }

    private static Map<String, String> sources(int version) {
        Map<String, String> sources = new LinkedHashMap<>();
        SOURCES.forEach(it -> sources.put(it, adapted(text(it + ".java.txt"), version)));
        beans(version, sources);
        return sources;
    }

    private static String text(String name) {
        try (InputStream in = StandIn.class.getResourceAsStream("/standin/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String adapted(String source, int version) {
        return source.lines()
                .map(it ->
                        it.startsWith("//@") ? (holds(word(it), version) ? it.substring(word(it).length()) : "") : it)
                .collect(Collectors.joining("\n"))
                .replace("@VERSION@", String.valueOf(version));
    }

    private static String word(String line) {
        return line.split(" ", 2)[0];
    }

    /** Of a range such as @-190 or @191-, perhaps in a comment. */
    private static boolean holds(String range, int version) {
        String[] ends = range.replace("/", "").substring(1).split("-", -1);
        return (ends[0].isEmpty() || version >= Integer.parseInt(ends[0]))
                && (ends[1].isEmpty() || version <= Integer.parseInt(ends[1]));
    }

    private static void beans(int version, Map<String, String> sources) {
        StringBuilder body = new StringBuilder();
        String type = "";
        for (String line : (text("beans.txt") + "\nEnd\n").lines().toList()) {
            List<String> words = new ArrayList<>(List.of(line.trim().split(" ")));
            boolean wanted = words.stream().filter(it -> it.startsWith("@")).allMatch(it -> holds(it, version));
            if (line.startsWith("  ")) {
                body.append(wanted ? property(words) : "");
            } else if (!line.startsWith("#")) {
                if (!type.isEmpty()) {
                    sources.put(type, "package com.ib.client;\npublic class " + type + " {\n" + body + "}\n");
                }
                body.setLength(0);
                type = wanted ? words.get(0) : "";
            }
        }
    }

    private static String property(List<String> words) {
        String type = words.get(0);
        String name = words.get(1);
        String initial =
                words.stream().filter(it -> it.startsWith("=")).findFirst().orElse("");
        String out =
                "private %1$s %2$s%3$s; public %1$s %2$s() { return %2$s; } public void %2$s(%1$s it) { %2$s = it; }\n"
                        .formatted(type, name, initial);
        List<String> alias = words.stream().filter(it -> it.startsWith("get")).toList();
        if (alias.isEmpty()) {
            return out;
        }
        if (name.equals("action")) {
            // Like the real one: the plain name tells an enum, and both kinds can be set.
            out = "private String action; public Types.Action action() { return Types.Action.valueOf(action); }"
                    + " public void action(Types.Action it) { action = it.name(); }"
                    + " public void action(String it) { action = it; }\n";
        }
        return out + "public %s %s() { return %s; }\n".formatted(type, alias.get(0), name);
    }

    private static Path compiled(Map<String, String> sources, List<Path> classPath) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(d -> {}, Locale.ROOT, null)) {
            Path folder = Files.createTempDirectory("standin");
            folder.toFile().deleteOnExit();
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
            List<Source> units = sources.entrySet().stream()
                    .map(it -> new Source(it.getKey(), it.getValue()))
                    .toList();
            if (!compiler.getTask(null, files, null, List.of("-proc:none", "--release", "17"), null, units)
                    .call()) {
                throw new IllegalStateException("the stand-in does not compile");
            }
            removedAtTheEnd(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void removedAtTheEnd(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.forEach(it -> it.toFile().deleteOnExit());
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        private Source(String type, String text) {
            super(URI.create("string:///com/ib/client/" + type + ".java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
