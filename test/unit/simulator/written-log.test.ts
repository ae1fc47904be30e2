import { expect, test } from "vitest";
import { WrittenLog } from "../../../src/simulator/written-log.ts";

const texts = ({ lines }: WrittenLog) => lines.map(({ line }) => line);

test("a line that was cut has not ended until the next one goes on in it", () => {
  const log = new WrittenLog();
  for (const line of ["one", "zwölf", "three"]) log.append({ at: 1, line });
  log.cut(Buffer.byteLength("one\nzwö") - 1);
  expect([texts(log), log.text.toString()]).toEqual([["one"], "one\nzw"]);
  log.append({ at: 2, line: "ei" });
  expect([texts(log), log.text.toString()]).toEqual([["one", "zwei"], "one\nzwei\n"]);
});

test("a record that does not fit is dropped whole", () => {
  const log = new WrittenLog();
  for (const item of ["a", "b"]) log.append({ at: 1, line: { item } });
  log.cut(20);
  expect([texts(log), log.text.toString()]).toEqual([[{ item: "a" }], '{"item":"a"}\n']);
});

test("the list is the same one while the log only grows", () => {
  const log = new WrittenLog();
  const { lines } = log;
  log.append({ at: 1, line: "a" });
  expect(log.lines).toBe(lines);
  log.cut(0);
  expect(log.lines).not.toBe(lines);
});
