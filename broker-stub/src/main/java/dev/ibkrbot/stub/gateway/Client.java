package dev.ibkrbot.stub.gateway;

/** A client as the desks see it: who it is, what it speaks, and where its messages go. Confined to the gateway's lock. */
interface Client {
    /** The number it gave itself; orders are known by it. */
    int id();

    /** The version negotiated, 176 to 200. */
    int version();

    /** What it asked for last: 1 live, 2 frozen, 3 delayed, 4 delayed-frozen. */
    int marketDataType();

    void send(Message message);

    /** An error or notice; {@code id} is the request's or order's number, or -1. */
    void error(int id, int code, String text);
}
