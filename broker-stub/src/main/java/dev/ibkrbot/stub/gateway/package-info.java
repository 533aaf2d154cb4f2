/**
 * The simulated exchange behind the TWS socket protocol, with faults on demand. Its codec is its own, written from the
 * protocol's description, so that a client tested against it is not tested against itself.
 */
package dev.ibkrbot.stub.gateway;
