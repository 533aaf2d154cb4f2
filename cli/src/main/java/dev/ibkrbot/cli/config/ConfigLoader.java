package dev.ibkrbot.cli.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Loads the configuration: defaults, then files in the order given, {@code .env}, the environment, and flags, each
 * stronger than the one before. Everything wrong is found in one pass, also what a stronger place overrides. Files are
 * read, nothing is written. Confined to one thread per call; keeps no state.
 */
public final class ConfigLoader {
    /** The file read when none is named. */
    public static final String DEFAULT_FILE = "bot.yaml";

    static final String DOT_ENV = ".env";
    private static final int MOST_PROBLEMS = 100;

    private final ConfigSources sources;
    private final List<Problem> problems = new ArrayList<>();
    private final Assignment assignment = new Assignment(problems);
    private int rank;

    private ConfigLoader(ConfigSources sources) {
        this.sources = sources;
    }

    /** Reads and checks all sources. A flag that names no key is a programming error. */
    public static ConfigResult load(ConfigSources sources) {
        return new ConfigLoader(sources).load();
    }

    private ConfigResult load() {
        files().forEach(this::readFile);
        readDotEnv();
        readEnvironment();
        readFlags();
        Values values = assignment.finish();
        ModeRule.apply(values, problems);
        CrossChecks.run(values, problems);
        Cautions.run(values, problems);
        List<Problem> errors = problems.stream().filter(Problem::isError).toList();
        List<Problem> others = problems.stream().filter(p -> !p.isError()).toList();
        if (errors.isEmpty()) {
            return new ConfigResult.Valid(ConfigBinder.bind(values, others));
        }
        List<Problem> all = new ArrayList<>(errors.subList(0, Math.min(errors.size(), MOST_PROBLEMS)));
        if (errors.size() > MOST_PROBLEMS) {
            String what = (errors.size() - MOST_PROBLEMS) + " more problems of this kind";
            all.add(Problem.error("", errors.get(MOST_PROBLEMS).origin(), what, "solve the first ones"));
        }
        all.addAll(others);
        return new ConfigResult.Invalid(all);
    }

    private List<Path> files() {
        if (!sources.files().isEmpty()) {
            return sources.files();
        }
        boolean present = Files.exists(sources.workingFolder().resolve(DEFAULT_FILE));
        return present ? List.of(Path.of(DEFAULT_FILE)) : List.of();
    }

    private void readFile(Path named) {
        rank++;
        String shown = Quoting.plain(named.toString());
        Path file = sources.workingFolder().resolve(named);
        if (!Files.exists(file)) {
            problems.add(Problem.error(
                    "", Origin.file(shown, 0, 0), "there is no such file", "'bot config init' writes one"));
            return;
        }
        List<Setting> settings = SafeFile.read(shown, file, problems)
                .flatMap(bytes -> StrictYaml.readFile(shown, bytes, problems))
                .map(root -> FileLayer.read(root, rank, problems))
                .orElse(List.of());
        settings.stream()
                .filter(setting -> setting.key().secret() && holdsText(setting.node()))
                .findFirst()
                .flatMap(setting -> SafeFile.exposure(shown, file, setting.key().path()))
                .ifPresent(problems::add);
        settings.forEach(assignment::assign);
    }

    private void readDotEnv() {
        rank++;
        Path file = sources.workingFolder().resolve(DOT_ENV);
        if (!Files.exists(file)) {
            return;
        }
        List<DotEnv.Variable> variables = SafeFile.read(DOT_ENV, file, problems)
                .flatMap(bytes -> FileText.decode(DOT_ENV, bytes, problems))
                .map(text -> DotEnv.read(DOT_ENV, text, problems))
                .orElse(List.of());
        variables.stream()
                .filter(ConfigLoader::holdsSecret)
                .findFirst()
                .flatMap(variable -> SafeFile.exposure(DOT_ENV, file, variable.name()))
                .ifPresent(problems::add);
        EnvironmentLayer.read(variables, rank, problems).forEach(assignment::assign);
    }

    private void readEnvironment() {
        rank++;
        List<DotEnv.Variable> variables = sources.environment().entrySet().stream()
                .map(entry -> new DotEnv.Variable(entry.getKey(), entry.getValue(), Origin.environment(entry.getKey())))
                .sorted((left, right) -> left.name().compareTo(right.name()))
                .toList();
        EnvironmentLayer.read(variables, rank, problems).forEach(assignment::assign);
        variables.stream()
                .filter(variable ->
                        variable.name().equals("TZ") && !variable.value().equals("America/New_York"))
                .forEach(variable -> problems.add(Problem.note(
                        "", variable.origin(), "has no effect on trading times", "they are always New York's")));
    }

    private void readFlags() {
        rank++;
        for (ConfigSources.FlagValue flag : sources.flags()) {
            KeySpec<?> key = KeyTable.find(flag.key())
                    .orElseThrow(
                            () -> new IllegalArgumentException(flag.flag() + " sets an unknown key: " + flag.key()));
            RawNode node = new RawNode.Scalar(flag.text(), RawNode.Style.UNTYPED, Origin.flag(flag.flag()));
            assignment.assign(new Setting(key, node, rank));
        }
    }

    private static boolean holdsText(RawNode node) {
        return node instanceof RawNode.Scalar scalar && !scalar.text().isEmpty();
    }

    /** Gateway passwords are not ours, but they commonly stand in the same file. */
    private static boolean holdsSecret(DotEnv.Variable variable) {
        Optional<KeySpec<?>> key = EnvironmentLayer.find(variable.name());
        boolean secret = key.map(KeySpec::secret)
                .orElseGet(() -> variable.name().matches("(?i).*(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|WEBHOOK).*"));
        return secret && !variable.value().isEmpty();
    }
}
