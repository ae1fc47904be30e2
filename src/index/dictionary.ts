/** What a filter or a group sees of a code: the names it goes by, the first being the value of its group. */
export interface Entry {
  readonly keys: readonly string[];
  /** Null where the job's document says no name. */
  readonly label: string | null;
}

/** Codes from 1 for texts; 0 stands for none. A code keeps its text until the dictionary is made anew. */
export class Dictionary {
  readonly #codes = new Map<string, number>();
  readonly #entries: Entry[] = [];
  readonly #byKey = new Map<string, number[]>();
  readonly #read: (text: string) => Entry;
  /** Texts with new codes that have not been stored yet, in order of their codes. */
  unsaved: { readonly code: number; readonly text: string }[] = [];

  /** `read` tells what a text says. */
  constructor(read: (text: string) => Entry) {
    this.#read = read;
  }

  /** One more than the largest code. */
  get size(): number {
    return this.#entries.length + 1;
  }

  /** Code of a text, a new one if need be; 0 for null. */
  encode(text: string | null): number {
    if (text === null) return 0;
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    const code = this.size;
    this.load(text);
    this.unsaved.push({ code, text });
    return code;
  }

  /** Gives the next code to a text that is stored. */
  load(text: string): void {
    const code = this.size;
    const entry = this.#read(text);
    this.#codes.set(text, code);
    this.#entries.push(entry);
    for (const key of new Set(entry.keys)) {
      const codes = this.#byKey.get(key);
      if (codes) codes.push(code);
      else this.#byKey.set(key, [code]);
    }
  }

  /** Null for code 0. */
  entry(code: number): Entry | null {
    return this.#entries[code - 1] ?? null;
  }

  /** All entries, by code from 1. */
  entries(): readonly Entry[] {
    return this.#entries;
  }

  /** Codes whose entry goes by a key. */
  codesOf(key: string): readonly number[] {
    return this.#byKey.get(key) ?? [];
  }
}
