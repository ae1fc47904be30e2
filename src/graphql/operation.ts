import { createHash } from "node:crypto";
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from "graphql";
import { LRUCache } from "lru-cache";
import { limitDepth } from "./depth-limit.ts";
import { resumeVariables } from "./resume.ts";
import { requireRootField } from "./root-field.ts";

/** Tokens that a document may have; a longer one is refused before it is read. */
export const mostTokens = 10_000;
/** Rules of our own, for every transport. */
export const ownRules: readonly ValidationRule[] = [limitDepth, requireRootField];

/** Documents that are remembered, and characters of them all; what the parser makes of them is some 30 times as large. */
const mostDocuments = 1_000;
const mostCharacters = 1_000_000;

/** Operation of a document that was found to be valid. */
export interface Operation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
  /** The same for the same text and operation, and for nothing else. */
  readonly key: string;
  /** Variables that only say where a subscription begins. */
  readonly resumeVariables: ReadonlySet<string>;
}

/** What a client asks for, whatever it comes over. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
}

/** Reads and checks a document and chooses its operation; what is wrong with it comes back with the codes of HTTP. */
export type PrepareOperation = (request: OperationRequest) => Operation | readonly GraphQLError[];

interface KnownDocument {
  readonly document: DocumentNode;
  readonly hash: string;
  /** By the name that was asked for. */
  readonly operations: Map<string | null, Operation>;
}

/** Makes what prepares operations; it remembers the documents that it has seen of late. */
export function createPreparer(schema: GraphQLSchema): PrepareOperation {
  const known = new LRUCache<string, KnownDocument>({
    max: mostDocuments,
    maxSize: mostCharacters,
    sizeCalculation: (_, text) => text.length + 1,
  });

  function read(query: string): KnownDocument | readonly GraphQLError[] {
    const seen = known.get(query);
    if (seen) return seen;
    const document = parse(query, { maxTokens: mostTokens });
    const mistakes = validate(schema, document, [...specifiedRules, ...ownRules]);
    if (mistakes.length > 0) return mistakes.map((error) => withCode(error, "GRAPHQL_VALIDATION_FAILED"));
    const hash = createHash("sha256").update(query).digest("base64url");
    const entry: KnownDocument = { document, hash, operations: new Map() };
    known.set(query, entry);
    return entry;
  }

  function choose(
    { document, hash, operations }: KnownDocument,
    name: string | null | undefined,
  ): Operation | readonly GraphQLError[] {
    const seen = operations.get(name ?? null);
    if (seen) return seen;
    const definition = getOperationAST(document, name);
    if (!definition) {
      const message = name ? `Unknown operation named "${name}".` : "One operation is expected.";
      return [withCode(new GraphQLError(message), "OPERATION_RESOLUTION_FAILURE")];
    }
    const key = `${hash} ${definition.name?.value ?? ""}`;
    const operation = {
      schema,
      document,
      definition,
      key,
      resumeVariables: resumeVariables(document, definition),
    };
    operations.set(name ?? null, operation);
    return operation;
  }

  return ({ query, operationName }) => {
    try {
      const found = read(query);
      return "document" in found ? choose(found, operationName) : found;
    } catch (error) {
      if (error instanceof GraphQLError) return [withCode(error, "GRAPHQL_PARSE_FAILED")];
      const originalError = error instanceof Error ? error : new Error(String(error));
      return [new GraphQLError(originalError.message, { originalError })];
    }
  };
}

/** The code that the same mistake has over HTTP, unless a rule of ours gave it one. */
function withCode(error: GraphQLError, code: string): GraphQLError {
  const { message, nodes = null, source = null, positions = null } = error;
  return new GraphQLError(message, { nodes, source, positions, extensions: { code, ...error.extensions } });
}
