interface Dated {
  readonly createdAt: number;
}

/** Merges two lists that are each ordered by creation, taking no more from either than is asked for. */
export function* mergeByTime<T extends Dated>(
  left: Iterator<T>,
  right: Iterator<T>,
  order: "newest" | "oldest",
): Generator<T> {
  let [a, b] = [left.next(), right.next()];
  while (!a.done || !b.done) {
    if (b.done || (!a.done && comesFirst(a.value, b.value, order))) {
      if (!a.done) yield a.value;
      a = left.next();
    } else {
      yield b.value;
      b = right.next();
    }
  }
}

function comesFirst(a: Dated, b: Dated, order: "newest" | "oldest"): boolean {
  return order === "newest" ? a.createdAt >= b.createdAt : a.createdAt <= b.createdAt;
}
