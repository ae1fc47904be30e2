import type { Problem, SharingChange } from "../../domain/command.ts";
import type { SharingCommand } from "./contract.ts";
import { problem } from "./problems.ts";

/** One `@` with something on both sides, a dot behind it, no white space; at most 254 characters, as mail allows. */
const emailForm = /^(?=.{3,254}$)[^\s@]+@[^\s@]+\.[^\s@]+$/;
const mostEmails = 100;

/** The change that a command asks for. */
export function toSharing({ addEmails, removeEmails }: SharingCommand): SharingChange {
  return { kind: "modify", add: addEmails ?? [], remove: removeEmails ?? [] };
}

/** What is wrong with the addresses. */
export function sharingProblems({ addEmails, removeEmails }: SharingCommand): Problem[] {
  const lists = { addEmails: addEmails ?? [], removeEmails: removeEmails ?? [] };
  if (lists.addEmails.length + lists.removeEmails.length === 0) {
    const expected = "addresses to add or to remove";
    return [problem("INVALID", `got none, expected ${expected}`, null, expected)];
  }
  const added = new Set(lists.addEmails);
  return Object.entries(lists).flatMap(([field, emails]) => {
    if (emails.length > mostEmails) {
      const expected = `at most ${mostEmails} addresses`;
      return [problem("INVALID", `${field}: got ${emails.length}, expected ${expected}`, [field], expected)];
    }
    return emails.flatMap((email, index) => {
      const expected = expectationOf(email, field === "removeEmails" && added.has(email));
      if (expected === null) return [];
      const path = [field, String(index)];
      return [
        problem(
          "INVALID",
          `${path.join(".")}: got ${JSON.stringify(email)}, expected ${expected}`,
          path,
          expected,
        ),
      ];
    });
  });
}

function expectationOf(email: string, isAddedToo: boolean): string | null {
  if (!emailForm.test(email)) return "an e-mail address";
  return isAddedToo ? "an address that is not to be added too" : null;
}
