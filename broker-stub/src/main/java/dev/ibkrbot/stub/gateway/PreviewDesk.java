package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.WhatIf;
import java.util.Optional;

/** Answers what-if orders. Confined to the gateway's lock. */
final class PreviewDesk {
    private static final String REFUSED = "YOUR ORDER IS NOT ACCEPTED. MINIMUM OF MARGIN REQUIRED.";
    private static final String UNSET_WARNING = "Margins are being worked out";

    private final Floor floor;
    private final OrderRegister register;
    private final OrderChecks checks;
    private final OrderMessages messages;
    private final Callbacks callbacks;

    PreviewDesk(Floor floor, OrderRegister register, OrderChecks checks, OrderMessages messages, Callbacks callbacks) {
        this.floor = floor;
        this.register = register;
        this.checks = checks;
        this.messages = messages;
        this.callbacks = callbacks;
    }

    /** The figures, or the error, in the form the scenario wants; {@code closes} as of what is held. */
    void answer(Client client, LiveOrder order, boolean closes) {
        int orderId = order.ticket.orderId();
        if (floor.faults.whatIf == WhatIfMode.SILENT) {
            return;
        }
        WhatIf answer;
        try {
            Order asked = checks.order(order, register.freshExchangeId(), Optional.empty(), closes);
            answer = Floor.answer(floor.broker.orders().preview(asked));
        } catch (BrokerException | IllegalArgumentException | ArithmeticException e) {
            client.error(orderId, 201, "Order rejected - reason:no preview");
            return;
        }
        if (answer.warning().isPresent()) {
            String[] words = answer.warning().get().split(" ", 2);
            client.error(orderId, Integer.parseInt(words[0]), words[1]);
            return;
        }
        order.status = "PreSubmitted";
        if (floor.faults.whatIf == WhatIfMode.TWO_STEP) {
            callbacks.say(client, messages.open(order, Optional.empty(), UNSET_WARNING, client.version()));
        }
        if (floor.faults.whatIf == WhatIfMode.REFUSED) {
            refuse(client, order, answer);
        } else {
            callbacks.say(client, messages.open(order, Optional.of(answer), "", client.version()));
        }
    }

    /** As gateways do when the margin does not suffice: all figures but the commission, then the error. */
    private void refuse(Client client, LiveOrder order, WhatIf answer) {
        order.reason = REFUSED;
        callbacks.say(client, messages.open(order, Optional.of(withoutCommission(answer)), "", client.version()));
        callbacks.say(
                client,
                ErrorMessage.of(client, floor, order.ticket.orderId(), 201, "Order rejected - reason:" + REFUSED));
    }

    private static WhatIf withoutCommission(WhatIf it) {
        return new WhatIf(
                it.initialMarginBefore(),
                it.initialMarginChange(),
                it.initialMarginAfter(),
                it.maintenanceMarginBefore(),
                it.maintenanceMarginChange(),
                it.maintenanceMarginAfter(),
                it.equityWithLoanBefore(),
                it.equityWithLoanChange(),
                it.equityWithLoanAfter(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                it.warning());
    }
}
