package dev.ibkrbot.cli.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code .env} files: {@code NAME=value} lines, an optional {@code export}, comments, values in single or double
 * quotes taken literally. Nothing is expanded.
 */
final class DotEnv {
    private static final Pattern LINE = Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");
    private static final Pattern QUOTED = Pattern.compile("(?:\"([^\"]*)\"|'([^']*)')\\s*(?:#.*)?");

    private DotEnv() {}

    /** A variable and the line it stands in. */
    record Variable(String name, String value, Origin origin) {}

    static List<Variable> read(String file, String text, List<Problem> problems) {
        List<Variable> variables = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        int number = 0;
        for (String row : text.split("\n", -1)) {
            number++;
            String line = row.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                // The line may hold a secret, so it is not shown.
                problems.add(
                        Problem.error("", Origin.file(file, number, 1), "not a NAME=value line", "write NAME=value"));
                continue;
            }
            String name = matcher.group(1);
            if (seen.putIfAbsent(name, number) != null) {
                String what = name + " stands twice, first in line " + seen.get(name);
                problems.add(Problem.error("", Origin.file(file, number, 1), what, "remove one of the two"));
                continue;
            }
            variables.add(new Variable(name, value(matcher.group(2)), Origin.dotEnv(file, number, name)));
        }
        return variables;
    }

    private static String value(String written) {
        Matcher quoted = QUOTED.matcher(written);
        if (quoted.matches()) {
            return quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
        }
        return written.replaceFirst("(^|\\s)#.*$", "").strip();
    }
}
