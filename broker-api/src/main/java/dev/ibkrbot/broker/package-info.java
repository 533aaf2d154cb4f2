/** The port: one session with one broker, spoken in the language of the packages below. */
package dev.ibkrbot.broker;
