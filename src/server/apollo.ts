import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { fastifyApolloDrainPlugin } from "@as-integrations/fastify";
import type { FastifyInstance } from "fastify";
import { GraphQLError, type GraphQLSchema } from "graphql";
import type { Context } from "../graphql/context.ts";
import { formatError, type OnBug } from "../graphql/errors.ts";
import { mostTokens, ownRules } from "../graphql/operation.ts";

/** Starts Apollo Server over the schema; it answers through the fastify instance and drains with it. */
export async function startApollo(
  schema: GraphQLSchema,
  app: FastifyInstance,
  onBug: OnBug,
): Promise<ApolloServer<Context>> {
  const plugins: ApolloServerPlugin<Context>[] = [
    refuseSubscriptions,
    fastifyApolloDrainPlugin(app),
    ApolloServerPluginCacheControlDisabled(),
    ApolloServerPluginInlineTraceDisabled(),
    ApolloServerPluginLandingPageDisabled(),
  ];
  const apollo = new ApolloServer<Context>({
    schema,
    plugins,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: mostTokens },
    validationRules: [...ownRules],
    formatError: (formatted, error) => formatError(formatted, error, onBug),
    logger: silent,
  });
  await apollo.start();
  return apollo;
}

/** An answer over HTTP is one document; subscriptions have transports of their own. */
const refuseSubscriptions: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    async didResolveOperation({ operation }) {
      if (operation?.operation !== "subscription") return;
      const message =
        "Subscriptions go over WebSocket (subprotocol graphql-transport-ws) at this path, or as server-sent events at /graphql/stream.";
      throw new GraphQLError(message, { extensions: { code: "BAD_REQUEST", http: { status: 400 } } });
    },
  }),
};

/** Apollo tells through hooks what we want to know of it. */
const silent = { debug() {}, info() {}, warn() {}, error() {} };
