/** What is owned: the account, its cash and equity, its positions, and the role that reports them. */
package dev.ibkrbot.broker.account;
