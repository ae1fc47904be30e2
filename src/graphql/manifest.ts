import {
  type DocumentNode,
  execute,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
  parse,
} from "graphql";
import { stringify } from "yaml";
import { InputError } from "../domain/error.ts";
import { isJsonObject } from "../domain/json.ts";
import type { JobView } from "../federation/views.ts";
import type { Context } from "./context.ts";

/**
 * Writes a job as one document: the job as a query would answer it, so that both agree. Keys stand in the order of the
 * schema, and a field that is null is left out. Rejects as the fields do.
 */
export async function writeManifest(
  job: JobView,
  request: { readonly format: "YAML" | "JSON"; readonly options?: unknown },
  contextValue: Context,
  schema: GraphQLSchema,
): Promise<string> {
  const { indent, sortKeys } = parseOptions(request.options);
  const { ofJob, type, document } = manifestOf(schema);
  const { data, errors } = await execute({ schema: ofJob, document, rootValue: job, contextValue });
  const [error] = errors ?? [];
  if (error) throw error.originalError ?? error;
  const fields = withoutNulls(ofJob, type, data);
  const told = sortKeys ? sorted(fields) : fields;
  if (request.format === "JSON") return `${JSON.stringify(told, null, indent)}\n`;
  // Readers of YAML 1.1, which many tools still are, take `yes` and times for something else unless they are quoted.
  return stringify(told, { indent, lineWidth: 0, aliasDuplicateObjects: false, compat: "yaml-1.1" });
}

interface ManifestOptions {
  readonly indent: number;
  readonly sortKeys: boolean;
}

/** Checks the options; null and an absent member stand for the usual. */
function parseOptions(given: unknown): ManifestOptions {
  const options = given ?? {};
  const path = ["options"];
  if (!isJsonObject(options)) throw new InputError("INVALID_ARGUMENT", path, given, "an object");
  const { indent, sortKeys, ...others } = options;
  const [unknown] = Object.entries(others);
  if (unknown)
    throw new InputError("INVALID_ARGUMENT", [...path, unknown[0]], unknown[1], "indent and sortKeys alone");
  const width = indent ?? 2;
  if (typeof width !== "number" || !Number.isInteger(width) || width < 1 || width > 8)
    throw new InputError("INVALID_ARGUMENT", [...path, "indent"], indent, "a whole number from 1 to 8");
  const isSorted = sortKeys ?? false;
  if (typeof isSorted !== "boolean")
    throw new InputError("INVALID_ARGUMENT", [...path, "sortKeys"], sortKeys, "true or false");
  return { indent: width, sortKeys: isSorted };
}

interface Manifest {
  /** The schema with Job as its root, so that one job is what an operation starts from. */
  readonly ofJob: GraphQLSchema;
  readonly type: GraphQLObjectType;
  readonly document: DocumentNode;
}

const manifests = new WeakMap<GraphQLSchema, Manifest>();

function manifestOf(schema: GraphQLSchema): Manifest {
  const made = manifests.get(schema) ?? makeManifest(schema);
  manifests.set(schema, made);
  return made;
}

function makeManifest(schema: GraphQLSchema): Manifest {
  const type = schema.getType("Job");
  if (!isObjectType(type)) throw new Error("The schema has no type Job.");
  return {
    type,
    ofJob: new GraphQLSchema({ query: type }),
    document: parse(manifestSelection(schema, type.name)),
  };
}

/** What of the vendors is asked for: what the job was made of may not be stored. */
const askedFor: ReadonlySet<string> = new Set(["spec", "algorithm", "flavor"]);
/** Of things that are not the job, what names them. */
const shownOf: Readonly<Record<string, string>> = {
  Backend: "{ id kind title }",
  Flavor: "{ id nativeId name }",
  Job: "{ id nativeId name }",
};
/** What changes though the job does not, what other fields or messages are for, and the vendor's own documents. */
const leftOut: ReadonlySet<string> = new Set([
  ...["Job.observedAt", "Job.eventCursor", "Job.actions", "Job.statusPath", "Job.transitions", "Job.native"],
  ...["Status.observedAt", "Algorithm.backend", "Algorithm.native"],
]);

/** Writes the selection of a manifest from a type on: every stored field, down to the leaves. */
export function manifestSelection(schema: GraphQLSchema, typeName: string): string {
  const type = schema.getType(typeName);
  if (isUnionType(type)) {
    const members = type.getTypes().map(({ name }) => `... on ${name} ${manifestSelection(schema, name)}`);
    return `{ __typename ${members.join(" ")} }`;
  }
  if (!isObjectType(type)) throw new Error(`${typeName} has no place in a manifest.`);
  const fields = Object.values(type.getFields()).filter((field) => isShown(type, field));
  const written = fields.map(({ name, type: of }) => {
    const named = getNamedType(of);
    if (!isCompositeType(named)) return name;
    return `${name} ${shownOf[named.name] ?? manifestSelection(schema, named.name)}`;
  });
  return `{ ${written.join(" ")} }`;
}

function isShown(type: GraphQLObjectType, { name, args, astNode }: GraphQLField<unknown, unknown>): boolean {
  if (leftOut.has(`${type.name}.${name}`) || args.some(isRequiredArgument)) return false;
  const isUpstream = astNode?.directives?.some((directive) => directive.name.value === "upstream") ?? false;
  return !isUpstream || askedFor.has(name);
}

/** Leaves out the fields that are null; a JSON value of a field stays as it is, nulls included. */
function withoutNulls(schema: GraphQLSchema, type: GraphQLOutputType, value: unknown): unknown {
  const of = getNullableType(type);
  if (isListType(of) && Array.isArray(value))
    return value.map((member) => withoutNulls(schema, of.ofType, member));
  if (!isCompositeType(of) || !isJsonObject(value)) return value;
  const member = isObjectType(of) ? of : schema.getType(String(value.__typename));
  const fields = isObjectType(member) ? member.getFields() : {};
  const told = Object.entries(value).flatMap(([name, content]): [string, unknown][] => {
    const field = fields[name];
    if (content === null) return [];
    return [[name, field ? withoutNulls(schema, field.type, content) : content]];
  });
  return Object.fromEntries(told);
}

/** Copies a value with the keys of all its objects in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([key, member]) => [key, sorted(member)]));
}
