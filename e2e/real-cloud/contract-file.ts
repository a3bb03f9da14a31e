/** `node e2e/real-cloud/contract-file.ts FILE`: describes the cloud for the contract suite, which is told of FILE. */
import { writeFileSync } from 'node:fs'
import { CREDENTIALS } from './accounts.ts'
import type { Account } from './accounts.ts'
import { readCloud } from './description.ts'
import type { CloudDescription } from './description.ts'
import { IMAGE_LIMITS } from './glance.ts'
import { runTool } from './tool.ts'

function accountIn({ projects }: CloudDescription, { username, password, grants: [grant] }: Account) {
  if (!grant) throw new Error(`${username} has no project`)
  return { username, password, projectId: projects[grant.project] }
}

await runTool(async (settings, say) => {
  const file = process.argv[2]
  if (file === undefined) throw new Error('name the file to write')
  const cloud = readCloud(settings)
  if (!cloud) throw new Error(`there is no cloud in ${settings.stateDir}: bring it up first`)
  const { authUrl, imageUrl, unmeteredImageUrl, objectStoreUrl, credential } = cloud
  const { admin, producer, consumer, observer, capped, stranger } = CREDENTIALS
  const accounts = Object.entries({ admin, producer, consumer, observer, capped, stranger })
  const description = {
    authUrl,
    imageUrl: unmeteredImageUrl,
    meteredImageUrl: imageUrl,
    objectStoreUrl,
    accounts: Object.fromEntries(accounts.map(([name, account]) => [name, accountIn(cloud, account)])),
    credential,
    limits: IMAGE_LIMITS,
  }
  // Passwords: for our eyes only.
  writeFileSync(file, JSON.stringify(description), { mode: 0o600 })
  say(`described in ${file}`)
})
