// npm run test:cloud: the contract, command-line clients and the journeys against a real Keystone, Glance and Swift on this machine. Needs root on Debian 12.
import { readFileSync } from 'node:fs'

import { ensureChromium } from './ensure-chromium.mjs'
import { ensureInstalled } from './install.mjs'
import { inProject, nodeBinary } from './project.mjs'
import { runStep } from './steps.mjs'
import { runPlaywright, runVitest, testRun } from './test-run.mjs'
import { ensureBuilt } from './web-build.mjs'

/** @type {'untouched' | 'ours' | 'found up'} */
let cloud = 'untouched'

await testRun(
  async () => {
    await ensureInstalled()
    const node = nodeBinary()
    await ensureChromium()
    await ensureBuilt()
    cloud = 'ours'
    const said = await runStep({ title: 'cloud up', command: [node, 'e2e/real-cloud/up.ts'], limitSeconds: 600 })
    if (said.includes('already up')) cloud = 'found up'
    await runStep({ title: 'cloud seed', command: [node, 'e2e/real-cloud/seed.ts'], limitSeconds: 300 })
    const description = inProject('.cache', 'contract-cloud.json')
    await runStep({
      title: 'cloud description',
      command: [node, 'e2e/real-cloud/contract-file.ts', description],
      limitSeconds: 30,
    })
    await runVitest({
      title: 'contract on the cloud',
      command: ['vitest', 'run', '--project', 'contract', 'openstack/'],
      env: { CONTRACT_CLOUD: description },
      limitSeconds: 1500,
    })
    await runVitest({
      title: 'command-line clients',
      command: ['vitest', 'run', '--config', 'e2e/clients.config.ts'],
      limitSeconds: 1500,
    })
    await runPlaywright({
      title: 'journeys on the cloud',
      command: ['playwright', 'test', '--config', 'e2e/cloud.config.ts'],
      limitSeconds: 1500,
    })
    console.log(readFileSync(inProject('.cache', 'cloud-journeys', 'ten-thousand-images.txt'), 'utf8').trimEnd())
  },
  async (failed) => {
    if (failed && cloud !== 'untouched') {
      const logs = { title: 'cloud logs', command: [nodeBinary(), 'e2e/real-cloud/logs.ts'], limitSeconds: 30 }
      console.log(await runStep(logs))
    }
    // Somebody else's running cloud is left running.
    if (cloud === 'ours') {
      await runStep({ title: 'cloud down', command: [nodeBinary(), 'e2e/real-cloud/down.ts'], limitSeconds: 120 })
    }
  },
)
