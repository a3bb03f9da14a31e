import { inProject } from '#tools/project.mjs'

/** What the dashboard's server wrote while the journeys ran. */
export const SERVER_LOG = inProject('.cache/cloud-journeys/server.log')
