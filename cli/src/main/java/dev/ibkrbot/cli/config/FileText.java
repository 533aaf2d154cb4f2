package dev.ibkrbot.cli.config;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Turns the bytes of a small text file into text: UTF-8 only, a byte order mark is skipped, and what no configuration
 * has a use for (NUL, control characters, more than 256 KB) is refused with its line.
 */
final class FileText {
    /** No sensible configuration comes near; a larger file is a mistake or an attack on the parser. */
    static final int LARGEST_BYTES = 256 * 1024;

    private FileText() {}

    static Optional<String> decode(String file, byte[] bytes, List<Problem> problems) {
        if (bytes.length > LARGEST_BYTES) {
            problems.add(tooLarge(file, bytes.length));
            return Optional.empty();
        }
        if (looksLikeUtf16(bytes)) {
            problems.add(Problem.error("", Origin.file(file, 1, 1), "the file is UTF-16", "save it as UTF-8"));
            return Optional.empty();
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        if (decoder.decode(in, out, true).isError()) {
            Origin place = Origin.file(file, lineOf(bytes, in.position()), 1);
            problems.add(Problem.error("", place, "bytes that are not UTF-8", "save the file as UTF-8"));
            return Optional.empty();
        }
        String text = out.flip().toString();
        return checked(file, text.startsWith("\uFEFF") ? text.substring(1) : text, problems);
    }

    static Problem tooLarge(String file, long size) {
        return Problem.error(
                "",
                Origin.file(file, 0, 0),
                "the file has " + size + " bytes, the most allowed is " + LARGEST_BYTES,
                "is this the right file?");
    }

    private static Optional<String> checked(String file, String text, List<Problem> problems) {
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                line++;
            } else if (Character.isISOControl(c) && c != '\t' && c != '\r') {
                String name =
                        c == 0 ? "a NUL character" : String.format(Locale.ROOT, "control character U+%04X", (int) c);
                problems.add(Problem.error("", Origin.file(file, line, 1), name, "remove it; only plain text is read"));
                return Optional.empty();
            }
        }
        return Optional.of(text);
    }

    private static boolean looksLikeUtf16(byte[] bytes) {
        if (bytes.length < 2) {
            return false;
        }
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        boolean marked = (first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE);
        return marked || ((first == 0) != (second == 0));
    }

    private static int lineOf(byte[] bytes, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }
}
