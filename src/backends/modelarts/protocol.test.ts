import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import type { BackendErrorKind } from "../../domain/error.ts";
import type { VendorResponse } from "../../http/contract.ts";
import errors from "./fixtures/errors.json" with { type: "json" };
import { readFault } from "./protocol.ts";

function answer(status: number, body: unknown, headers: Record<string, string> = {}): VendorResponse {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return { status, headers: new Headers(headers), body: Buffer.from(text), json: () => JSON.parse(text) };
}

describe("errors", () => {
  // Absent: the status says it.
  const kinds: Readonly<Record<string, BackendErrorKind>> = {
    "ModelArts.2755": "NOT_FOUND",
    "ModelArts.2775": "NOT_FOUND",
    "ModelArts.2751": "CONFLICT",
    "ModelArts.2796": "FAILED_PRECONDITION",
    "ModelArts.2786": "FORBIDDEN",
  };

  test.each(errors)("$when", ({ status, body }) => {
    const fault = readFault(answer(status, body, { "x-request-id": "r-1" }));
    const inner = body.error ?? { code: body.error_code, message: body.error_msg };
    expect(fault).toEqual({
      ...(kinds[body.error_code ?? ""] && { kind: kinds[body.error_code ?? ""] }),
      message: inner.message,
      nativeCode: String(inner.code),
      solution: body.error_solution ?? null,
      requestId: "r-1",
    });
    covers("S1-258..261", "S1-313", "S1-314");
  });

  test("the gateway's request id is in its body when the header is missing", () => {
    const body = { error_msg: "x", error_code: "APIG.0301", request_id: "r-2" };
    expect(readFault(answer(401, body)).requestId).toBe("r-2");
    expect(readFault(answer(401, { error: { code: 401 } }, { "x-iam-trace-id": "r-3" })).requestId).toBe(
      "r-3",
    );
  });

  test("that quote what was asked for are masked as documents are", () => {
    const error_msg = "Bad OBS path obs://bucket/x?AccessToken=pass-123&v=1.";
    expect(readFault(answer(400, { error_msg, error_code: "ModelArts.2791" })).message).toBe(
      "Bad OBS path obs://bucket/x?AccessToken=***&v=1.",
    );
  });

  test("a 404 does not make a job disappear unless its code says so", () => {
    const body = (error_code: string) => ({ error_code, error_msg: "x" });
    expect(readFault(answer(404, body("ModelArts.2836"))).kind).toBe("UNSUPPORTED");
    expect(readFault(answer(404, "<html>nothing here</html>")).kind).toBe("UNSUPPORTED");
    expect(readFault(answer(404, body("APIGW.0101"))).kind).toBe("UNSUPPORTED");
    expect(readFault(answer(404, body("ModelArts.2775"))).kind).toBe("NOT_FOUND");
    covers("S1-313");
  });

  test("only a status that changed meanwhile is tried again against its own status", () => {
    const body = (error_code: string) => ({ error_code, error_msg: "x" });
    expect(readFault(answer(409, body("ModelArts.2878"))).retryable).toBe(true);
    expect(readFault(answer(401, body("APIGW.0301"))).retryable).toBeUndefined();
  });

  test("a refused token that comes with 403 counts as not authenticated", () => {
    expect(readFault(answer(403, { error_code: "ModelArts.2784", error_msg: "x" })).kind).toBe(
      "UNAUTHENTICATED",
    );
  });

  test.each(["", "null", "[]", "{", '{"error":7}', '"text"'])(
    "the body %j leaves it to the status",
    (body) => {
      expect(readFault(answer(500, body))).toEqual({
        message: null,
        nativeCode: null,
        solution: null,
        requestId: null,
      });
    },
  );
});
