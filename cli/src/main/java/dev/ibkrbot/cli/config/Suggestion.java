package dev.ibkrbot.cli.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word a typing error was meant to be, by edit distance (insert, delete, replace, swap of neighbours). */
final class Suggestion {
    private static final int LONGEST = 80;

    private Suggestion() {}

    /** The nearest word, when it is near enough to be meant; of equals, the first. */
    static Optional<String> nearest(String written, Collection<String> words) {
        if (written.isEmpty() || written.length() > LONGEST) {
            return Optional.empty();
        }
        int limit = Math.max(1, written.length() / 3);
        return words.stream()
                .filter(word -> distance(written, word) <= limit)
                .min(Comparator.comparingInt(word -> distance(written, word)));
    }

    /** A ready sentence: {@code did you mean 'x'?} or the given alternative. */
    static String orElse(String written, Collection<String> words, String alternative) {
        return nearest(written, words)
                .map(word -> "did you mean '" + word + "'?")
                .orElse(alternative);
    }

    static int distance(String left, String right) {
        int[][] cost = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                cost[i][j] = cell(cost, left, right, i, j);
            }
        }
        return cost[left.length()][right.length()];
    }

    private static int cell(int[][] cost, String left, String right, int i, int j) {
        if (i == 0 || j == 0) {
            return i + j;
        }
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        int best = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + change);
        boolean swapped = i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
