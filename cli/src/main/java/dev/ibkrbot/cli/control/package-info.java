/** How somebody in another shell asks something of a running bot: files in its state folder, and their answers. */
package dev.ibkrbot.cli.control;
