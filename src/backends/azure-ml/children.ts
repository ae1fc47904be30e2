import { malformed, type Service } from "./service.ts";
import { parseDataPage, parseRun, type RunReading } from "./wire/run.ts";

/** Most pages of children that are read; a sweep has thousands of trials at most. */
const mostPages = 100;

/** Runs below a run: the steps of a pipeline, the trials of a sweep. In the order of run history. */
export async function readChildren(
  service: Service,
  operation: string,
  nativeId: string,
  signal: AbortSignal,
): Promise<RunReading[]> {
  const path = ["runs", nativeId, "children"];
  const children: RunReading[] = [];
  let query: Readonly<Record<string, string>> = {};
  for (let page = 0; page < mostPages; page++) {
    const answer = await service.data({ operation, service: "history", path, query }, signal);
    const found = parseDataPage(answer);
    if (found === null) throw malformed(service.backend, operation, "an answer without a list");
    children.push(...found.values.flatMap((value) => parseRun(value) ?? []));
    if (found.continuationToken === null) break;
    query = { $continuationtoken: found.continuationToken };
  }
  return children;
}
