import { randomBytes } from "node:crypto";

/** Names of all vendors that want them to differ may have so many characters. */
const mostCharacters = 64;
const ending = /-retry-[0-9a-f]{6}$/;

/** Name for a job that is made again: the old one, with an ending that no other job has in place of an earlier such ending. */
export function newNameOf(name: string): string {
  const own = `-retry-${randomBytes(3).toString("hex")}`;
  return `${name.replace(ending, "").slice(0, mostCharacters - own.length)}${own}`;
}
