package dev.ibkrbot.execution.journal;

import java.nio.file.Path;

/** A process that appends to the journal it is given until it is killed, printing each sequence once it is durable. */
final class JournalWriterProcess {

    private JournalWriterProcess() {}

    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]);
        try (Journal journal = JournalFile.openOrCreate(file, JournalFixtures::sqlite, Durability.EVERY_APPEND)) {
            while (!System.out.checkError()) {
                int next = (int) journal.head().sequence() + 1;
                System.out.println(journal.append(JournalFixtures.record(next)));
            }
        }
    }
}
