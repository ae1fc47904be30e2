/** File that the page of GraphiQL loads. */
export interface GraphiqlAsset {
  readonly contentType: string;
  /** Reads the file; the first call of any asset loads the package that holds them all (10 MB, some 0.1 s). */
  readonly body: () => Promise<Buffer>;
}

/** What to serve for people who look at the schema and try queries in a browser. */
export interface GraphiqlPage {
  /** Document for `/graphiql`; loads nothing but the assets. */
  readonly html: string;
  /** By path, for example `/graphiql/graphiql.js`. A path's content changes only with the process. */
  readonly assets: ReadonlyMap<string, GraphiqlAsset>;
}

const javascript = "text/javascript; charset=utf-8";

/** Describes GraphiQL over `/graphql`: queries over HTTP, subscriptions over a WebSocket at the same path. */
export function graphiqlPage(): GraphiqlPage {
  const packed = (name: "css" | "js" | "editorWorkerService" | "graphqlWorker" | "jsonWorker") => async () =>
    Buffer.from((await import("@graphql-yoga/render-graphiql/graphiql"))[name]);
  return {
    html,
    assets: new Map<string, GraphiqlAsset>([
      ["/graphiql/graphiql.css", { contentType: "text/css; charset=utf-8", body: packed("css") }],
      ["/graphiql/graphiql.js", { contentType: javascript, body: packed("js") }],
      ["/graphiql/start.js", { contentType: javascript, body: async () => Buffer.from(start) }],
      [
        "/graphiql/worker/editorWorkerService.js",
        { contentType: javascript, body: packed("editorWorkerService") },
      ],
      ["/graphiql/worker/graphql.js", { contentType: javascript, body: packed("graphqlWorker") }],
      ["/graphiql/worker/json.js", { contentType: javascript, body: packed("jsonWorker") }],
    ]),
  };
}

const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>jobgraph: GraphiQL</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/graphiql/graphiql.css">
    <style>html, body, #root { height: 100%; margin: 0; }</style>
    <script src="/graphiql/graphiql.js" defer></script>
    <script src="/graphiql/start.js" defer></script>
  </head>
  <body class="no-focus-outline">
    <noscript>GraphiQL needs JavaScript.</noscript>
    <div id="root"></div>
  </body>
</html>
`;

const firstQuery = `# Ctrl+Space completes, Ctrl+Enter runs; the book on the left is the schema.
query NewestJobs {
  jobs(first: 5) {
    totalCount
    sources { backend { id } state }
    nodes { id name backend { kind } status { phase } }
  }
}
`;

const options = {
  title: "jobgraph",
  endpoint: "/graphql",
  subscriptionsProtocol: "WS",
  defaultQuery: firstQuery,
};

/** Runs in the browser, after `graphiql.js` has defined `YogaGraphiQL`. The editor names its workers itself. */
const start = `self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_module, label) => "/graphiql/worker/" + label + ".js",
};
YogaGraphiQL.renderYogaGraphiQL(document.getElementById("root"), ${JSON.stringify(options)});
`;
