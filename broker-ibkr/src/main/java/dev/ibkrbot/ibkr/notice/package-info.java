/** What each error code of the gateway means for a session, a request and an order, as one table. */
package dev.ibkrbot.ibkr.notice;
