/** The servers that the journeys run against, each with demo clouds of its own. */
import { demoServer } from '#tools/demo-server.mjs'

/** Shared by all journeys that leave the clouds as they are. */
export const calm = demoServer({ port: 4290, controlPort: 4291 })

/** For journeys that plant faults or end every session: one at a time, so that nobody else meets them. */
export const faulty = demoServer({ port: 4292, controlPort: 4293 })

/** Below a path, as behind a gateway that several applications share. */
export const BASE_PATH = '/images-ui'
const atRoot = demoServer({ port: 4294 })
export const belowPath = {
  ...atRoot,
  env: { ...atRoot.env, BASE_PATH },
  url: `${atRoot.url}${BASE_PATH}`,
}

/** Where the control of a server's demo clouds listens. */
export const controlUrl = ({ env }: typeof calm) => `http://127.0.0.1:${env['FAKE_CLOUD_CONTROL_PORT']}`
