import { expect, test } from 'vitest'

import type { CloudChoice } from '#lib/contract.ts'

import { demoRequest, emptyDraft, requestOf, type SignInDraft } from './draft.ts'

const keystone: CloudChoice = {
  name: 'lab',
  label: 'Lab',
  flavour: 'openstack',
  methods: ['password', 'applicationCredential'],
}
const rackspace: CloudChoice = {
  name: 'rax',
  label: 'Rackspace',
  flavour: 'rackspace',
  methods: ['password', 'apiKey'],
}

const full: SignInDraft = {
  username: ' ada ',
  password: ' secret with spaces ',
  apiKey: ' 0f4c1a ',
  userDomain: ' engineers ',
  credentialId: ' 42 ',
  credentialSecret: ' s3cret ',
}

test('a password goes out exactly as typed, the name without stray spaces, the other methods not at all', () => {
  expect(requestOf(keystone, 'password', full)).toEqual({
    cloud: 'lab',
    method: 'password',
    username: 'ada',
    password: ' secret with spaces ',
    userDomain: 'engineers',
  })
})

test('a user domain is sent only where it was given and means something', () => {
  expect(requestOf(keystone, 'password', { ...full, userDomain: '  ' })).not.toHaveProperty('userDomain')
  expect(requestOf(rackspace, 'password', full)).not.toHaveProperty('userDomain')
})

test('an API key goes with its user, an application credential alone', () => {
  expect(requestOf(rackspace, 'apiKey', full)).toEqual({
    cloud: 'rax',
    method: 'apiKey',
    username: 'ada',
    apiKey: '0f4c1a',
  })
  expect(requestOf(keystone, 'applicationCredential', full)).toEqual({
    cloud: 'lab',
    method: 'applicationCredential',
    id: '42',
    secret: ' s3cret ',
  })
})

test('a Keystone demo account goes straight to its project', () => {
  const account = { username: 'ada', password: 'pw', role: 'producer', account: 'studio' }
  expect(demoRequest(keystone, account)).toMatchObject({ username: 'ada', password: 'pw', project: 'studio' })
  expect(demoRequest(rackspace, account)).not.toHaveProperty('project')
  expect(requestOf(keystone, 'password', emptyDraft)).not.toHaveProperty('project')
})
