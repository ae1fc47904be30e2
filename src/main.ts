import { pino } from "pino";
import { definitions } from "./backends/registry.ts";
import { loadSettings, portOf } from "./config/load.ts";
import { SettingsError } from "./config/mistakes.ts";
import { startDemo } from "./demo.ts";
import { createGateway } from "./gateway.ts";
import { JournalError } from "./journal/journal-error.ts";

const defaultPort = 4000;

/** Starts the gateway that the configuration asks for, or the demo, and runs until a signal ends it. */
async function main(): Promise<void> {
  await using parts = new AsyncDisposableStack();
  const { env } = process;
  const settings = await loadSettings({ cwd: process.cwd(), env, definitions });
  const demo = settings ? null : parts.use(await startDemo(definitions, portOf(env) ?? defaultPort));
  // Standard output is for people; the log goes to standard error.
  const log = pino({ level: env.LOG_LEVEL ?? "info" }, pino.destination({ dest: 2, sync: true }));
  const gateway = parts.use(
    await createGateway({
      definitions,
      settings: settings ?? (demo as NonNullable<typeof demo>).settings,
      log,
    }),
  );

  console.log(`jobgraph is ready: ${gateway.url} (GraphQL at /graphql, GraphiQL at /graphiql)`);
  for (const { kind, url } of demo?.simulators.vendors ?? []) console.log(`  simulated ${kind}: ${url}`);
  if (demo) console.log(`  control port of the simulators: ${demo.simulators.control}`);
  await ended();
}

/** Resolves at the first SIGINT or SIGTERM; a second one, of either kind, ends the process at once, as is usual. */
function ended(): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      process.off("SIGINT", end);
      process.off("SIGTERM", end);
      resolve();
    };
    process.on("SIGINT", end);
    process.on("SIGTERM", end);
  });
}

const otherAddress = "Set PORT, or server.host and server.port in the configuration, to a free address.";
const remedies: Readonly<Record<string, string>> = {
  listen: otherAddress,
  getaddrinfo: otherAddress,
  mkdir: "Set journal in the configuration to a path that can be written.",
};

/** What the user can mend is told in plain lines; everything else keeps its stack. */
function explain(error: unknown): unknown {
  if (error instanceof SettingsError || error instanceof JournalError) return error.message;
  if (!(error instanceof Error) || !("syscall" in error)) return error;
  const remedy = remedies[String(error.syscall)];
  return remedy ? `${error.message}. ${remedy}` : error;
}

main().catch((error: unknown) => {
  console.error(explain(error));
  process.exitCode = 1;
});
