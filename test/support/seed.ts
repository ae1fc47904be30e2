import fc from "fast-check";

// The same documents and interleavings in each run, so that a failure is of the change at hand; FUZZ_SEED=random draws
// new ones, and FUZZ_SEED=<number> repeats what a failure names.

const wanted = process.env.FUZZ_SEED ?? "20261121";
if (wanted !== "random") fc.configureGlobal({ seed: Number(wanted) });
