/** Between the gateway's words and the language of broker-api: contracts, amounts, moments. */
package dev.ibkrbot.ibkr.translate;
