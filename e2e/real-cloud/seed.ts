/** `node e2e/real-cloud/seed.ts --images N [--reset]`: makes the seeded set N images (60 when not given). */
import { parseArgs } from 'node:util'
import { readCloud } from './description.ts'
import { seedImages } from './seed/seed.ts'
import { runTool } from './tool.ts'

await runTool(async (settings, say) => {
  const { values } = parseArgs({
    options: { images: { type: 'string', default: '60' }, reset: { type: 'boolean', default: false } },
  })
  const cloud = readCloud(settings)
  if (!cloud) throw new Error(`there is no cloud in ${settings.stateDir}: bring it up first`)
  say(await seedImages(settings, cloud, Number(values.images), { reset: values.reset }))
})
