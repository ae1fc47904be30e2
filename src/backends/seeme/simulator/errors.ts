import type { VendorResponse } from "../../../simulator/contract.ts";

/** An error as the service is assumed to write it; its client reads the status only. */
export function refusal(status: number, message: string): VendorResponse {
  return { status, json: { message, severity: "error" } };
}

/** No credentials, wrong ones, or a header form that is not accepted. */
export function unauthorized(): VendorResponse {
  return refusal(401, "unauthorized");
}
