package dev.ibkrbot.ibkr.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ibkrbot.broker.error.Recovery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwsApiTest {
    private static TwsApiException refused(Path jar) {
        return catchThrowableOfType(TwsApiException.class, () -> TwsApi.load(List.of(jar)));
    }

    @Test
    void loadsWhatHasTheClassesOfAKnownVersion() {
        assertThat(TwsApi.load(List.of(StandIn.of(193))).clientVersion()).isEqualTo(193);
    }

    @Test
    void namesTheFileThatIsMissing() {
        assertThat(refused(Path.of("nowhere", "TwsApi.jar")))
                .hasMessage("there is no file " + Path.of("nowhere", "TwsApi.jar"))
                .extracting(TwsApiException::recovery, TwsApiException::fix)
                .containsExactly(Recovery.FIX_CONFIGURATION, "name the TwsApi.jar that IBKR's installer brought");
    }

    @Test
    void saysThatAJarIsAnotherOne(@TempDir Path folder) throws Exception {
        Path text = Files.writeString(folder.resolve("TwsApi.jar"), "not a jar");
        assertThat(refused(text)).hasMessage("there are no com.ib.client classes in it");
    }

    @Test
    void saysThatTheClassPathHasNoJar() {
        assertThatThrownBy(TwsApi::onClassPath).hasMessage("there are no com.ib.client classes in it");
    }

    @ParameterizedTest
    @CsvSource({"173", "207"})
    void refusesAVersionThatIsTooOldOrTooNew(int version) {
        assertThat(refused(StandIn.claiming(version)))
                .hasMessage("the jar is of client version " + version + ", and 176 to 203 are known")
                .extracting(TwsApiException::fix)
                .isEqualTo("use TwsApi.jar of TWS API 10.19 to 10.37");
    }

    @Test
    void asksForProtocolBuffersWhereTheJarNeedsThem() {
        assertThat(refused(StandIn.of(203)))
                .hasMessage("the jar is of TWS API 10.36 or later and needs protobuf-java")
                .extracting(TwsApiException::fix)
                .asString()
                .startsWith("add it: --tws-api-jar TwsApi.jar");
    }

    @Test
    void takesProtocolBuffersFromASecondFile() {
        assertThat(TwsApi.load(List.of(StandIn.of(203), StandIn.protobuf())).clientVersion())
                .isEqualTo(203);
    }

    @Test
    void refusesAJarThatLacksWhatWeCall() {
        Path jar = StandIn.with(193, "EClientSocket", "void reqMarketRule(", "void reqAnotherRule(");
        assertThat(refused(jar))
                .hasMessage(
                        "the jar has no EClientSocket.reqMarketRule with 1 parameters, so its version is none that is known");
    }
}
