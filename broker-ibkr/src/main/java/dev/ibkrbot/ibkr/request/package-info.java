/** Questions to the gateway: each with its own number, a deadline, and an answer or a failure. */
package dev.ibkrbot.ibkr.request;
