import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { buildSchema, graphql } from "graphql";
import { useServer } from "graphql-ws/use/ws";
import { chromium } from "playwright-core";
import { describe, expect, test } from "vitest";
import { WebSocketServer } from "ws";
import { graphiqlPage } from "../../src/server/graphiql.ts";
import { findProgram } from "../support/program.ts";

const executablePath = findProgram("chromium");

const schema = buildSchema(`
  type Query { greeting: String! }
  type Subscription { tick: Int! }
`);

describe.skipIf(executablePath === null)("GraphiQL in a browser (needs chromium)", () => {
  test("answers a query over HTTP, with nothing loaded from another host", async () => {
    await using site = await startSite();
    await using tab = await openTab(site.url);

    await tab.page.goto(`${site.url}/graphiql?query=${encodeURIComponent("{ greeting }")}`);
    await tab.run();

    await tab.page.getByText("hello from the schema").waitFor();
    expect(tab.hosts).toEqual(new Set([new URL(site.url).host]));
    expect(tab.errors).toEqual([]);
  });

  test("follows a subscription over a WebSocket at the same path", async () => {
    await using site = await startSite();
    await using tab = await openTab(site.url);

    await tab.page.goto(`${site.url}/graphiql?query=${encodeURIComponent("subscription { tick }")}`);
    await tab.run();

    await tab.page.getByText("4711").waitFor();
    expect(tab.errors).toEqual([]);
  });

  test("checks the query against the schema in its workers", async () => {
    await using site = await startSite();
    await using tab = await openTab(site.url);

    await tab.page.goto(`${site.url}/graphiql?query=${encodeURIComponent("{ greting }")}`);

    await tab.page.locator(".squiggly-error").first().waitFor();
    expect(tab.errors).toEqual([]);
  });
});

async function startSite() {
  const server = createServer(answer);
  const sockets = new WebSocketServer({ server, path: "/graphql" });
  const subscriptions = useServer(
    {
      schema,
      async *subscribe() {
        yield { data: { tick: 4711 } };
      },
    },
    sockets,
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // listens on a port, so no pipe's name
    async [Symbol.asyncDispose]() {
      await subscriptions.dispose();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const { html, assets } = graphiqlPage();

const answer: RequestListener = async (request, response) => {
  const { pathname } = new URL(request.url ?? "/", "http://test");
  const asset = assets.get(pathname);
  if (asset) response.setHeader("content-type", asset.contentType).end(await asset.body());
  else if (pathname === "/graphiql") response.setHeader("content-type", "text/html").end(html);
  else if (pathname === "/graphql") {
    response.setHeader("content-type", "application/json").end(JSON.stringify(await execute(request)));
  } else response.writeHead(404).end();
};

async function execute(request: IncomingMessage) {
  const { query, operationName } = JSON.parse(await text(request));
  return graphql({ schema, source: query, operationName, rootValue: { greeting: "hello from the schema" } });
}

async function openTab(url: string) {
  const browser = await chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    args: ["--no-sandbox"], // refused to root otherwise, as whom containers run
  });
  const page = await browser.newPage({ baseURL: url });
  const hosts = new Set<string>();
  const errors: string[] = [];
  page.on("request", (request) => {
    if (/^(https?|wss?):/.test(request.url())) hosts.add(new URL(request.url()).host);
  });
  page.on("pageerror", (error) => errors.push(error.message));
  return {
    page,
    hosts,
    errors,
    run: () => page.locator(".graphiql-execute-button").click(),
    [Symbol.asyncDispose]: () => browser.close(),
  };
}
