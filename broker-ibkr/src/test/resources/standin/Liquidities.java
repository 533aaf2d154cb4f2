package com.ib.client;

public enum Liquidities {
    None,
    Added,
    Removed,
    RoutedOut
}
