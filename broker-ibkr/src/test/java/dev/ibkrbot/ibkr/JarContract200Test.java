package dev.ibkrbot.ibkr;

/** The jar of client version 200, with timed errors and CommissionAndFeesReport. */
class JarContract200Test extends JarContract {
    JarContract200Test() {
        super(200);
    }
}
