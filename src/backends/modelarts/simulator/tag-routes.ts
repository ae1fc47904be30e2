import type { Route, World } from "../../../simulator/contract.ts";
import { type Door, parseBody } from "./door.ts";
import { tagsOf } from "./job-document.ts";
import { createNewestPages } from "./newest-page.ts";
import { json, type Project } from "./project.ts";
import { addTags, countResources, filterResources, projectTags, removeTags } from "./tags.ts";

const P = "/v2/{project}/modelarts-training-job";

/** The operations on tags of jobs. */
export function tagRoutes(world: World, { service }: Door, { jobOf }: Project): readonly Route[] {
  const newest = createNewestPages(world.jobs);
  return [
    service("GET", `${P}/tags`, ({ search }) => json(200, projectTags(world, search))),
    service("POST", `${P}/resource-instances/filter`, (request) =>
      json(200, filterResources(world, newest, parseBody(request), request.search)),
    ),
    service("POST", `${P}/resource-instances/count`, (request) =>
      json(200, countResources(world, parseBody(request))),
    ),
    service("GET", `${P}/{id}/tags`, (request) => json(200, { tags: tagsOf(jobOf(request)) })),
    service("POST", `${P}/{id}/tags/create`, (request) => {
      addTags(world, jobOf(request), parseBody(request));
      return { status: 204 };
    }),
    service("DELETE", `${P}/{id}/tags/delete`, (request) => {
      removeTags(world, jobOf(request), parseBody(request));
      return { status: 204 };
    }),
  ];
}
