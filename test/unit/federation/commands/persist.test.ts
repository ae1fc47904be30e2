import { describe, expect, it } from "vitest";
import { BackendError, type BackendErrorKind } from "../../../../src/domain/error.ts";
import { notDone, persist } from "../../../../src/federation/commands/persist.ts";
import { backendId } from "../../../support/observation.ts";

const backend = backendId("alpha");
const fault = (kind: BackendErrorKind) => new BackendError(kind, kind, { backend });
const { signal } = new AbortController();

/** Gives one thing after the other: an error is thrown. */
function oneAfterTheOther<T>(...things: readonly (T | Error)[]) {
  let asked = 0;
  const give = async (): Promise<T> => {
    const thing = things[asked++];
    if (thing === undefined) throw new Error("It was asked too often.");
    if (thing instanceof Error) throw thing;
    return thing;
  };
  return { give, asked: () => asked };
}

describe.concurrent("what may be asked for twice", () => {
  it("is asked for once when it is answered", async () => {
    const send = oneAfterTheOther("done");
    expect(await persist(send.give as () => Promise<never>, async () => null, signal)).toBe("done");
    expect(send.asked()).toBe(1);
  });

  it.each(["INVALID", "FORBIDDEN", "RATE_LIMITED", "UNAUTHENTICATED"] as const)(
    "is not asked for again when the vendor has done nothing: %s",
    async (kind) => {
      const send = oneAfterTheOther<boolean>(fault(kind));
      await expect(persist(send.give, async () => null, signal)).rejects.toMatchObject({
        kind,
        undone: true,
      });
      expect(send.asked()).toBe(1);
    },
  );

  it("is not asked for again when a look shows that it has happened", async () => {
    const send = oneAfterTheOther<boolean>(fault("TIMEOUT"));
    expect(await persist(send.give, async () => true, signal)).toBe(true);
    expect(send.asked()).toBe(1);
  });

  it("is asked for again when its answer was lost", async () => {
    const send = oneAfterTheOther<boolean>(fault("UNAVAILABLE"), true);
    expect(await persist(send.give, async () => notDone, signal)).toBe(true);
  });

  it("is left open after three lost answers, also when the last try did nothing", async () => {
    for (const last of ["TIMEOUT", "RATE_LIMITED"] as const) {
      const send = oneAfterTheOther<boolean>(fault("MALFORMED"), fault("TIMEOUT"), fault(last));
      const kind = "TIMEOUT";
      await expect(persist(send.give, async () => null, signal)).rejects.toMatchObject({
        kind,
        undone: false,
      });
      expect(send.asked()).toBe(3);
    }
  });

  it("is refused when the look had shown that the first try did nothing", async () => {
    const send = oneAfterTheOther<boolean>(fault("TIMEOUT"), fault("FAILED_PRECONDITION"));
    const refused = { kind: "FAILED_PRECONDITION", undone: true };
    await expect(persist(send.give, async () => notDone, signal)).rejects.toMatchObject(refused);
  });

  it("is left open when the second try is refused, and nothing tells of the first", async () => {
    const blind = [async () => null, () => Promise.reject(fault("UNAVAILABLE"))];
    for (const look of blind) {
      const send = oneAfterTheOther<boolean>(fault("TIMEOUT"), fault("CONFLICT"));
      await expect(persist(send.give, look, signal)).rejects.toMatchObject({
        kind: "TIMEOUT",
        undone: false,
      });
    }
  });

  it("fails with what is no fault of the vendor's", async () => {
    const send = oneAfterTheOther<boolean>(new Error("ours"));
    await expect(persist(send.give, async () => null, signal)).rejects.toThrow("ours");
    const lost = oneAfterTheOther<boolean>(fault("TIMEOUT"));
    await expect(persist(lost.give, () => Promise.reject(new Error("ours")), signal)).rejects.toThrow("ours");
  });

  it("ends with its signal", async () => {
    const leaving = new AbortController();
    const send = oneAfterTheOther<boolean>(fault("TIMEOUT"));
    const asking = persist(send.give, async () => null, leaving.signal);
    leaving.abort(new Error("left"));
    await expect(asking).rejects.toThrow(/left|abort/i);
  });
});
