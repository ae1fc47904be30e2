import type { FastifyInstance } from "fastify";
import { graphiqlPage } from "./graphiql.ts";

/** Serves GraphiQL at `/graphiql`, from our own files alone. */
export function serveGraphiql(app: FastifyInstance): void {
  const { html, assets } = graphiqlPage();
  app.get("/graphiql", (_, reply) => reply.type("text/html; charset=utf-8").send(html));
  for (const [path, { contentType, body }] of assets) {
    app.get(path, async (_, reply) =>
      reply
        .type(contentType)
        .header("cache-control", "no-cache")
        .send(await body()),
    );
  }
}
