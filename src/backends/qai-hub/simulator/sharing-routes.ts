import type { Route, World } from "../../../simulator/contract.ts";
import { SharedAccessChangeSchema, SharedAccessSchema } from "../proto/public_api_pb.js";
import type { Access } from "./access.ts";
import type { Datasets } from "./datasets.ts";
import { type Call, changed, type Door } from "./door.ts";
import { InvalidField } from "./errors.ts";
import { ownerOf } from "./job-request.ts";
import { reply } from "./message.ts";
import type { Models } from "./models.ts";
import type { Person } from "./people.ts";
import type { Sharing } from "./sharing.ts";
import type { WireDocument } from "./wire-document.ts";

/** Parts of the service that sharing uses. */
interface SharingParts {
  readonly world: World;
  readonly models: Models;
  readonly datasets: Datasets;
  readonly access: Access;
  readonly sharing: Sharing;
}

/** The same three calls for jobs, models and datasets. */
export function sharingRoutes({ route }: Door, parts: SharingParts): readonly Route[] {
  const { world, models, datasets, access, sharing } = parts;
  const finders: Readonly<Record<string, (call: Call) => { id: string; owner: Person }>> = {
    jobs: (call) => {
      const job = access.job(call);
      return { id: job.id, owner: ownerOf(job) };
    },
    models: (call) => access.asset(call, models.find(call.param("id"))),
    datasets: (call) => access.asset(call, datasets.find(call.param("id"))),
  };
  return Object.entries(finders).flatMap(([sort, find]) => {
    const path = `/${sort}/{id}/shared_access/`;
    const findOwn = (call: Call) => {
      const found = find(call);
      access.requireCreator(call, found.owner);
      return found.id;
    };
    return [
      route("GET", path, (call) =>
        reply(SharedAccessSchema, { email: [...sharing.emailsOf(find(call).id)] }),
      ),
      route("PATCH", path, (call) => {
        const id = findOwn(call);
        const body = call.read(SharedAccessChangeSchema);
        sharing.change(id, readEmails(body, "add_email"), readEmails(body, "remove_email"));
        return changed(world, id);
      }),
      route("DELETE", path, (call) => {
        const id = findOwn(call);
        sharing.disable(id);
        return changed(world, id);
      }),
    ];
  });
}

function readEmails(body: WireDocument, name: string): readonly string[] {
  const emails = Array.isArray(body[name]) ? body[name].map(String) : [];
  const wrong = emails.find((email) => !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email));
  if (wrong !== undefined) throw new InvalidField(name, `Enter a valid email address: ${wrong}`);
  return emails;
}
