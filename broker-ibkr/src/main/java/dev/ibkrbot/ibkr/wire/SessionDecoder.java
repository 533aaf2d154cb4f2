package dev.ibkrbot.ibkr.wire;

import java.util.Optional;
import java.util.OptionalLong;

/** What concerns the connection. Stateless. */
final class SessionDecoder {
    private SessionDecoder() {}

    static Inbound nextValidId(FieldReader in) {
        in.skip(1);
        return new SessionMessage.NextValidId(in.requireInt());
    }

    static Inbound managedAccounts(FieldReader in) {
        in.skip(1);
        return new SessionMessage.ManagedAccounts(in.readList());
    }

    static Inbound currentTime(FieldReader in) {
        in.skip(1);
        long seconds = in.readLong();
        if (seconds < 0 || seconds > Long.MAX_VALUE / 1000) {
            throw in.bad("impossible time");
        }
        return new SessionMessage.CurrentTime(seconds * 1000);
    }

    static Inbound currentTimeInMillis(FieldReader in) {
        return new SessionMessage.CurrentTime(in.readLong());
    }

    static Inbound notice(FieldReader in, int serverVersion) {
        boolean timed = serverVersion >= ServerVersions.NOTICE_TIME;
        if (!timed) {
            in.skip(1);
        }
        int id = in.readInt();
        int code = in.requireInt();
        String text = in.readEscapedText();
        String json = in.readEscapedText();
        return new SessionMessage.Notice(
                id,
                code,
                text,
                json.isEmpty() ? Optional.empty() : Optional.of(json),
                timed ? OptionalLong.of(in.readLong()) : OptionalLong.empty());
    }
}
