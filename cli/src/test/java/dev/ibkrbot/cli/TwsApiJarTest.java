package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.Ran.bot;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands say about a jar that cannot be used; sessions over one are tested in broker-ibkr. */
class TwsApiJarTest {
    @ParameterizedTest
    @ValueSource(strings = {"test-connection", "whatif --broker ibkr"})
    void saysWhyTheJarCannotBeUsed(String command) {
        Ran ran = bot((Object[]) (command + " --tws-api-jar no/TwsApi.jar").split(" "));

        assertThat(ran.code()).as(ran.err()).isEqualTo(2);
        assertThat(ran.err())
                .contains("TwsApi.jar cannot be used")
                .contains("there is no file no/TwsApi.jar")
                .contains("name the TwsApi.jar that IBKR's installer brought");
    }
}
