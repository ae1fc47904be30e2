import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { BackendError, type BackendErrorKind } from "../domain/error.ts";
import type { BackendId } from "../domain/id.ts";
import type { Hooks } from "../federation/hooks.ts";
import { answerOf } from "./error-answer.ts";

/** The largest batch that a vendor sends. */
const mostBodyBytes = 1024 * 1024;
const methods = "POST, OPTIONS";

/** How refusals are answered; what is not listed is a failure on our way to the vendor, after which it should try again. */
const statuses: Partial<Record<BackendErrorKind, readonly [status: number, code: string]>> = {
  INVALID: [400, "BAD_REQUEST"],
  UNAUTHENTICATED: [401, "UNAUTHENTICATED"],
  FORBIDDEN: [403, "FORBIDDEN"],
  UNSUPPORTED: [405, "METHOD_NOT_ALLOWED"],
};

type Request = FastifyRequest<{ Params: { backendId: string } }>;

/** Serves `/hooks/{backendId}`, where vendors push. Answers once the sender is known; what is said is looked up later. */
export function serveHooks(app: FastifyInstance, hooks: Hooks): void {
  void app.register((scope, _, done) => {
    // Signatures cover bytes, and content types lie.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer" }, (_, body, done) => done(null, body));
    scope.route<{ Params: { backendId: string } }>({
      url: "/hooks/:backendId",
      method: ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
      bodyLimit: mostBodyBytes,
      onRequest: async (request, reply) => {
        const id = hooks.find(request.params.backendId);
        if (id === null) return refuse(reply, 404, "NOT_FOUND", "No backend of this id takes pushes.");
        if (isHookMethod(request.method)) return;
        hooks.refuse(new BackendError("UNSUPPORTED", "pushes have another method", { backend: id }));
        return refuse(reply, 405, "METHOD_NOT_ALLOWED", `Pushes come by ${methods}.`);
      },
      handler: (request, reply) => receive(hooks, request, reply),
      errorHandler: (error, request, reply) => {
        const id = hooks.find(request.params.backendId);
        if (error.statusCode !== 413 || id === null) throw error;
        const message = `A push has at most ${mostBodyBytes} bytes.`;
        hooks.refuse(new BackendError("INVALID", message, { backend: id }));
        return refuse(reply, 413, "LIMIT_EXCEEDED", message);
      },
    });
    done();
  });
}

async function receive(hooks: Hooks, { method, headers, url, body, params }: Request, reply: FastifyReply) {
  const id = hooks.find(params.backendId);
  if (id === null || !isHookMethod(method)) return reply.callNotFound();
  const answer = await hooks
    .receive(id, {
      method,
      headers: Object.fromEntries(
        Object.entries(headers).flatMap(([name, value]) =>
          typeof value === "string" ? [[name, value]] : [],
        ),
      ),
      query: new URL(url, "http://localhost").searchParams,
      body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
    })
    .catch((error: unknown) => {
      if (error instanceof BackendError) return error;
      throw error;
    });
  if (answer instanceof BackendError) return answerRefusal(reply, id, answer);
  reply.status(answer.status).headers({ ...answer.headers });
  return answer.json === undefined ? reply.send() : reply.send(answer.json);
}

function answerRefusal(reply: FastifyReply, backend: BackendId, error: BackendError) {
  const [status, code] = statuses[error.kind] ?? [503, "UNAVAILABLE"];
  return refuse(reply, status, code, error.message, { backend });
}

function refuse(reply: FastifyReply, status: number, code: string, message: string, facts: object = {}) {
  if (status === 405) reply.header("allow", methods);
  return reply.status(status).send(answerOf(code, message, facts));
}

function isHookMethod(method: string): method is "POST" | "OPTIONS" {
  return method === "POST" || method === "OPTIONS";
}
