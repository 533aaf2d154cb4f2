// One contestant of dev.ibkrbot.benchmarks.wire.WireSpeed: the same work done by @stoqey/ib.
// Arguments: folder that holds @stoqey/ib, task, then a file of frames, or the port of the gateway.
// Prints "sum ..." once and "round WALL CPU" for each measured round: nanoseconds a message, of all threads for CPU.
"use strict";

const fs = require("fs");
const path = require("path");

const [folder, task, where] = process.argv.slice(2);
const { IBApi, EventName } = require(path.join(path.resolve(folder), "@stoqey", "ib"));

const CHUNK = 65536; // what a socket of node hands over at a time
const WARM_UP_NANOS = 6e9;
const LEAST_WARM_UP = 2;
const MEASURED = 5;

// As in LoopbackGateway, Recording and Rounds.
const WARM_UP_ROUNDS = 4;
const MARK = 2104;
const LINES = 100;
const FIRST_REQUEST = 1000000000;
const TRIPS = 10000;

class Sum {
  constructor() {
    this.messages = 0;
    this.total = 0;
    this.sizeOfPrice = false;
  }

  toString() {
    return `${this.messages} messages, ${this.total.toFixed(3)}`;
  }
}

/** Adds up what comes, in the sum that is current() then. */
function listen(ib, current) {
  ib.on(EventName.tickPrice, (id, type, price) => {
    const sum = current();
    sum.messages++;
    sum.total += price;
    // Its size follows as an event of its own, which is no message; but not that of a bid.
    sum.sizeOfPrice = type !== 1;
  });
  ib.on(EventName.tickSize, (id, type, size) => {
    const sum = current();
    if (sum.sizeOfPrice) {
      sum.sizeOfPrice = false;
      return;
    }
    sum.messages++;
    sum.total += size;
  });
  ib.on(EventName.tickGeneric, (id, type, value) => {
    const sum = current();
    sum.messages++;
    sum.total += value;
  });
  ib.on(EventName.tickString, (id, type, value) => {
    const sum = current();
    sum.messages++;
    sum.total += value.length;
  });
  ib.on(EventName.tickOptionComputation, (id, type, attribute, iv, delta, price, dividend, gamma, vega, theta, underlying) => {
    const sum = current();
    sum.messages++;
    if (iv !== undefined) sum.total += iv;
    if (delta !== undefined) sum.total += delta;
    if (price !== undefined) sum.total += price;
    if (dividend !== undefined) sum.total += dividend;
    if (gamma !== undefined) sum.total += gamma;
    if (vega !== undefined) sum.total += vega;
    if (theta !== undefined) sum.total += theta;
    if (underlying !== undefined) sum.total += underlying;
  });
  ib.on(EventName.openOrder, (id, contract, order, state) => {
    const sum = current();
    sum.messages++;
    sum.total += id;
    sum.total += order.totalQuantity;
    sum.total += order.lmtPrice;
    sum.total += state.status.length;
  });
  ib.on(EventName.error, (error) => {
    throw error;
  });
}

class Stopwatch {
  constructor() {
    this.wall = process.hrtime.bigint();
    this.cpu = process.cpuUsage();
  }

  wallNanos() {
    return Number(process.hrtime.bigint() - this.wall);
  }

  print(messages) {
    const wall = this.wallNanos();
    const cpu = process.cpuUsage(this.cpu);
    console.log(`round ${wall / messages} ${((cpu.user + cpu.system) * 1000) / messages}`);
  }
}

/** A client that believes to be connected: its socket is handed what a real one would hand it. */
function connected() {
  const ib = new IBApi({});
  const socket = ib.controller.socket;
  socket._status = 3;
  socket._serverVersion = 193;
  socket.neverReceived = false;
  return ib;
}

/** From the bytes of the socket to the events: all that the client does. */
function wholeClient(bytes) {
  const sum = new Sum();
  const ib = connected();
  listen(ib, () => sum);
  for (let at = 0; at < bytes.length; at += CHUNK) {
    ib.controller.socket.onData(bytes.subarray(at, at + CHUNK));
  }
  return sum;
}

/** From the fields of one message to the events: the decoder alone, with the least that can be before it. */
function decoderAlone(bytes) {
  const sum = new Sum();
  const ib = connected();
  listen(ib, () => sum);
  const decoder = ib.controller.decoder;
  for (let at = 0; at < bytes.length; ) {
    const end = at + 4 + bytes.readInt32BE(at);
    decoder.enqueueMessage(bytes.latin1Slice(at + 4, end - 1).split("\0"));
    decoder.process();
    at = end;
  }
  return sum;
}

function decode(run, bytes) {
  let sum = run(bytes);
  console.log(`sum ${sum}`);
  const warmUp = new Stopwatch();
  for (let i = 1; i < LEAST_WARM_UP || warmUp.wallNanos() < WARM_UP_NANOS; i++) {
    run(bytes);
  }
  for (let i = 0; i < MEASURED; i++) {
    const watch = new Stopwatch();
    sum = run(bytes);
    watch.print(sum.messages);
  }
}

function session(onReady) {
  const ib = new IBApi({ host: "127.0.0.1", port: Number(where), clientId: 7, maxReqPerSec: 1e6 });
  ib.once(EventName.nextValidId, () => onReady(ib));
  ib.connect();
}

/** Takes all rounds of a flood; a notice of the gateway stands before each and after the last. */
function flood() {
  session((ib) => {
    let sum = new Sum();
    let watch;
    listen(ib, () => sum);
    ib.on(EventName.info, (text, code) => {
      if (code !== MARK) {
        return;
      }
      const round = Number(text);
      if (round === WARM_UP_ROUNDS) {
        console.log(`sum ${sum}`);
      } else if (round > WARM_UP_ROUNDS) {
        watch.print(sum.messages);
      }
      if (round === WARM_UP_ROUNDS + MEASURED) {
        process.exit();
      }
      sum = new Sum();
      watch = new Stopwatch();
    });
    for (let line = 0; line < LINES; line++) {
      ib.reqMktData(FIRST_REQUEST + line, { symbol: `L${line}`, secType: "STK", exchange: "SMART", currency: "USD" }, "", false, false);
    }
  });
}

/** Asks for the next order id from within the answer. */
function trips() {
  session((ib) => {
    const nanos = new Float64Array(TRIPS);
    let round = 0;
    let count = 0;
    let begun;
    const ask = () => {
      begun = process.hrtime.bigint();
      ib.reqIds();
    };
    ib.on(EventName.nextValidId, () => {
      nanos[count++] = Number(process.hrtime.bigint() - begun);
      if (count === TRIPS) {
        count = 0;
        if (round >= WARM_UP_ROUNDS) {
          nanos.sort();
          console.log(`round ${nanos[TRIPS / 2]} ${nanos[TRIPS * 0.99]}`);
        }
        if (++round === WARM_UP_ROUNDS + MEASURED) {
          process.exit();
        }
      }
      ask();
    });
    ask();
  });
}

switch (task) {
  case "client":
    decode(wholeClient, fs.readFileSync(where));
    break;
  case "decoder":
    decode(decoderAlone, fs.readFileSync(where));
    break;
  case "flood":
    flood();
    break;
  case "trips":
    trips();
    break;
  default:
    throw new Error(`unknown task: ${task}`);
}
