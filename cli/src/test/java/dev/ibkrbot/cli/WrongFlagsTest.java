package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.Ran.bot;
import static dev.ibkrbot.cli.Ran.filesBelow;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongFlagsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    run --brokr stub                         | Unknown option                          | --broker
                    run --mode sideways                      | 'sideways' is not one of dry-run, paper | write one of these
                    run --mode live                          | live                                    | paper
                    run --symbols spy                        | spy                                     | capitals
                    run --cycles 0                           | --cycles 0 is not 1 or more             | positive
                    run --speed fast                         | --speed 'fast'                          | as fast as it goes
                    run --date 2026-02-30                    | '2026-02-30' is not a date              | bot run --help
                    run --date 2026-11-26                    | the exchange is closed on 2026-11-26    | --date
                    run --date 2050-01-03                    | the calendar ends before 2050-01-03     | --date
                    run --seed x                             | x                                       | number
                    backtest                                 | --data                                  | bot backtest --help
                    backtest --data . --from 2026-11-05 --to 2026-11-04 | is after --to                | earlier date first
                    backtest --data . --options invented     | invented                                | bot backtest --help
                    backtest --data . --param sim.speling=1  | sim.speling                             | bot config show
                    backtest --data . --strategy martingale  | 'martingale' is not one of scalp, whale | write one of these
                    backtest --data . --format lean          | Lean's layout                           | --format
                    explain --at noon                        | 'noon' is not a time                    | bot explain --help
                    explain --trade 0                        | --trade 0 is not 1 or more              | bot status
                    data                                     | no subcommand                           | bot data verify
                    data generate                            | --out                                   | bot data generate --help
                    data generate --out x --days 0           | --days 0 is not 1 or more               | positive
                    data generate --out x --days 3 --to 2026-11-05 | both --to and --days              | either
                    data generate --out x --from 2034-01-01 --days 9999 | leaves what the calendar covers | stay within
                    data import --from-lean . --out x        | not in Lean's layout                    | equity/usa/minute
                    dta verify                               | dta                                     | data
                    """)
    void endsWithTwoAndSaysWhatToDo(String line, String why, String fix) {
        Object[] state = {"--state-dir", folder.resolve("state")};
        boolean keepsState = !line.startsWith("d");
        Ran ran = bot(Stream.concat(Stream.of(line.split(" ")), Stream.of(state).limit(keepsState ? 2 : 0))
                .toArray());
        assertThat(ran.code()).as(ran.err() + ran.out()).isEqualTo(2);
        assertThat(ran.told("why")).contains(why);
        assertThat(ran.told("fix")).contains(fix);
        assertThat(ran.err().lines()).hasSize(3);
        assertThat(filesBelow(folder)).isEmpty();
    }

    @Test
    void saysTheSameInJson() {
        Ran ran = bot("run", "--cycles", "0", "--json", "--state-dir", folder.resolve("state"));
        JsonNode answer = ran.json();
        assertThat(answer.at("/schema").asInt()).isEqualTo(1);
        assertThat(answer.at("/command").asText()).isEqualTo("run");
        assertThat(answer.at("/code").asInt()).isEqualTo(2);
        assertThat(answer.at("/error/what").asText()).isNotEmpty();
        assertThat(answer.at("/error/why").asText()).contains("--cycles 0");
        assertThat(answer.at("/error/fix").asText()).isNotEmpty();
        assertThat(ran.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"run", "backtest", "status", "explain", "data generate", "data import", "data verify", "journal verify"
    })
    void explainsEveryCommand(String command) {
        Ran ran = bot(Stream.concat(Stream.of(command.split(" ")), Stream.of("--help"))
                .toArray());
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("Usage: bot " + command);
    }
}
