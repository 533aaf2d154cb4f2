package dev.ibkrbot.stub.gateway;

/** How a what-if is answered. Immutable. */
enum WhatIfMode {
    NORMAL,
    TWO_STEP,
    REFUSED,
    SILENT
}
