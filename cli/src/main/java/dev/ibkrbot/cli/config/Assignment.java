package dev.ibkrbot.cli.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads settings into values, weakest place first, beginning with the defaults. Confined to one thread. */
final class Assignment {
    private final Values values = new Values();
    private final Map<String, Object> defaults = new HashMap<>();
    private final List<Problem> problems;

    Assignment(List<Problem> problems) {
        this.problems = problems;
        KeyTable.ALL.forEach(this::assignDefault);
    }

    Values finish() {
        return values;
    }

    void assign(Setting setting) {
        assign(setting.key(), setting.node(), setting.rank());
    }

    private <T> void assignDefault(KeySpec<T> key) {
        key.defaultText().ifPresent(text -> {
            RawNode node = new RawNode.Scalar(text, RawNode.Style.UNTYPED, Origin.byDefault());
            Reading<T> reading = key.type().reader().read(node);
            if (reading instanceof Reading.Bad<T> bad) {
                throw new IllegalStateException("the default of " + key.path() + " does not read: " + bad.what());
            }
            T value = ((Reading.Good<T>) reading).value();
            defaults.put(key.path(), value);
            values.put(key, new Values.Assigned<>(value, Origin.byDefault(), 0));
        });
    }

    private <T> void assign(KeySpec<T> key, RawNode node, int rank) {
        if (key.use() == KeySpec.Use.RETIRED) {
            problems.add(
                    Problem.warning(key.path(), node.origin(), "has no effect: " + key.remark(), "remove the key"));
            return;
        }
        if (meansOff(key, node)) {
            values.remove(key);
            return;
        }
        Reading<T> reading = key.type().reader().read(node);
        if (reading instanceof Reading.Bad<T> bad) {
            values.markUnusable(key);
            String what = key.secret() ? "the value (not shown) does not have the right form" : bad.what();
            problems.add(Problem.error(key.path(), bad.origin(), what, bad.fix()));
            return;
        }
        Values.Assigned<T> assigned = new Values.Assigned<>(((Reading.Good<T>) reading).value(), node.origin(), rank);
        if (key.use() == KeySpec.Use.OLD_NAME && key != ConfigKeys.OLD_DRY_RUN) {
            translate(key, assigned);
        } else {
            keep(key, assigned);
        }
    }

    private <T> void keep(KeySpec<T> key, Values.Assigned<T> assigned) {
        Optional<Values.Assigned<T>> before = values.find(key).filter(old -> old.rank() == assigned.rank());
        if (before.isPresent() && !before.get().value().equals(assigned.value())) {
            values.markUnusable(key);
            problems.add(Problem.error(
                    key.path(), assigned.origin(), "contradicts " + before.get().origin(), "keep one of the two"));
        }
        values.put(key, assigned);
        if (key.use() == KeySpec.Use.NOT_BUILT && !assigned.value().equals(defaults.get(key.path()))) {
            problems.add(Problem.warning(
                    key.path(), assigned.origin(), "is set, but " + key.remark(), "nothing to do; it is read later"));
        }
    }

    private void translate(KeySpec<?> key, Values.Assigned<?> assigned) {
        problems.add(
                Problem.warning(key.path(), assigned.origin(), "is an old spelling", "write it as " + key.remark()));
        if (assigned.value() instanceof BotConfig.Merge merge) {
            keep(ConfigKeys.MERGE, new Values.Assigned<>(merge, assigned.origin(), assigned.rank()));
        } else if (assigned.value() instanceof Secret secret) {
            keep(AlertKeys.DISCORD, new Values.Assigned<>(secret, assigned.origin(), assigned.rank()));
        } else {
            throw new IllegalStateException("no translation of " + key.path());
        }
    }

    /** Files of earlier systems turn an alert channel off with an empty text. */
    private static boolean meansOff(KeySpec<?> key, RawNode node) {
        boolean channel = key.section().equals("monitoring") || key == AlertKeys.OLD_DISCORD;
        return channel
                && key.defaultText().isEmpty()
                && node instanceof RawNode.Scalar scalar
                && scalar.style() != RawNode.Style.PLAIN
                && scalar.text().isEmpty();
    }
}
