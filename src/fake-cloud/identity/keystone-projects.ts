/** Projects, as members and administrators see them. Source: api §2.2 "Projects". */
import type { FakeCloud } from '#fake-cloud/core/cloud.ts'
import type { ProjectRow } from '#fake-cloud/core/db.ts'
import { Refusal } from '#fake-cloud/core/refusal.ts'
import type { Handle } from '#fake-cloud/core/router.ts'

import { callerToken, notAuthorized, urlOf } from './keystone-caller.ts'
import { projectById, projectsOf } from './tokens.ts'

const DOMAIN_ID = 'default'

const entityOf = (cloud: FakeCloud, project: ProjectRow) => ({
  id: project.id,
  name: project.name,
  domain_id: DOMAIN_ID,
  description: project.description,
  enabled: project.enabled,
  parent_id: DOMAIN_ID,
  is_domain: false,
  tags: [],
  options: {},
  links: { self: `${urlOf(cloud)}/projects/${project.id}` },
})

const collection = (cloud: FakeCloud, projects: readonly ProjectRow[], path: string) =>
  Response.json({
    projects: projects.map((project) => entityOf(cloud, project)),
    links: { next: null, self: `${urlOf(cloud)}${path}`, previous: null },
  })

/** `GET /v3/auth/projects`: those that the caller's user has a role in. */
export const listOwnProjects: Handle = (exchange) =>
  collection(exchange.cloud, projectsOf(exchange.cloud, callerToken(exchange).userId), '/auth/projects')

/** `GET /v3/projects/{id}`: nobody but an administrator learns which projects there are beside the token's own. */
export const showProject: Handle = (exchange) => {
  const { cloud, params } = exchange
  const { roles, projectId } = callerToken(exchange)
  const id = params['projectId'] ?? ''
  if (!roles.includes('admin') && id !== projectId) throw notAuthorized('get_project')
  const project = projectById(cloud, id)
  if (!project) throw new Refusal(404, `Could not find project: ${id}.`)
  return Response.json({ project: entityOf(cloud, project) })
}

/** `GET /v3/projects`, by `name` if one is given: for administrators. */
export const listProjects: Handle = (exchange) => {
  const { cloud, url } = exchange
  if (!callerToken(exchange).roles.includes('admin')) throw notAuthorized('list_projects')
  const name = url.searchParams.get('name')
  const found = cloud.identity.projects.filter((project) => name === null || project.name === name)
  return collection(cloud, found, `/projects${url.search}`)
}
