/** Starts the demo clouds for the whole run, finds the real one, and tells the sessions where both are. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

import type { TestProject } from 'vitest/node'
import * as z from 'zod'

import { inProject, nodeBinary } from '#tools/project.mjs'

import { readCloud } from '../real-cloud/description.ts'
import { signIn } from '../real-cloud/identity.ts'
import { settingsFrom } from '../real-cloud/settings.ts'
import { Address, type CloudForClients, passwordOf, type User } from './clouds.ts'

const Addresses = z.object({ 'demo-openstack': Address })

async function idsOf({ identity }: Address, user: User): Promise<{ user: string; project: string }> {
  const { userId, projectId } = await signIn(
    identity,
    { username: user, password: passwordOf(user) },
    { project: user },
  )
  if (projectId === undefined) throw new Error(`${user} got a token without a project`)
  return { user: userId, project: projectId }
}

const described = async (address: Address): Promise<CloudForClients> => ({
  address,
  ids: { producer: await idsOf(address, 'producer'), consumer: await idsOf(address, 'consumer') },
})

export default async function startFake({ provide }: TestProject): Promise<() => Promise<void>> {
  const real = readCloud(settingsFrom(process.env))
  if (!real) throw new Error('There is no real cloud: run "node e2e/real-cloud/up.ts" first.')
  const server = spawn(nodeBinary(), ['src/fake-cloud/serve.ts'], {
    cwd: inProject(),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(server, 'exit')
  const line = await Promise.race([
    once(createInterface(server.stdout), 'line').then(String),
    ended.then(() => Promise.reject(new Error('The demo clouds did not start.'))),
  ])
  provide('clouds', {
    fake: await described(Addresses.parse(JSON.parse(line))['demo-openstack']),
    real: await described({ identity: real.authUrl, image: real.imageUrl, objectStore: real.objectStoreUrl }),
  })
  return async () => {
    server.kill()
    await ended
  }
}
