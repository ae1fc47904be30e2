/**
 * The service's error codes that the simulator answers with, without the prefix `ModelArts.`:
 * status, text and solution. Source: error code table of the vendor's API reference.
 */
const TABLE = {
  "0010": [500, "Internal error.", "Try again later."],
  "0212": [401, "The token is not scoped to a project.", "Obtain a token with a project scope."],
  "2751": [400, "Duplicate training job (name {}).", "Change training job name."],
  "2755": [
    400,
    "algorithm not found.",
    "Check whether the training project information in the request is valid.",
  ],
  "2757": [400, "Invalid code directory ({}).", "Check the code directory."],
  "2758": [400, "Invalid boot file ({}).", "Check the boot file."],
  "2775": [
    400,
    "Training job (ID: {}) not found.",
    "Check whether the training job information in the request is valid.",
  ],
  "2780": [400, "Engine ({}) not found.", "Check the engine."],
  "2781": [400, "Flavor ({}) not found.", "Check the flavor."],
  "2786": [
    404,
    "The project ID ({}) in the request does not match that({}) in the token.",
    "Change the request token or change the project ID in the request.",
  ],
  "2787": [400, "The request body is not valid JSON.", "Check the request body."],
  "2788": [400, "Invalid parameter: {}.", "Check whether the parameter is valid."],
  "2789": [400, "Unsupported filter ({}).", "Check whether the filter is valid."],
  "2790": [400, "Unsupported sorting item.", "Check whether the sorting item is valid."],
  "2791": [400, "Invalid OBS path ({}).", "Check the OBS path."],
  "2793": [400, "The number of flavor instances ({}) exceeds the maximum ({}).", "Check the flavor."],
  "2796": [409, "The job cannot be terminated.", "Check whether the job status is valid."],
  "2803": [405, "Method {} not allowed.", "Check the request method."],
  "2806": [400, "A custom image needs both an image and a command.", "Check the engine and the command."],
  "2807": [400, "Unsupported condition key ({})", "Check whether the key of search is valid."],
  "2808": [400, "Unsupported condition operator ({})", "Check whether the operator of search is valid."],
  "2809": [400, "Unsupported condition value ({})", "Check whether the value of search is valid."],
  "2812": [400, "Unsupported action type:{}", "Check whether the action type is valid."],
  "2815": [400, "The number of training jobs exceeds the quota ({}).", "Delete jobs or raise the quota."],
  "2799": [429, "services too many requests", "Please try again later"],
  "2818": [400, "The log file of the task ({}) has not been generated.", "Try again later."],
  "2819": [400, "The log file of the task ({}) has been cleared.", "Export logs to OBS to keep them longer."],
  "2820": [400, "The log path of the task ({}) does not exist.", "Check whether the task is valid."],
  "2836": [404, "The requested API does not exist.", "Check the request path."],
  "2890": [404, "Resource pool ({}) not found.", "Check the resource pool."],
} as const satisfies Record<string, readonly [number, string, string]>;

export type ErrorCode = keyof typeof TABLE;

/** Thrown by an operation; the server answers it in the service's own shape. */
export class ServiceError extends Error {
  readonly status: number;
  readonly body: { readonly error_msg: string; readonly error_code: string; readonly error_solution: string };

  /** `values` fill the blanks of the code's text in order. */
  constructor(code: ErrorCode, ...values: readonly (string | number)[]) {
    const [status, text, solution] = TABLE[code];
    const left = [...values];
    const message = text.replace(/\{\}/g, () => String(left.shift() ?? ""));
    super(message);
    this.status = status;
    this.body = {
      error_msg: message,
      error_code: `ModelArts.${code}`,
      error_solution: solution,
    };
  }
}
