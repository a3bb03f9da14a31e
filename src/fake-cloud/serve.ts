/**
 * `npm run demo:clouds [-- --images N --port N]`: the demo clouds alone, without a dashboard, for command-line clients. Prints one
 * line of JSON, `{"demo-openstack": {"identity", "image", "objectStore"}, …}`: URLs of the identity service and, in the
 * first region, of the others as clients find them in the catalog. Runs until it is stopped. With `--port` the clouds listen there and
 * on the ports after it, so that clients find them again after a restart. `FAKE_CLOUD_CONTROL_PORT` opens the
 * control for tests.
 */
import { parseArgs } from 'node:util'

import { DEMO_CLOUD_NAMES } from './clouds.ts'
import { servicePaths } from './core/cloud.ts'
import { startFakeCloud } from './node.ts'

const { values } = parseArgs({ options: { images: { type: 'string', default: '0' }, port: { type: 'string' } } })
const images = Number(values.images)
if (!Number.isSafeInteger(images) || images < 0) throw new Error('--images must be a whole number, such as 10000')

const first = values.port === undefined ? undefined : Number(values.port)
const ports = first === undefined ? {} : Object.fromEntries(DEMO_CLOUD_NAMES.map((name, at) => [name, first + at]))
const controlPort = process.env['FAKE_CLOUD_CONTROL_PORT']
const fake = await startFakeCloud({ images, ports, ...(controlPort && { controlPort: Number(controlPort) }) })
const addresses = DEMO_CLOUD_NAMES.map((name) => {
  const { baseUrl, flavour, regions } = fake.cloud(name)
  const [region = ''] = regions.keys()
  const services = {
    identity: `${baseUrl}${servicePaths.identity}/${flavour === 'rackspace' ? 'v2.0' : 'v3'}`,
    image: `${baseUrl}${servicePaths.image(region)}`,
    objectStore: `${baseUrl}${servicePaths.objectStore(region)}`,
  }
  return [name, services] as const
})
process.stdout.write(`${JSON.stringify(Object.fromEntries(addresses))}\n`)
