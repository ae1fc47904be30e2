import type { BrokenDraft } from "./contract.ts";
import { engineId, goodName } from "./modelarts-parts.ts";
import { invalid, notFound } from "./wrong-value.ts";

/** For each documented rule of what runs, with which values and data, a draft that breaks it. */
export const brokenAlgorithms: readonly BrokenDraft[] = [
  invalid("no algorithm", "job.algorithm", { value: null, says: "got nothing, expected what it runs" }),
  invalid("half a subscription", "job.algorithm.subscription.itemVersionId", {
    value: "",
    says: "an id of the vendor's",
    of: "a subscription",
    rows: "S1-81",
  }),
  invalid("a boot file elsewhere", "job.algorithm.code.bootFile", {
    value: "obs://bucket/other/train.py",
    says: "a file inside obs://bucket/code/",
    rows: "S1-82",
  }),
  {
    title: "a boot file beside a folder of a like name",
    put: {
      "job.algorithm.code.codeDir": "/bucket/code",
      "job.algorithm.code.bootFile": "/bucket/code2/train.py",
    },
    code: "INVALID",
    at: "job.algorithm.code.bootFile",
    says: "a file inside /bucket/code",
    rows: "S1-82",
  },
  invalid("code on a disk", "job.algorithm.code.codeDir", {
    value: "code/",
    says: `got "code/", expected obs://bucket/… or /bucket/…`,
    rows: "S1-82",
  }),
  {
    title: "an image without an address",
    of: "an image",
    put: { "job.engine": null },
    code: "INVALID",
    at: "job.engine.imageUrl",
    says: "the image that the command runs in",
    rows: "S1-299",
  },
  {
    title: "an image of code without a command",
    put: { "job.engine": { imageUrl: "org/image:1" } },
    code: "INVALID",
    at: "job.algorithm.code.command",
    says: "the command that the image is started with",
    rows: "S1-299",
  },
  invalid("an image without a command", "job.algorithm.image.command", {
    value: "",
    says: "expected text",
    of: "an image",
    rows: "S1-299",
  }),
  invalid("an engine beside an algorithm", "job.engine", {
    value: { id: engineId },
    says: "nothing: the algorithm brings its own",
    of: "an algorithm",
    rows: "S1-95",
  }),
  invalid("an engine beside a subscription", "job.engine", {
    value: { id: engineId },
    says: "nothing: the algorithm brings its own",
    of: "a subscription",
    rows: "S1-95",
  }),
  notFound("an engine that is not there", "job.engine.id", {
    value: "abacus",
    says: `engine "abacus" is not there`,
    rows: "S1-158",
  }),
  {
    title: "an engine whose version is not there",
    put: { "job.engine": { named: { name: "PyTorch", version: "99" } } },
    code: "NOT_FOUND",
    at: "job.engine.named",
    says: `engine "PyTorch 99" is not there`,
    rows: "S1-155 S1-156",
  },

  notFound("an algorithm that is not there", "job.algorithm.id", {
    value: "no-such",
    says: `algorithm "no-such" is not there`,
    of: "an algorithm",
  }),
  invalid("a value above its range", "job.parameters.0.value", {
    value: "0.2",
    says: `got "0.2", expected 0.001 to 0.1`,
    of: "an algorithm",
    rows: "S1-107",
  }),
  invalid("a value that is no number", "job.parameters.0.value", {
    value: "fast",
    says: `got "fast", expected a number`,
    of: "an algorithm",
    rows: "S1-107",
  }),
  {
    title: "half an epoch",
    of: "an algorithm",
    put: { "job.parameters.1": { key: "epochs", value: "0.5" } },
    code: "INVALID",
    at: "job.parameters.1.value",
    says: "a whole number",
    rows: "S1-107",
  },
  invalid("none of the choices", "job.parameters.0.value", {
    value: "641",
    says: "one of 320, 640, 1280",
    of: "an algorithm with choices",
    rows: "S1-107",
  }),
  {
    title: "a required parameter without a value",
    of: "an algorithm with a required parameter",
    put: { "job.parameters.0": { key: "horizon", value: "" } },
    code: "INVALID",
    at: "job.parameters.0.value",
    says: "expected a value",
    rows: "S1-104",
  },
  invalid("another value of a fixed parameter", "job.parameters.0.value", {
    value: "0.4",
    says: `"0.3": it cannot be changed`,
    of: "an algorithm with a fixed parameter",
  }),
  invalid("a parameter with a space", "job.parameters.0.key", { value: "a b", says: goodName }),
  {
    title: "a parameter twice",
    put: { "job.parameters.1": { key: "epochs", value: "4" } },
    code: "INVALID",
    at: "job.parameters.1.key",
    says: "each key once",
  },

  invalid("a variable that begins with a digit", "job.environment.0.key", {
    value: "1ST",
    says: "no digit first",
    rows: "S1-96",
  }),
  invalid("a variable with a dollar", "job.environment.0.key", {
    value: "A$B",
    says: "of A-Z a-z 0-9 _",
    rows: "S1-96",
  }),
  invalid("a long value of a variable", "job.environment.0.value", {
    value: "x".repeat(4097),
    says: "at most 4096 characters",
    rows: "S1-96",
  }),
  {
    title: "a long secret without showing it",
    put: { "job.environment.0": { key: "API_TOKEN", value: "s".repeat(4097) } },
    code: "INVALID",
    at: "job.environment.0.value",
    says: "got ***, expected at most 4096 characters",
  },
  invalid("101 variables", "job.environment", {
    value: Array.from({ length: 101 }, (_, index) => ({ key: `V${index}`, value: "" })),
    says: "at most 100 entries",
    rows: "S1-96",
  }),

  invalid("an input without a name", "job.inputs.0.name", { value: "", says: "expected text" }),
  invalid("an input from elsewhere", "job.inputs.0.remote.obsUrl", {
    value: "https://example.com/data",
    says: "obs://bucket/… or /bucket/…",
  }),
  invalid("an output to elsewhere", "job.outputs.0.obsUrl", {
    value: "out",
    says: "obs://bucket/… or /bucket/…",
  }),
  invalid("a log folder on a disk", "job.logExportUri", {
    value: "log",
    says: "obs://bucket/… or /bucket/…",
  }),

  invalid("bounds the wrong way round", "job.searchPolicy.search_params.0.upper_bound", {
    value: "0.0001",
    says: "at least lower_bound, 0.001",
    of: "a subscription",
    rows: "S1-123",
  }),
  invalid("a reward that goes nowhere", "job.searchPolicy.reward_attrs.0.mode", {
    value: "up",
    says: "expected one of max, min",
    of: "a subscription",
  }),
  {
    title: "a search by an edge job",
    of: "a subscription",
    put: { "job.kind": "EDGE_JOB" },
    code: "INVALID",
    at: "job.searchPolicy",
    says: "nothing: only a JOB or an AUTOSEARCH_JOB searches",
  },
];
