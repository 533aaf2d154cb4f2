package dev.ibkrbot.stub.gateway;

/** Writes errors and notices, whose form depends on the version. */
final class ErrorMessage {
    private ErrorMessage() {}

    static Message of(Client client, Floor floor, int id, int code, String text) {
        if (client.version() < ProtocolVersions.ERROR_TIME) {
            return Message.of(4).number(2).number(id).number(code).text(text).text("");
        }
        return Message.of(4)
                .number(id)
                .number(code)
                .text(text)
                .text("")
                .number(floor.now().toEpochMilli());
    }
}
