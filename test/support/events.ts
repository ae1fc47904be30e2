/** One event of a stream, or a comment in it. */
export interface ServerSentEvent {
  readonly id?: string;
  readonly event?: string;
  readonly data?: string;
  readonly retry?: string;
}

/** A stream of events, read by hand. */
export interface OpenedStream extends AsyncDisposable {
  readonly response: Response;
  /** The next block that says something; undefined at the end. */
  next(): Promise<ServerSentEvent | undefined>;
  /** All further blocks up to the end. */
  rest(): Promise<ServerSentEvent[]>;
}

export interface StreamOptions {
  readonly variables?: object | undefined;
  readonly operationName?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks for a stream over GET as a browser does. */
export function getStream(
  url: string,
  query: string,
  { variables, operationName, headers }: StreamOptions = {},
): Promise<OpenedStream> {
  const asked = new URLSearchParams({
    query,
    ...(variables && { variables: JSON.stringify(variables) }),
    ...(operationName && { operationName }),
  });
  return openStream(`${url}/graphql/stream?${asked}`, {
    headers: { accept: "text/event-stream", ...headers },
  });
}

/** Reads whatever an address answers as a stream. */
export async function openStream(url: string, init: RequestInit): Promise<OpenedStream> {
  const leaving = new AbortController();
  const response = await fetch(url, { ...init, signal: leaving.signal });
  const blocks = blocksOf(response);
  const next = async () => {
    const { value } = await blocks.next();
    return value;
  };
  return {
    response,
    next,
    async rest() {
      const all: ServerSentEvent[] = [];
      for (let block = await next(); block; block = await next()) all.push(block);
      return all;
    },
    async [Symbol.asyncDispose]() {
      leaving.abort();
      await blocks.return(undefined).catch(() => undefined);
    },
  };
}

async function* blocksOf({ body }: Response): AsyncGenerator<ServerSentEvent, undefined> {
  let text = "";
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const lines = text.slice(0, end).split("\n");
      text = text.slice(end + 2);
      const fields = lines.filter((line) => !line.startsWith(":")).map((line) => line.split(/: ?(.*)/s));
      if (fields.length > 0) yield Object.fromEntries(fields.map(([name, value]) => [name, value ?? ""]));
    }
  }
  return undefined;
}
