/** The rules every source file and every class of the project keeps. They fail the build when broken. */
package dev.ibkrbot.architecture;
