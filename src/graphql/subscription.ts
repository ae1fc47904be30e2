import {
  createSourceEventStream,
  type ExecutionResult,
  execute,
  type FormattedExecutionResult,
  GraphQLError,
} from "graphql";
import type { Answer, Answers } from "../fanout/answers.ts";
import type { Following } from "../fanout/contract.ts";
import { isStream } from "../fanout/stream.ts";
import { formatError, type OnBug } from "./errors.ts";
import type { Operation } from "./operation.ts";
import { resumedAfter } from "./resume.ts";

export interface ExecutionTools {
  /** Makes what resolvers share in one execution; the signal ends what it is at. */
  createContext(signal: AbortSignal): object;
  readonly onBug: OnBug;
}

/** Result of an execution, as graphql-js and the WebSocket protocol each write its type. */
interface Result {
  readonly data?: Record<string, unknown> | null | undefined;
  readonly errors?: readonly GraphQLError[] | undefined;
  readonly extensions?: Record<string, unknown> | undefined;
}

/** What a client asks to have executed. */
export interface Asked {
  readonly operation: Operation;
  readonly variables: Readonly<Record<string, unknown>> | null | undefined;
}

/**
 * Calls the resolver of a subscription's root field, which has to give a `Stream`; what the client got wrong comes back
 * as a result. `after` is a cursor that overrides the operation's own arguments.
 */
export async function openFollowing(
  asked: Asked,
  { createContext }: ExecutionTools,
  signal: AbortSignal,
  after: string | null = null,
): Promise<Following | ExecutionResult> {
  const { schema, document } = asked.operation;
  const source = await createSourceEventStream({
    ...argumentsOf(asked),
    document: after === null ? document : resumedAfter(schema, document, after),
    contextValue: createContext(signal),
  });
  if (!(Symbol.asyncIterator in source)) return source;
  if (!isStream(source)) throw new Error(`${asked.operation.key} is served by a stream of another kind.`);
  return source.following;
}

/** Executes a query or a mutation; never rejects. */
export async function executeOnce(asked: Asked, tools: ExecutionTools, signal: AbortSignal): Promise<Answer> {
  try {
    const contextValue = tools.createContext(signal);
    return answerOf(await execute({ ...argumentsOf(asked), contextValue }), tools.onBug);
  } catch (error) {
    return failureOf(error, tools.onBug);
  }
}

/** Answers the messages of a subscription, each with loaders of its own. */
export function createAnswers(asked: Asked, { createContext, onBug }: ExecutionTools): Answers {
  const fixed = argumentsOf(asked);
  return {
    key: keyOf(asked),
    async answer(message, signal) {
      try {
        const result = await execute({ ...fixed, rootValue: message, contextValue: createContext(signal) });
        return answerOf(result, onBug);
      } catch (error) {
        return failureOf(error, onBug);
      }
    },
    failure: (error) => failureOf(error, onBug),
  };
}

/** What a client sees of a result. */
export function answerOf(
  { data = null, errors, extensions }: Result,
  onBug: OnBug,
): FormattedExecutionResult {
  const shown = errors?.map((error) => formatError(error.toJSON(), error, onBug));
  return { data, ...(shown && { errors: shown }), ...(extensions && { extensions }) };
}

/** What a client sees of an error that no resolver made. */
function failureOf(error: unknown, onBug: OnBug): Answer {
  const originalError = error instanceof Error ? error : new Error(String(error));
  const shown = new GraphQLError(originalError.message, { originalError });
  return { errors: [formatError(shown.toJSON(), shown, onBug)] };
}

/** Same document, operation and variables, apart from those that only say where to begin. */
function keyOf({ operation, variables }: Asked): string {
  const { definition, key } = operation;
  const values = (definition.variableDefinitions ?? [])
    .map(({ variable }) => variable.name.value)
    .filter((name) => !operation.resumeVariables.has(name))
    .map((name) => (variables && Object.hasOwn(variables, name) ? [name, variables[name]] : [name]));
  return `${key} ${JSON.stringify(values)}`;
}

function argumentsOf({ operation, variables }: Asked) {
  const { schema, document, definition } = operation;
  return {
    schema,
    document,
    operationName: definition.name?.value ?? null,
    variableValues: variables ?? null,
  };
}
