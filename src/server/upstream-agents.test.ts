import { expect, test } from 'vitest'
import { ConfigError } from './config.ts'
import { openstackProfile } from './testing/keystone.ts'
import { createAgents, UPSTREAM_TIMEOUTS } from './upstream-agents.ts'

test.each([
  ['caFile', 'cacert'],
  ['certFile', 'cert'],
  ['keyFile', 'key'],
])('a missing %s stops the start with the cloud, the key and the file', (property, key) => {
  const cloud = openstackProfile('https://keystone.example.com', { tls: { verify: true, [property]: '/nowhere.pem' } })
  const create = () => createAgents([cloud], UPSTREAM_TIMEOUTS)
  expect(create).toThrow(ConfigError)
  expect(create).toThrow(`clouds.lab.${key} names /nowhere.pem, which cannot be read`)
})
