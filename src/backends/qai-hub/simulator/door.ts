import type { DescMessage } from "@bufbuild/protobuf";
import type { Route, VendorRequest, VendorResponse, World } from "../../../simulator/contract.ts";
import { CreateUpdateResponseSchema } from "../proto/public_api_pb.js";
import { assumedNumber, assumedText, isAssumed } from "./assumptions.ts";
import { compareVersions } from "./devices.ts";
import { InvalidField, ServiceError, toErrorAnswer } from "./errors.ts";
import { decode, PROTOBUF, reply } from "./message.ts";
import { PEOPLE, type Person } from "./people.ts";
import { createRateLimit } from "./rate-limit.ts";
import type { WireDocument } from "./wire-document.ts";

/** A request by somebody who is known. */
export interface Call {
  readonly request: VendorRequest;
  readonly search: URLSearchParams;
  readonly reader: Person;
  /** Whether the client is older than 0.56, where profile jobs were a type of their own. */
  readonly isOldClient: boolean;
  /** A part of the path. */
  readonly param: (name: string) => string;
  /** The body as a message. Throws a 400 or 415. */
  readonly read: (schema: DescMessage) => WireDocument;
}

/** Answers a call; throws a `ServiceError`. */
export type Handler = (call: Call) => VendorResponse;

/** Wraps operations with what the service does before and after each of them. */
export interface Door {
  /** A route below `/api/v1` for the holder of a token. */
  readonly route: (method: string, path: string, handle: Handler) => Route;
  readonly notFound: (request: VendorRequest) => VendorResponse;
  /** Answers an injected failure. */
  readonly failure: (status: number) => VendorResponse;
}

/** The first version of the client to which a profile is an inference job. */
const PROFILES_ARE_INFERENCES = "0.56";

/** Builds the door. */
export function createDoor(world: World): Door {
  const takeTurn = createRateLimit(world);

  const enter = (request: VendorRequest): Person => {
    checkVersion(world, request);
    const header = request.header("authorization") ?? "";
    const person = PEOPLE.find(({ token }) => header === `token ${token}`);
    if (!person || request.effects.tokensExpired) throw new ServiceError(assumedNumber(world, "authStatus"));
    takeTurn(person.token, request.method);
    return person;
  };

  const answering = (answer: () => VendorResponse): VendorResponse => {
    try {
      return answer();
    } catch (error) {
      if (error instanceof ServiceError) return toAnswer(world, error);
      throw error;
    }
  };

  return {
    route: (method, path, handle) => ({
      method,
      path: `/api/v1${path}`,
      handle: (request) => answering(() => handle(toCall(request, enter(request)))),
    }),
    notFound: (request) =>
      answering(() => {
        enter(request);
        throw new ServiceError(404);
      }),
    failure: (status) => toAnswer(world, new ServiceError(status)),
  };
}

/** The answer to a create. */
export function created(world: World, document: WireDocument): VendorResponse {
  return reply(CreateUpdateResponseSchema, document, assumedNumber(world, "createStatus"));
}

/** The answer to a change. */
export function changed(world: World, id: string): VendorResponse {
  return reply(CreateUpdateResponseSchema, isAssumed(world, "changeAnswer", "id") ? { id } : {});
}

function toCall(request: VendorRequest, reader: Person): Call {
  const version = request.header("client-version");
  return {
    request,
    search: request.search,
    reader,
    isOldClient: version !== null && compareVersions(version, PROFILES_ARE_INFERENCES) < 0,
    param: (name) => request.params[name] ?? "",
    read: (schema) => {
      if (request.header("content-type") !== PROTOBUF) throw new ServiceError(415);
      return decode(schema, request.body);
    },
  };
}

function checkVersion(world: World, request: VendorRequest): void {
  const lowest = assumedText(world, "lowestClientVersion");
  const version = request.header("client-version");
  if (lowest === "" || version === null) return;
  if (compareVersions(version, lowest) < 0) throw new ServiceError(426);
}

function toAnswer(world: World, error: ServiceError): VendorResponse {
  if (error.status === 404 && isAssumed(world, "missingBody", "empty")) return { status: 404 };
  if (error instanceof InvalidField && isAssumed(world, "errorForm", "message")) {
    const field_errors = [{ field: error.field, messages: [error.message] }];
    return reply(CreateUpdateResponseSchema, { validation_error: { field_errors } }, 400);
  }
  return toErrorAnswer(error);
}
