import { z } from "zod";
import { type SimulatorSettings, type Simulators, startSimulators } from "../../../src/simulator/start.ts";
import { createToyVendor, type ToyVendor } from "./toy-vendor.ts";

const toyJob = z.object({
  id: z.string(),
  createdAt: z.number(),
  status: z.string(),
  message: z.string().nullable(),
  history: z.array(z.object({ native: z.string(), at: z.number() })),
});

/** What the toy vendor says of a job. */
export type ToyJob = z.infer<typeof toyJob>;

/** Running simulators with one toy vendor and short ways to call both ports. */
export interface ToySimulators extends Simulators {
  readonly vendor: ToyVendor;
  readonly control: string;
  /** Sends `"POST /clock"` with a body to the control port and answers what came back, whatever the status. */
  readonly call: (call: string, body?: unknown) => Promise<{ status: number; body: unknown }>;
  /** Makes one job through the control port and answers its id. */
  readonly make: (draft: Record<string, unknown>) => Promise<string>;
  readonly get: (path: string) => Promise<Response>;
  readonly job: (id: string) => Promise<ToyJob>;
  readonly page: (offset?: number) => Promise<ToyJob[]>;
}

/** Starts the toy vendor on free ports. */
export async function startToy(settings: Partial<SimulatorSettings> = {}): Promise<ToySimulators> {
  const vendor = createToyVendor();
  const simulators = await startSimulators({
    definitions: [vendor],
    jobs: 40,
    speed: 1,
    seed: 1,
    ...settings,
  });
  const url = simulators.vendors[0]?.url ?? "";
  const call = async (text: string, body?: unknown) => {
    const [method = "GET", path = "/"] = text.split(" ");
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(simulators.control + path, { method, ...sent });
    const received: unknown = await answer.json();
    return { status: answer.status, body: received };
  };
  const get = (path: string) => fetch(url + path);
  return {
    ...simulators,
    vendor,
    call,
    get,
    make: async (draft) => {
      const { body } = await call("POST /jobs", { kind: "TOY", ...draft });
      return z.object({ ids: z.array(z.string()).min(1) }).parse(body).ids[0] ?? "";
    },
    job: async (id) => toyJob.parse(await (await get(`/jobs/${id}`)).json()),
    page: async (offset = 0) => z.array(toyJob).parse(await (await get(`/jobs?offset=${offset}`)).json()),
  };
}
