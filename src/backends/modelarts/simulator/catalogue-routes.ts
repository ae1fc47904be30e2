import type { Route, World } from "../../../simulator/contract.ts";
import { findAlgorithm } from "./algorithms.ts";
import { isAssumed } from "./assumptions.ts";
import { searchAlgorithms } from "./auto-search.ts";
import { algorithmPage, eventCategories, experimentPage, flavorPage } from "./catalogue-pages.ts";
import type { Door } from "./door.ts";
import { engines } from "./engines.ts";
import { ServiceError } from "./errors.ts";
import { JOB_QUOTA } from "./job-commands.ts";
import { json } from "./project.ts";

const P = "/v2/{project}";

/** The operations on what jobs are made of: flavors, engines, algorithms, quotas. */
export function catalogueRoutes(world: World, { service }: Door): readonly Route[] {
  const searchPage = {
    search_algo_count: searchAlgorithms.length,
    search_algo_list: searchAlgorithms,
  };
  return [
    service("GET", `${P}/training-job-flavors`, ({ search }) => json(200, flavorPage(search))),
    service("GET", `${P}/training-job-engines`, () => json(200, { total: engines.length, items: engines })),
    service("GET", `${P}/algorithms`, ({ search }) =>
      json(200, algorithmPage(search, isAssumed(world, "algorithmOffsetUnit", "item"))),
    ),
    service("GET", `${P}/algorithms/{id}`, ({ params }) => {
      const algorithm = findAlgorithm(params.id ?? "");
      if (!algorithm) throw new ServiceError("2755");
      return json(200, algorithm);
    }),
    service("GET", `${P}/search-algorithms`, () => json(200, searchPage)),
    service("GET", `${P}/training-event-categories`, () => json(200, eventCategories())),
    service("GET", `${P}/training-experiments`, ({ search }) =>
      json(200, experimentPage(search, isAssumed(world, "offsetUnit", "item"))),
    ),
    service("GET", `${P}/training-quotas`, ({ search }) => {
      const resource = search.get("resource") || "job-num";
      if (resource !== "job-num") throw new ServiceError("2788", "resource");
      const quotas = [{ resource, quota: JOB_QUOTA, used: world.jobs.count() }];
      return json(200, { quotas });
    }),
  ];
}
