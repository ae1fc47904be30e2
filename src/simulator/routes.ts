interface Addressed {
  readonly method: string;
  readonly path: string;
}

export interface MatchedRoute<R> {
  readonly route: R;
  /** Decoded parts of the path. */
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the first route for a method and a path as sent; null when there is none. */
export type Router<R> = (method: string, path: string) => MatchedRoute<R> | null;

/** Builds a router. In a pattern `{name}` is part of a segment and `{name*}` any text; all else is literal. */
export function createRouter<R extends Addressed>(routes: readonly R[]): Router<R> {
  const compiled = routes.map((route) => ({ route, ...compile(route.path) }));
  return (method, path) => {
    for (const { route, pattern, names } of compiled) {
      const found = route.method === method && pattern.exec(path);
      if (!found) continue;
      const params = Object.fromEntries(names.map((name, at) => [name, decode(found[at + 1] ?? "")]));
      return { route, params };
    }
    return null;
  };
}

function compile(path: string): { pattern: RegExp; names: string[] } {
  const names: string[] = [];
  const parts = path.split(/(\{\w+\*?\})/).map((part) => {
    const placeholder = /^\{(\w+)(\*?)\}$/.exec(part);
    if (!placeholder) return RegExp.escape(part);
    names.push(placeholder[1] ?? "");
    return placeholder[2] === "*" ? "(.*)" : "([^/]+)";
  });
  return { pattern: new RegExp(`^${parts.join("")}$`, "s"), names };
}

/** Malformed percent-encoding stays as it was sent: the vendor then does not know the id. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
