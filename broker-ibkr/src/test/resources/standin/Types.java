package com.ib.client;

public class Types {
    public enum Action {
        BUY,
        SELL
    }
}
