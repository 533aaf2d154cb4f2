/** Markets for the simulated broker, recorded or generated, and the readers and writers of their files. */
package dev.ibkrbot.stub.history;
