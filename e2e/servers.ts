/** The servers that the journeys run against, each with demo clouds of its own. */
import { demoServer } from '#tools/demo-server.mjs'

/** First of the ports; two checkouts of the project are tested beside each other on ports of their own. */
const FIRST_PORT = Number(process.env['E2E_PORT'] ?? 4290)

/** Shared by all journeys that leave the clouds as they are. */
export const calm = demoServer({ port: FIRST_PORT, controlPort: FIRST_PORT + 1 })

/** For journeys that make and change images: whoever counts those of an account elsewhere is not disturbed. */
export const busy = demoServer({ port: FIRST_PORT + 2 })

/** Below a path, as behind a gateway that several applications share. */
export const BASE_PATH = '/images-ui'
const atRoot = demoServer({ port: FIRST_PORT + 3 })
export const belowPath = {
  ...atRoot,
  env: { ...atRoot.env, BASE_PATH },
  url: `${atRoot.url}${BASE_PATH}`,
}

/** A dashboard that can be restarted while its clouds, in a process of their own, stay as they are. */
export const APART_PORT = FIRST_PORT + 4
export const APART_CONTROL_PORT = FIRST_PORT + 5

/** Where the control of a server's demo clouds listens. */
export const controlUrl = ({ env }: Pick<typeof calm, 'env'>) => `http://127.0.0.1:${env['FAKE_CLOUD_CONTROL_PORT']}`

/** For journeys that plant faults or end every session: each worker has one of its own. */
export const faultyServer = (worker: number) =>
  demoServer({ port: FIRST_PORT + 6 + 2 * worker, controlPort: FIRST_PORT + 7 + 2 * worker })
