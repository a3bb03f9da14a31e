/** `node e2e/real-cloud/up.ts [--images N]`: brings the real cloud up, or finds it up. */
import { parseArgs } from 'node:util'
import { runTool } from './tool.ts'
import { startRealCloud } from './real-cloud.ts'

await runTool(async (settings, say) => {
  const { values } = parseArgs({ options: { images: { type: 'string' } } })
  const images = values.images === undefined ? {} : { images: Number(values.images) }
  const cloud = await startRealCloud({ settings, say, ...images })
  say(`up: ${cloud.authUrl}, ${cloud.imageUrl}, ${cloud.objectStoreUrl}`)
  say(`OS_CLIENT_CONFIG_FILE=${cloud.cloudsYaml}`)
})
