package dev.ibkrbot.risk.gate;

import static dev.ibkrbot.risk.RiskFixtures.NOW;
import static dev.ibkrbot.risk.RiskFixtures.proposal;
import static dev.ibkrbot.risk.RiskFixtures.quote;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.order.ApprovalDigest;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApprovalTextTest {
    @Test
    void writesDownAllThatIsApproved() {
        assertThat(ApprovalText.of(proposal(), Quantity.of(20), NOW)).isEqualTo(new ApprovalText("""
                        ibkrbot-approval-1
                        signal 34 scalp/SPY/2026-11-20T14:59:00Z/BUY
                        instrument 63 option/SPY/2026-11-27/100.00/CALL/100/SPY/AMERICAN/PHYSICAL/USD
                        side 3 BUY
                        limit 4 2.50
                        takeProfit 3 30%
                        stopLoss 3 20%
                        quantity 2 20
                        expires 20 2026-11-20T15:00:00Z
                        """));
    }

    @Test
    void writesDownWhatIsTakenIntoCustody() {
        Position found = new Position(proposal().instrument(), Quantity.of(-3), Price.of("2.5"));

        assertThat(ApprovalText.ofCustody(
                        new SignalId("adopted/1"), found, proposal().exits(), NOW))
                .isEqualTo(new ApprovalText("""
                        ibkrbot-custody-1
                        trade 9 adopted/1
                        instrument 63 option/SPY/2026-11-27/100.00/CALL/100/SPY/AMERICAN/PHYSICAL/USD
                        held 2 -3
                        averagePrice 4 2.50
                        takeProfit 3 30%
                        stopLoss 3 20%
                        at 20 2026-11-20T15:00:00Z
                        """));
    }

    @Test
    void hashesTheTextAsSha256() {
        // printf 'abc' | sha256sum
        assertThat(new ApprovalText("abc").digest())
                .isEqualTo(new ApprovalDigest("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    @Test
    void differsWhenAnythingApprovedDiffers() {
        List<ApprovalText> all = List.of(
                ApprovalText.of(proposal(), Quantity.of(20), NOW),
                ApprovalText.of(proposal(), Quantity.of(19), NOW),
                ApprovalText.of(proposal(), Quantity.of(20), NOW.plusNanos(1)),
                ApprovalText.of(proposal(Side.SELL, "2.50", Optional.of("20"), quote()), Quantity.of(20), NOW),
                ApprovalText.of(proposal(Side.BUY, "2.51", Optional.of("20"), quote()), Quantity.of(20), NOW),
                ApprovalText.of(proposal(Side.BUY, "2.50", Optional.of("21"), quote()), Quantity.of(20), NOW),
                ApprovalText.of(proposal(Side.BUY, "2.50", Optional.empty(), quote()), Quantity.of(20), NOW));

        assertThat(new HashSet<>(all.stream().map(ApprovalText::digest).toList()))
                .hasSize(all.size());
    }
}
