import type { SimulatorDefinition } from "./contract.ts";
import { controlOperations } from "./control.ts";
import { serveControl } from "./control-server.ts";
import { Simulation, type SimulationSettings } from "./simulation.ts";
import { Vendor } from "./vendor.ts";
import { serveVendor } from "./vendor-server.ts";

export interface SimulatorSettings extends SimulationSettings {
  readonly definitions: readonly SimulatorDefinition[];
  /** Of the control port, the vendors' at their offsets from it; 0 (default) takes free ports for all. */
  readonly port?: number;
  /** Serves the vendors over https, with a certificate made for this start; the control port stays on http. */
  readonly tls?: boolean;
  /** Stops the simulators when it aborts. */
  readonly signal?: AbortSignal;
}

/** A vendor as its users need to know it; one line of standard output of the command. */
export interface SimulatedVendor {
  readonly kind: string;
  readonly url: string;
  /** Address of the control port. */
  readonly control: string;
  readonly credentials: Readonly<Record<string, string>>;
  /** An entry of `backends:` in `jobgraph.yaml`. */
  readonly config: Readonly<Record<string, unknown>>;
  /** File with the certificate to trust, removed when the simulators stop. Absent: the vendor is served over http. */
  readonly ca?: string;
}

/** Simulators that accept connections; disposing closes all ports and ends all timers. */
export interface Simulators extends AsyncDisposable {
  readonly control: string;
  readonly vendors: readonly SimulatedVendor[];
}

/** Opens the control port and one port for each vendor, all on the loopback address. Rejects when a port is taken. */
export async function startSimulators(settings: SimulatorSettings): Promise<Simulators> {
  const { definitions, port = 0, tls = false, signal } = settings;
  signal?.throwIfAborted();
  await using opened = new AsyncDisposableStack();

  // Loaded only when it is asked for: most starts need no certificate and not the library that signs it.
  const certificate = tls ? opened.use(await (await import("./certificate.ts")).makeCertificate()) : null;
  // Vendors write their own address into documents, so the ports come first; an early request waits.
  const ready = Promise.withResolvers<Simulation>();
  const servers: { definition: SimulatorDefinition; origin: string }[] = [];
  for (const [at, definition] of definitions.entries()) {
    const vendorPort = port === 0 ? 0 : port + definition.portOffset;
    const vendor = async () => vendorAt(await ready.promise, at);
    const { origin } = opened.use(await serveVendor(vendor, vendorPort, certificate));
    servers.push({ definition, origin });
  }
  const simulation = new Simulation(
    settings,
    servers.map(
      ({ definition, origin }) =>
        (start) =>
          new Vendor(definition, origin, start),
    ),
  );
  ready.resolve(simulation);
  opened.defer(() => simulation.stop());
  const control = opened.use(await serveControl(controlOperations(simulation), port)).origin;

  const vendors = servers.map(({ definition, origin }) => {
    const { kind, credentials } = definition;
    const { url, config } = definition.endpoint(origin);
    const vendor = { kind, url, control, credentials, config };
    return certificate ? { ...vendor, ca: certificate.path } : vendor;
  });
  const kept = opened.move();
  const stop = () => kept.disposeAsync();
  signal?.addEventListener("abort", () => void stop(), { once: true });
  return { control, vendors, [Symbol.asyncDispose]: stop };
}

function vendorAt(simulation: Simulation, at: number): Vendor {
  const vendor = simulation.vendors[at];
  if (!vendor) throw new Error(`no vendor ${at}`);
  return vendor;
}
