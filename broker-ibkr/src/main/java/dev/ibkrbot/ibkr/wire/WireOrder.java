package dev.ibkrbot.ibkr.wire;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What the gateway says an order is. Texts are empty where unset. Immutable.
 *
 * @param action BUY, SELL or SSHORT
 * @param quantity of the whole order
 * @param orderType MKT, LMT, STP, STP LMT, TRAIL, ...
 * @param auxPrice trigger of a stop, distance of a trailing order
 * @param tif DAY, GTC, ...
 * @param ocaType 1 cancel with block, 2 and 3 reduce; 0 for none
 * @param orderRef our own name for it, if it is ours
 * @param permId the broker's number of it
 * @param trailStopPrice meaningless unless the order trails
 */
public record WireOrder(
        String action,
        BigDecimal quantity,
        String orderType,
        Optional<BigDecimal> limitPrice,
        Optional<BigDecimal> auxPrice,
        String tif,
        String ocaGroup,
        int ocaType,
        String account,
        String orderRef,
        long permId,
        boolean outsideRth,
        Optional<BigDecimal> trailStopPrice,
        Optional<BigDecimal> trailingPercent) {}
