import { readFileSync } from "node:fs";
import { extname } from "node:path";
import type { FastifyInstance } from "fastify";

/** Paths and the files in `home/` that they give. */
const files = {
  "/": "index.html",
  "/home/home.css": "home.css",
  "/home/home.js": "home.js",
  "/home/jobs.js": "jobs.js",
  "/home/row.js": "row.js",
  "/home/events.js": "events.js",
  "/home/icon.svg": "icon.svg",
};

const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** Own files only, nothing inline: text that a vendor sends can never run as a script. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Serves the first page: the newest jobs, updated live. Reads its files at once. */
export function serveHomePage(app: FastifyInstance): void {
  for (const [path, name] of Object.entries(files)) {
    const content = readFileSync(new URL(`./home/${name}`, import.meta.url));
    const headers = {
      "content-type": contentTypes[extname(name)],
      "content-security-policy": contentSecurityPolicy,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": "no-cache",
    };
    app.get(path, (_, reply) => reply.headers(headers).send(content));
  }
}
