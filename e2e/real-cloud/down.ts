/** `node e2e/real-cloud/down.ts [--wipe]`: stops what was brought up; `--wipe` removes all it kept. */
import { parseArgs } from 'node:util'
import { stopRealCloud } from './real-cloud.ts'
import { runTool } from './tool.ts'

await runTool(async (settings, say) => {
  const { values } = parseArgs({ options: { wipe: { type: 'boolean', default: false } } })
  await stopRealCloud(settings, values)
  say(values.wipe ? 'down, and removed' : 'down')
})
