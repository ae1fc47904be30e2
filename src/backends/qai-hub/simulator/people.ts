import type { World } from "../../../simulator/contract.ts";
import { isAssumed } from "./assumptions.ts";
import type { WireDocument } from "./wire-document.ts";

/** An account of the service. */
export interface Person {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly organisation: number;
  readonly projectId: string;
  readonly token: string;
}

const ORGANISATION = 12;

/** The account of the simulator's credentials; jobs of the control port are its own. */
export const ACCOUNT: Person = {
  ...person(4711, "Dana", "Ruiz", "example.com", ORGANISATION, "p8k2n7wz0"),
  token: "d4a70c0de5imulatedtokenofnoaccount000001",
};

/** The organisation, which sees all its jobs. */
export const COLLEAGUES: readonly Person[] = [
  ACCOUNT,
  person(4715, "Lee", "Park", "example.com", ORGANISATION, "p3vx90qlm"),
  person(4722, "Kim", "Chan", "example.com", ORGANISATION, "pz61rw8ke"),
  person(4730, "Noël", "Dupré", "example.com", ORGANISATION, "p0m4j2nye"),
];

/** Everybody; the last one is of another organisation and sees what is shared. */
export const PEOPLE: readonly Person[] = [
  ...COLLEAGUES,
  person(6203, "Sam", "Okoye", "example.org", 31, "pq9d5x7rk"),
];

/** A person as others see them. */
export function toUser({ id, firstName, lastName, email, organisation }: Person): WireDocument {
  const names = { first_name: firstName, last_name: lastName };
  return { id: String(id), ...names, email, org_id: String(organisation) };
}

/** Tells whether a project is there. */
export function isProject(id: string): boolean {
  return PEOPLE.some(({ projectId }) => projectId === id);
}

/** The field that says which project a thing is in; null, which is unset, where things do not say. */
export function inProject(world: World, projectId: string): WireDocument {
  return { project_id: isAssumed(world, "projects", "default") ? projectId : null };
}

/** The account with this address; null when there is none. */
export function findPerson(email: string): Person | null {
  return PEOPLE.find((candidate) => candidate.email.toLowerCase() === email.toLowerCase()) ?? null;
}

/** Somebody of whom only the address is known. */
export function toStranger(email: string): Person {
  return { id: 0, firstName: "", lastName: "", email, organisation: 0, projectId: "", token: "" };
}

/** Tokens of the others follow their numbers, for tests of sharing. */
function person(
  id: number,
  firstName: string,
  lastName: string,
  domain: string,
  organisation: number,
  projectId: string,
): Person {
  const local = `${firstName}.${lastName}`
    .toLowerCase()
    .normalize("NFD")
    .replace(/[^a-z.]/g, "");
  const token = `simulatedtokenofperson${id}`;
  return { id, firstName, lastName, email: `${local}@${domain}`, organisation, projectId, token };
}
