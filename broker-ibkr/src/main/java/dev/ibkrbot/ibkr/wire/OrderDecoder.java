package dev.ibkrbot.ibkr.wire;

/** Order states, executions and what they cost. Stateless. */
final class OrderDecoder {
    private OrderDecoder() {}

    static Inbound status(FieldReader in) {
        OrderMessage.Status status = new OrderMessage.Status(
                in.requireInt(),
                in.readWord(),
                in.requireDecimal(),
                in.requireDecimal(),
                in.readDecimal(),
                in.readLong(),
                in.readInt(),
                in.readDecimal(),
                in.readInt(),
                in.readText());
        in.skipTail(1); // mktCapPrice
        return status;
    }

    static Inbound fill(FieldReader in, int serverVersion) {
        int requestId = in.requireInt();
        int orderId = in.requireInt();
        WireContract contract = ContractDecoder.received(in);
        OrderMessage.Fill.Execution execution = new OrderMessage.Fill.Execution(
                in.readText(),
                in.readText(),
                in.readText(),
                in.readText(),
                in.readWord(),
                in.requireDecimal(),
                in.requireDecimal(),
                in.readLong(),
                in.readInt(),
                in.readInt(),
                in.requireDecimal(),
                in.readDecimal(),
                in.readText(),
                in.skip(3).readInt(), // evRule, evMultiplier, modelCode
                serverVersion >= ServerVersions.PRICE_REVISION && in.readBool(),
                serverVersion >= ServerVersions.SUBMITTER ? in.readText() : "");
        if (execution.execId().isEmpty()) {
            throw in.bad("an execution without an id");
        }
        return new OrderMessage.Fill(requestId, orderId, contract, execution);
    }

    static Inbound fillsEnd(FieldReader in) {
        in.skip(1);
        return new OrderMessage.FillsEnd(in.requireInt());
    }

    static Inbound commission(FieldReader in) {
        in.skip(1);
        OrderMessage.Commission commission =
                new OrderMessage.Commission(in.readText(), in.readDecimal(), in.readText(), in.readDecimal());
        in.skipTail(2); // yield and its redemption date, of bonds
        return commission;
    }

    static Inbound openEnd(FieldReader in) {
        in.skipTail(1);
        return new OrderMessage.OpenEnd();
    }
}
