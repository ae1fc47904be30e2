import type { FastifyInstance } from "fastify";
import type { Federation } from "../federation/federation.ts";

/** Serves `/healthz` (the process answers) and `/readyz` (every backend has been read once, or has failed to be). */
export function serveHealth(app: FastifyInstance, { backends }: Federation): void {
  app.get("/healthz", async () => ({ status: "ok" }));
  app.get("/readyz", async (_, reply) => {
    const sources = backends.all.map(({ id }) => ({ id, state: backends.source(id).state }));
    const isReady = sources.every(({ state }) => state !== "BACKFILLING");
    return reply
      .status(isReady ? 200 : 503)
      .send({ status: isReady ? "ready" : "backfilling", backends: sources });
  });
}
