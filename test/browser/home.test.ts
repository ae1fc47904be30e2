import { chromium, type Locator, type Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { type SimulatedWorld, startWorld } from "../support/gateway.ts";
import { eventually, query } from "../support/graphql.ts";
import { tireless } from "../support/hasty.ts";
import { findProgram } from "../support/program.ts";

const executablePath = findProgram("chromium");
/** Vendor whose jobs the tests change. */
const kind = "SEEME";
const waiting = [{ native: "waiting", afterMs: 0 }];

interface Sources {
  readonly jobs: { readonly sources: readonly { readonly state: string }[] };
}

describe.skipIf(executablePath === null)("the first page in a browser (needs chromium)", () => {
  test("lists the jobs of all vendors, with nothing loaded from another host", async () => {
    await using world = await startWorld({ jobs: 40, definitions: tireless });
    await using site = await openSite(world);
    await expectText(site.page.locator("#count"), "40 jobs");
    expect(await site.rows.count()).toBe(40);
    await eventually(
      () => query<Sources>(site.url, "{ jobs(first: 1) { sources { state } } }"),
      ({ jobs }) => jobs.sources.every(({ state }) => state === "LIVE"),
    );
    await site.page.reload();
    await expectText(site.page.locator("#count"), "40 jobs");
    // Polls every tenth of a second are late on a busy machine: their source is stale for a moment.
    await expect
      .poll(() => site.page.locator("#sources li").allTextContents(), { timeout: 10_000 })
      .toEqual(
        world.vendors.map(({ config }) =>
          expect.stringMatching(`^${RegExp.escape(`${config.title}`)} (live|stale)$`),
        ),
      );
    expect(site.hosts).toEqual(new Set([new URL(site.url).host]));
    expect(site.errors).toEqual([]);
  });

  test("shows transitions and removals without a reload, vendors' words as text", async () => {
    await using world = await startWorld({ jobs: 4 });
    const name = "<b>failing</b> while you look";
    const failing = await world.control.addJob(kind, waiting, { name, job_type: "training" });
    const leaving = await world.control.addJob(kind, waiting, { name: "leaving" });
    await using site = await openSite(world);
    await site.page.evaluate("window.wasHere = true");
    const row = site.rows.filter({ hasText: name });
    await expectText(row.locator(".phase"), "Queued");

    await world.control.changeJob(kind, failing, { native: "error", message: "no more <i>memory</i>" });
    await expectText(row.locator(".phase"), "Failed");
    expect(await row.locator(".name").textContent()).toBe(name);
    expect(await row.locator(".note").textContent()).toBe("Training · no more <i>memory</i>");
    expect(await row.getAttribute("class")).toBe("changed");
    await world.control.removeJob(kind, leaving);
    await site.rows.filter({ hasText: "leaving" }).waitFor({ state: "detached" });
    expect(await site.page.evaluate("window.wasHere")).toBe(true);
    expect(site.errors).toEqual([]);
  });

  test("shows new jobs on top within ten seconds", async () => {
    await using world = await startWorld({ jobs: 4 });
    await using site = await openSite(world);
    await world.control.addJob(kind, waiting, { name: "newcomer" });
    const total = () => query<{ jobs: { totalCount: number } }>(site.url, "{ jobs { totalCount } }");
    await eventually(total, ({ jobs }) => jobs.totalCount === 5);
    await site.page.clock.fastForward(10_000);
    await expectText(site.page.locator("#count"), "5 jobs");
    expect(await site.rows.first().locator(".name").textContent()).toBe("newcomer");
  });

  test("filters by text and phase, and keeps the filter in the address", async () => {
    await using world = await startWorld({ jobs: 40 });
    const id = await world.control.addJob(kind, waiting, { name: "zebra stripes" });
    await using site = await openSite(world);
    await site.page.locator("#search").fill("zebra");
    await expectText(site.page.locator("#count"), "1 of 41 jobs");
    await site.page.locator("#phase-class").selectOption("WAITING");
    await site.page.reload();
    await expectText(site.rows.locator(".phase"), "Queued");

    await world.control.changeJob(kind, id, { native: "started" });
    await site.page.locator("#empty").waitFor();
    expect(await site.rows.count()).toBe(0);
    expect(site.errors).toEqual([]);
  });

  test("goes on from the last cursor after the connection was lost", async () => {
    await using world = await startWorld({ jobs: 4 });
    const id = await world.control.addJob(kind, waiting, { name: "survivor" });
    await using site = await openSite(world);
    const phase = site.rows.filter({ hasText: "survivor" }).locator(".phase");
    await world.control.changeJob(kind, id, { native: "started" });
    await expectText(phase, "Running");
    const [first] = site.sockets;
    const last = first?.cursors.at(-1);

    await first?.close();
    await expectText(site.page.locator("#connection"), "Connection lost, reconnecting");
    await world.control.changeJob(kind, id, { native: "finished" });
    await expectText(site.page.locator("#connection"), "Live");
    await expectText(phase, "Succeeded");
    expect(last).toEqual(expect.any(String));
    expect(site.sockets.map(({ startedAfter }) => startedAfter)).toEqual([expect.any(String), last]);
    expect(site.errors).toEqual([]);
  });
});

/** The first page of a gateway over these vendors, opened, with the list there and live. */
async function openSite(world: SimulatedWorld) {
  await using parts = new AsyncDisposableStack();
  const { url } = parts.use(await world.startGateway());
  const browser = await chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    args: ["--no-sandbox"], // refused to root otherwise, as whom containers run
  });
  parts.defer(() => browser.close());
  const page = await browser.newPage();
  await page.clock.install();
  const hosts = new Set<string>();
  const errors: string[] = [];
  page.on("request", (request) => hosts.add(new URL(request.url()).host));
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    // Here the browser tells what the page's policy has refused.
    if (message.type() === "error") errors.push(message.text());
  });
  const sockets = await watchSockets(page);
  await page.goto(url);
  await expectText(page.locator("#connection"), "Live");
  const running = parts.move();
  return {
    url,
    page,
    rows: page.locator("#jobs tr"),
    hosts,
    errors,
    sockets,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** One WebSocket of the page. */
interface WatchedSocket {
  /** `after` of its subscription. */
  startedAfter: string | null;
  /** Cursors that the page was sent. */
  readonly cursors: string[];
  close(): Promise<void>;
}

async function watchSockets(page: Page): Promise<WatchedSocket[]> {
  const sockets: WatchedSocket[] = [];
  await page.routeWebSocket("**/graphql", (route) => {
    const server = route.connectToServer();
    const watched: WatchedSocket = {
      startedAfter: null,
      cursors: [],
      async close() {
        await server.close();
        await route.close();
      },
    };
    sockets.push(watched);
    route.onMessage((message) => {
      const { type, payload } = JSON.parse(String(message));
      if (type === "subscribe") watched.startedAfter = payload.variables.after;
      server.send(message);
    });
    server.onMessage((message) => {
      const { type, payload } = JSON.parse(String(message));
      if (type === "next") watched.cursors.push(payload.data.jobEvents.cursor);
      route.send(message);
    });
  });
  return sockets;
}

async function expectText(locator: Locator, text: string): Promise<void> {
  await expect.poll(() => locator.textContent(), { timeout: 15_000 }).toBe(text);
}
