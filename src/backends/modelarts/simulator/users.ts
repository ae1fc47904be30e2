import { hash32 } from "../../../simulator/random.ts";

/** People of the simulated account; the first one owns the credentials. */
export const USERS = ["demo-user", "li.wei", "maria.garcia", "a.schmidt", "priya.nair"] as const;

/** The identity service's id of a user: 32 hexadecimal digits. Documents carry only the name. */
export function userIdOf(name: string): string {
  return ["a", "b", "c", "d"]
    .map((part) => hash32("user", name, part).toString(16).padStart(8, "0"))
    .join("");
}
