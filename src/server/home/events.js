const firstWaitMs = 500;
const longestWaitMs = 5_000;
/** The gateway sends a bookmark every 15 s; a connection that is silent for longer is dead. */
const silenceMs = 40_000;

/**
 * Keeps one subscription over `graphql-transport-ws`, over as many connections as it takes.
 * `start` gives the query and its variables each time, `message` takes what comes, `state` is told "live" or "lost",
 * and `refused` that the gateway does not go on from where the client is: `restart` is then up to the caller.
 */
export function followEvents({ start, message, state, refused }) {
  let socket = null;
  let isReady = false;
  let operation = 0;
  let waitMs = firstWaitMs;
  let watchdog;

  connect();
  return {
    /** Begins anew with what `start` gives now. */
    restart() {
      if (!isReady) return;
      send({ id: String(operation), type: "complete" });
      subscribe();
    },
  };

  function connect() {
    const address = new URL("/graphql", location.href);
    address.protocol = address.protocol.replace("http", "ws");
    socket = new WebSocket(address, "graphql-transport-ws");
    socket.onopen = () => send({ type: "connection_init" });
    socket.onmessage = ({ data }) => receive(JSON.parse(data));
    socket.onclose = reconnect;
    watch();
  }

  function reconnect() {
    clearTimeout(watchdog);
    socket.onclose = null;
    socket.onmessage = null;
    socket.close();
    isReady = false;
    state("lost");
    setTimeout(connect, waitMs * (0.5 + Math.random() / 2));
    waitMs = Math.min(longestWaitMs, waitMs * 2);
  }

  function receive({ type, id, payload }) {
    watch();
    if (type === "ping") send({ type: "pong" });
    if (type === "connection_ack") {
      isReady = true;
      state("live");
      subscribe();
    }
    if (id !== String(operation)) return;
    if (type === "complete") reconnect();
    else if (payload.data) {
      waitMs = firstWaitMs;
      message(payload.data.jobEvents);
    } else {
      // Its end comes after it and says nothing more.
      operation += 1;
      refused();
    }
  }

  function subscribe() {
    operation += 1;
    send({ id: String(operation), type: "subscribe", payload: start() });
  }

  function send(frame) {
    socket.send(JSON.stringify(frame));
  }

  function watch() {
    clearTimeout(watchdog);
    watchdog = setTimeout(reconnect, silenceMs);
  }
}
