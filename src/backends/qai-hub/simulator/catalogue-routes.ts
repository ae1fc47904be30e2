import type { Route } from "../../../simulator/contract.ts";
import {
  DeviceListSchema,
  FrameworkListSchema,
  ServiceStatusSchema,
  UserSchema,
} from "../proto/public_api_pb.js";
import { findDevices, selectDevice } from "./devices.ts";
import type { Door } from "./door.ts";
import { FRAMEWORKS } from "./frameworks.ts";
import { reply } from "./message.ts";
import { toUser } from "./people.ts";

/** Devices, versions of the tool chain, and who the caller is. */
export function catalogueRoutes({ route }: Door): readonly Route[] {
  return [
    route("GET", "/devices/", ({ search }) => {
      const text = (name: string) => search.get(name) ?? "";
      const wish = { name: text("name"), os: text("os"), attributes: search.getAll("attributes") };
      const selected = selectDevice(wish);
      const picked = selected ? [selected] : [];
      const devices = text("select").toLowerCase() === "true" ? picked : findDevices(wish);
      return reply(DeviceListSchema, { devices: [...devices], total_query_count: String(devices.length) });
    }),
    route("GET", "/frameworks/", () => {
      const total_query_count = String(FRAMEWORKS.length);
      return reply(FrameworkListSchema, { frameworks: [...FRAMEWORKS], total_query_count });
    }),
    route("GET", "/users/auth/user/", ({ reader }) =>
      reply(UserSchema, { ...toUser(reader), default_project_id: reader.projectId }),
    ),
    route("GET", "/status/", () => reply(ServiceStatusSchema, {})),
  ];
}
