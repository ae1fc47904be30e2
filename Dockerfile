FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app

COPY package.json package-lock.json ./
# The image is Node 24 already: without install scripts npm does not fetch a second one.
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

COPY schema schema
COPY src src

# The embedded journal and the configuration live in /data; mount a volume there to keep them.
RUN mkdir /data && chown node:node /data
WORKDIR /data
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s CMD ["node", "--eval", \
  "fetch(`http://127.0.0.1:${process.env.PORT ?? 4000}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]

# The bounds of the heap are those of `npm start`.
CMD ["node", "--max-old-space-size=1024", "--max-semi-space-size=16", \
  "--import", "/app/src/node-version.js", "/app/src/main.ts"]
