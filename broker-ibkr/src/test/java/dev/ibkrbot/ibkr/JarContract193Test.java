package dev.ibkrbot.ibkr;

/** The jar of client version 193, with cancels that take an object. */
class JarContract193Test extends JarContract {
    JarContract193Test() {
        super(193);
    }
}
