package dev.ibkrbot.execution.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {

    @Test
    void readsBackWhatWasWritten() {
        String text = "\" \\ \n \r \t \0 \u20ac \ud83d\ude00 \ud800";
        JsonObject read = JsonObject.parse(JsonBody.object()
                .text("text", text)
                .number("number", Long.MIN_VALUE)
                .decimal("decimal", new BigDecimal("-12.340"))
                .flag("flag", true)
                .absent("absent")
                .object("object", o -> o.number("n", 1))
                .objects("objects", List.of(2, 3), (o, n) -> o.number("n", n))
                .texts("texts", List.of("x", ""))
                .object("nothing", o -> {})
                .json());

        assertThat(read.requiredText("text")).isEqualTo(text);
        assertThat(read.requiredNumber("number")).isEqualTo(Long.MIN_VALUE);
        assertThat(read.requiredDecimal("decimal")).isEqualTo(new BigDecimal("-12.340"));
        assertThat(read.requiredFlag("flag")).isTrue();
        assertThat(read.text("absent")).isEmpty();
        assertThat(read.text("never written")).isEmpty();
        assertThat(read.requiredObject("object").requiredNumber("n")).isEqualTo(1);
        assertThat(read.objects("objects"))
                .extracting(o -> o.requiredNumber("n"))
                .containsExactly(2L, 3L);
        assertThat(read.texts("texts")).containsExactly("x", "");
        assertThat(read.requiredObject("nothing").names()).isEmpty();
    }

    @Test
    void namesTheFieldThatIsMissingOrOfAnotherType() {
        JsonObject read = JsonObject.parse("{\"a\":\"x\",\"b\":1.5,\"c\":[1]}");

        assertThatExceptionOfType(JsonFormatException.class)
                .isThrownBy(() -> read.requiredText("price"))
                .withMessageContaining("price")
                .extracting(JsonFormatException::field)
                .isEqualTo("price");
        assertThatThrownBy(() -> read.number("a")).hasMessage("field 'a' is not a number: x");
        assertThatThrownBy(() -> read.number("b")).hasMessage("field 'b' is not a whole number: 1.5");
        assertThatThrownBy(() -> read.texts("c")).hasMessage("field 'c' is not an array of texts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}x",
                "{ }",
                "{\"a\":1,}",
                "{\"a\" :1}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":01}",
                "{\"a\":1.}",
                "{\"a\":1e5}",
                "{\"a\":+1}",
                "{\"a\":-}",
                "{\"a\":NaN}",
                "{\"a\":tru}",
                "{\"a\":[null]}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12G4\"}",
                "{\"a\":\"open}",
                "{a:1}"
            })
    void refusesWhatIsNotCanonical(String json) {
        assertThatThrownBy(() -> JsonObject.parse(json)).isInstanceOf(JsonFormatException.class);
    }

    @Test
    void refusesTextNestedWithoutEnd() {
        assertThatThrownBy(() -> JsonObject.parse("{\"a\":".repeat(10_000))).hasMessageContaining("32 levels");
    }
}
