package dev.ibkrbot.ibkr;

/** The jar of client version 176, of TWS API 10.19: errors without a time, permanent ids of 32 bits, cancels with a text. */
class JarContract176Test extends JarContract {
    JarContract176Test() {
        super(176);
    }
}
