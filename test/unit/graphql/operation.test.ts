import { buildSchema, getIntrospectionQuery, parse, print } from "graphql";
import { describe, expect, it } from "vitest";
import { createPreparer, mostTokens, type Operation } from "../../../src/graphql/operation.ts";
import { resumedAfter } from "../../../src/graphql/resume.ts";

const schema = buildSchema(`
  type Query { node: Node  name: String }
  type Node { node: Node  name: String }
  type Subscription {
    events(filter: String, after: String): String
    logs(job: ID, after: String, tail: Int): String
    plain(name: String): String
  }
`);
const prepare = createPreparer(schema);
const levels = (count: number, inner = "name") =>
  `{ ${"node { ".repeat(count - 1)} ${inner} ${"}".repeat(count - 1)} }`;

function prepared(query: string, operationName?: string): Operation {
  const operation = prepare({ query, operationName });
  if (!("document" in operation)) throw operation[0];
  return operation;
}

function codeOf(query: string, operationName?: string): unknown {
  const errors = prepare({ query, operationName });
  return "document" in errors ? null : errors[0]?.extensions.code;
}

describe("an operation", () => {
  it("is read once for the same text, and chosen by its name", () => {
    const query = "query A { name } query B { name }";
    expect(prepared(query, "A")).toBe(prepared(query, "A"));
    expect(prepared(query, "A").document).toBe(prepared(query, "B").document);
    expect(prepared(query, "A").key).not.toBe(prepared(query, "B").key);
    expect(codeOf(query)).toBe("OPERATION_RESOLUTION_FAILURE");
    expect(codeOf(query, "C")).toBe("OPERATION_RESOLUTION_FAILURE");
    expect(prepared("{ name }").key).not.toBe(prepared("{ name  }").key);
  });

  it.each([
    ["20 levels", levels(20), null],
    ["21 levels", levels(21), "TOO_COMPLEX"],
    [
      "21 levels by way of fragments",
      `${levels(11, "...below")} fragment below on Node ${levels(11)}`,
      "TOO_COMPLEX",
    ],
    ["20 levels by way of fragments", `${levels(11, "...below")} fragment below on Node ${levels(10)}`, null],
    ["20 levels in inline fragments", `{ ... { ... ${levels(20)} } }`, null],
    ["introspection", getIntrospectionQuery({ oneOf: true, inputValueDeprecation: true }), null],
    [
      "a circle of fragments",
      "{ node { ...a } } fragment a on Node { ...b } fragment b on Node { ...a }",
      "GRAPHQL_VALIDATION_FAILED",
    ],
    ["a subscription to nothing", "subscription { events @skip(if: true) }", "GRAPHQL_VALIDATION_FAILED"],
    [
      "a subscription to nothing in a fragment",
      "subscription { ... @include(if: false) { events } }",
      "GRAPHQL_VALIDATION_FAILED",
    ],
    ["a condition elsewhere", "query ($is: Boolean!) { name @skip(if: $is) }", null],
    ["too many tokens", `{ ${"name ".repeat(mostTokens)} }`, "GRAPHQL_PARSE_FAILED"],
  ])("of %s", (_, query, code) => expect(codeOf(query)).toBe(code));

  it("of many fragments that hold each other costs no time that doubles with each", () => {
    const fragments = Array.from(
      { length: 40 },
      (_, index) =>
        `fragment f${index} on Node { a: node { ...f${index + 1} } b: node { ...f${index + 1} } }`,
    );
    expect(codeOf(`{ node { ...f0 } } ${fragments.join(" ")} fragment f40 on Node { name }`)).toBe(
      "TOO_COMPLEX",
    );
  });

  it.each([
    ["subscription ($a: String) { events(after: $a) }", ["a"]],
    ["subscription ($a: String, $n: Int, $j: ID) { logs(job: $j, after: $a, tail: $n) }", ["a", "n"]],
    ["subscription ($a: String) { events(filter: $a, after: $a) }", []],
    ["subscription ($a: String) { ...all } fragment all on Subscription { events(after: $a) }", []],
    ["subscription ($a: String) { plain(name: $a) }", []],
  ])("%s begins where its own variables say", (query, names) => {
    expect([...prepared(query).resumeVariables]).toEqual(names);
  });

  it.each([
    ["subscription { events }", 'subscription { events(after: "c") }'],
    ['subscription { events(after: "b", filter: "f") }', 'subscription { events(filter: "f", after: "c") }'],
    ["subscription { logs(job: 1, tail: 5) }", 'subscription { logs(job: 1, after: "c") }'],
    ['subscription { plain(name: "n") }', 'subscription { plain(name: "n") }'],
    [
      "subscription { ...all } fragment all on Subscription { events }",
      'subscription { ...all } fragment all on Subscription { events(after: "c") }',
    ],
  ])("%s is resumed by a cursor", (query, expected) => {
    expect(print(resumedAfter(schema, parse(query), "c"))).toBe(print(parse(expected)));
  });
});
