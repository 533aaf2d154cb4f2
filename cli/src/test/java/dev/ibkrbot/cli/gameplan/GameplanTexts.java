package dev.ibkrbot.cli.gameplan;

import java.time.LocalDate;
import java.util.Set;

/** A plan that has every member there is. */
final class GameplanTexts {
    static final LocalDate TODAY = LocalDate.of(2026, 2, 26);
    static final GameplanRules RULES = new GameplanRules(TODAY, Set.of("desk"), GameplanRules.USUAL_SYMBOLS);
    static final String WHOLE = """
            {
              "date": "2026-02-26", "session_id": "gauntlet_20260226_0900", "regime": "normal", "strategy": "A",
              "symbols": ["QQQ"], "operator_id": "desk", "position_size_multiplier": 0.6, "vix_at_analysis": 17.2,
              "vix_source_verified": true, "bias": "bullish", "expected_behavior": "trending",
              "key_levels": {"qqq_pivot": 600}, "catalysts": [], "earnings_blackout": ["NVDA"], "geo_risk": "medium",
              "cro_conditions": [], "alert_message": "trend day",
              "data_quality": {"quarantine_active": false, "last_verified": "2026-02-26T08:55:00-05:00",
                "stale_fields": [], "discrepancy_count": 0},
              "hard_limits": {"max_daily_loss_pct": 0.10, "max_single_position": 100, "pdt_trades_remaining": 3,
                "force_close_at_dte": 1, "weekly_drawdown_governor_active": false, "max_intraday_pivots": 2,
                "max_weekly_drawdown_pct": 0.15},
              "scorecard": {"yesterday_pnl": 0, "weekly_cumulative_pnl": 0, "streak": 0, "regime_accuracy": 0.5},
              "entry_window_start": "10:00", "entry_window_end": "15:30",
              "vix_gate": {"check_time": "09:45", "threshold": 18.5},
              "max_risk_per_trade": 100, "max_risk_ceiling": 100,
              "strategy_parameters": {"ema_fast": 8, "ema_slow": 21, "rsi_min": 50, "rsi_max": 65,
                "vwap_condition": "above", "take_profit_pct": 0.15, "stop_loss_pct": 0.25, "time_stop_minutes": 90,
                "min_dte": 2, "moneyness": "ATM", "entry_window_start": "09:45", "entry_window_end": "15:00",
                "vix_ceiling": 18, "premium_max_usd": 100, "premium_gate": "strict"}
            }
            """;

    private GameplanTexts() {}
}
