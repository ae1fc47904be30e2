import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from "graphql";

/** What a place says about the schema. */
export interface CheckedPlace {
  /** Names that the schema has. */
  readonly found: readonly string[];
  /** Names that it should have and has not. */
  readonly missing: readonly string[];
}

/** A part of a place: a chain of names, then perhaps arguments, a selection, a value. */
const part =
  /(?<chain>[A-Za-z]\w*(?:\.[A-Za-z]\w*|\[[A-Z_]+\])*)(?:\((?<arguments>[^()]*)\))?(?:\{(?<selection>[a-zA-Z ,]*)\})?(?:\s*=\s*(?<value>[A-Z][A-Z_]+)\b)?/y;
/** What joins the parts of a place. */
const joint = /\s*(?:\+|\/|;|,|->|:|\band\b|\bwith\b)\s*|\s*$/y;
/** Words before a value whose type they name. */
const valueWords: Readonly<Record<string, string>> = {
  outcome: "JobOutcome",
  reason: "StatusReasonCode",
};

/**
 * Looks up every name of a place: `Job.spec`, `Query.jobs(filter:{kinds:[TRAINING]})`, `jobs(first:)`,
 * `JobPhase.FAILED, outcome TIMEOUT`, `JobFilter.phases / nativeStates`.
 * Prose around the names says nothing.
 */
export function checkPlace(schema: GraphQLSchema, place: string): CheckedPlace {
  const found: string[] = [];
  const missing: string[] = [];
  let owners: readonly GraphQLNamedType[] = [];
  for (const piece of pieces(place)) {
    const seen = lookUp(schema, piece, owners);
    if (!seen) continue;
    (seen.missing ? missing : found).push(seen.missing ?? piece.text);
    owners = seen.owners;
  }
  return { found, missing };
}

interface Piece {
  readonly text: string;
  readonly chain: string;
  readonly args: string;
  readonly selection: string;
  readonly value: string;
  /** Stands alone between joints: a plain word may then be a field of what was named before. */
  readonly alone: boolean;
  /** The word before, for values. */
  readonly before: string;
}

function* pieces(place: string): Iterable<Piece> {
  let joined = true;
  let before = "";
  for (let at = 0; at < place.length; ) {
    part.lastIndex = at;
    const match = part.exec(place);
    if (!match?.groups) {
      joint.lastIndex = at;
      const [between = ""] = joint.exec(place) ?? [];
      joined ||= between.trim() !== "";
      at += Math.max(1, between.length);
      continue;
    }
    const { chain = "", arguments: args = "", selection = "", value = "" } = match.groups;
    at = part.lastIndex;
    joint.lastIndex = at;
    const alone = joined && joint.test(place);
    yield { text: match[0], chain, args, selection, value, alone, before };
    before = chain;
    joined = false;
  }
}

interface Seen {
  /** Name that the schema lacks. */
  readonly missing?: string;
  /** Types that the names went through, the last first: a field named next may be of any of them. */
  readonly owners: readonly GraphQLNamedType[];
}

function lookUp(schema: GraphQLSchema, piece: Piece, owners: readonly GraphQLNamedType[]): Seen | null {
  const names = piece.chain.replaceAll("[", ".").replaceAll("]", "").split(".");
  const [first = "", ...rest] = names;
  const enumOfWord = schema.getType(valueWords[piece.before] ?? "");
  if (isEnumType(enumOfWord))
    return { owners, ...(enumOfWord.getValue(first) ? {} : { missing: piece.text }) };
  if (/^[A-Z][a-z]/.test(first)) {
    const type = schema.getType(first);
    if (type) return follow(schema, type, rest, piece);
    return rest.length > 0 || /^[A-Z][a-z]+[A-Z]/.test(first) ? { missing: piece.text, owners } : null;
  }
  if (piece.args !== "" || /\w\($/.test(piece.text)) {
    const root = rootTypes(schema).find((type) => memberOf(type, first));
    return root ? follow(schema, root, names, piece) : null;
  }
  if (!piece.alone || owners.length === 0) return null;
  const owner = owners.find((type) => memberOf(type, first));
  return owner ? follow(schema, owner, names, piece) : { missing: piece.text, owners };
}

const rootTypes = (schema: GraphQLSchema) =>
  [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter((type) => !!type);

function follow(
  schema: GraphQLSchema,
  start: GraphQLNamedType,
  names: readonly string[],
  piece: Piece,
): Seen {
  const owners = [start];
  const lack = (name: string): Seen => ({ missing: `${piece.text}: ${name}`, owners });
  let type = start;
  let args: readonly { readonly name: string; readonly type: GraphQLNamedType }[] = [];
  for (const name of names) {
    const member = /^[A-Z_]+$/.test(name) ? stepOf(schema, type, name) : memberOf(type, name);
    if (!member) return lack(name);
    ({ type, args } = member);
    owners.unshift(type);
  }
  /** Types of the objects that the arguments before have opened. */
  const within = args.map((arg) => arg.type);
  for (const name of argumentNames(piece.args, args.length > 0)) {
    if (args.some((arg) => arg.name === name)) continue;
    const member = within.map((owner) => memberOf(owner, name)).find((found) => found !== null);
    if (!member) return lack(name);
    within.push(member.type);
  }
  for (const [value] of args.length > 0 ? piece.args.matchAll(/\b[A-Z][A-Z_]+\b/g) : [])
    if (!hasValue(schema, value)) return lack(value);
  for (const name of piece.selection.split(/[\s,]+/)) if (name && !memberOf(type, name)) return lack(name);
  if (piece.value && isEnumType(type) && !type.getValue(piece.value)) return lack(piece.value);
  return { owners };
}

/** Names of arguments and of the fields of their objects; none where the brackets hold prose. */
function argumentNames(text: string, takesArguments: boolean): string[] {
  if (!takesArguments) return [];
  return [...text.matchAll(/(?:^|[{,/]\s*)([a-z]\w*)\s*(?=[:,/}]|<=|$)/g)].map(([, name = ""]) => name);
}

function memberOf(type: GraphQLNamedType, name: string) {
  if (isEnumType(type)) return type.getValue(name) ? { type, args: [] } : null;
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return null;
  const field = type.getFields()[name];
  if (!field) return null;
  const args = "args" in field ? field.args : [];
  return {
    type: getNamedType(field.type),
    args: args.map((arg) => ({ name: arg.name, type: getNamedType(arg.type) })),
  };
}

/** Value of an enum, or a step of a list that the value names: `Progress.steps[GATHER].done`. */
function stepOf(schema: GraphQLSchema, type: GraphQLNamedType, name: string) {
  if (isEnumType(type)) return memberOf(type, name);
  return hasValue(schema, name) ? { type, args: [] } : null;
}

function hasValue(schema: GraphQLSchema, name: string): boolean {
  return Object.values(schema.getTypeMap()).some((type) => isEnumType(type) && !!type.getValue(name));
}
