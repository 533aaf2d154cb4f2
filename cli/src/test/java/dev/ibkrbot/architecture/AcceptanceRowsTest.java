package dev.ibkrbot.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every acceptance row that is wanted has a test that says so. */
class AcceptanceRowsTest {

    @Test
    void everyWantedRowHasATest() {
        Set<String> tagged = AcceptanceRows.tagged(SourceTree.parseProject());
        List<String> missing = AcceptanceRows.wanted().stream()
                .filter(row -> !tagged.contains(row))
                .toList();
        assertThat(missing).as("acceptance rows without a test").isEmpty();
    }

    @Test
    void wantsEachRowOnce() {
        assertThat(AcceptanceRows.wanted()).contains("SC1", "SCH2b", "JO").doesNotHaveDuplicates();
    }

    @Test
    void readsTagsOfTestsOnly() {
        String text = "class X { @Tag(\"A1\") @Test void f() {} /* @Tag(\"A2\") */ "
                + "@Tags({@Tag(\"A3\"), @Tag(value = \"A4\")}) void g() { String s = \"@Tag(A5)\"; } }";
        assertThat(AcceptanceRows.tagged(List.of(SourceTree.parse("risk/src/test/java/X.java", text))))
                .containsExactly("A1", "A3", "A4");
        assertThat(AcceptanceRows.tagged(List.of(SourceTree.parse("risk/src/main/java/X.java", text))))
                .isEmpty();
    }
}
