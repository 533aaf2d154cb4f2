/**
 * The same session over the user's own TwsApi.jar instead of our socket: what we would send becomes calls of its
 * client, and what it calls back becomes messages. Found by reflection; nothing of the jar is needed to build.
 */
package dev.ibkrbot.ibkr.jar;
