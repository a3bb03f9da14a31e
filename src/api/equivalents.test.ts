import { expect, test } from 'vitest'
import { makeSession } from '#lib/testing/session.ts'
import type { CloudCall } from './acts.ts'
import { equivalentsOf } from './equivalents.ts'
import { PATCH_TYPE, type PatchOp, pointerTo } from './json-patch.ts'
import { Image } from './schemas.ts'

const session = makeSession()
const region = 'north'
const patchCall = (...body: PatchOp[]): CloudCall => ({
  region,
  method: 'PATCH',
  path: '/images/i1',
  contentType: PATCH_TYPE,
  body,
})
const image = Image.parse({
  id: 'i1',
  status: 'active',
  visibility: 'private',
  created_at: '2026-01-01T00:00:00Z',
  tags: ['old', 'kept'],
})

const cliOf = (call: CloudCall, before?: Image) => {
  const { cli } = equivalentsOf([call], session, before)
  return cli.ok ? cli.text : `refused: ${cli.reason}`
}
const add = (key: string, value: unknown): PatchOp => ({ op: 'add', path: pointerTo(key), value })
const remove = (key: string): PatchOp => ({ op: 'remove', path: pointerTo(key) })

const INTRO = 'openstack --os-region-name north image'

test('one patch may be two commands', () => {
  expect(cliOf(patchCall(add('os_distro', 'debian'), remove('note'), add('tags', ['kept', 'new one'])), image)).toBe(
    `${INTRO} unset --property note --tag old i1 &&\n${INTRO} set --property os_distro=debian --tag 'new one' i1`,
  )
})

test.each<[PatchOp, string]>([
  [add('name', 'a b'), "set --name 'a b' i1"],
  [add('name', '-x'), 'set --name=-x i1'],
  [add('protected', true), 'set --protected i1'],
  [add('protected', false), 'set --unprotected i1'],
  [add('os_hidden', true), 'set --hidden i1'],
  [add('visibility', 'community'), 'set --community i1'],
  [add('min_disk', 20), 'set --min-disk 20 i1'],
  [add('hw_cpu_cores', '4'), 'set --property hw_cpu_cores=4 i1'],
  [add('a/b~c', "it's $HOME"), String.raw`set --property 'a/b~c=it'\''s $HOME' i1`],
  [add('-dash', '1'), 'set --property=-dash=1 i1'],
  [add('note', 'one\ntwo'), String.raw`set --property $'note=one\012two' i1`],
  [remove('two words'), "unset --property 'two words' i1"],
])('%j', (step, words) => {
  expect(cliOf(patchCall(step))).toBe(`${INTRO} ${words}`)
})

test.each<[PatchOp, string]>([
  [add('a=b', '1'), 'holds a ='],
  [add('name', null), 'cannot take name away'],
  [add('image', 'x'), 'something of its own'],
  [add('hw_cpu_cores', 'many'), 'something of its own'],
  [remove('auto_disk_config'), 'cannot unset'],
  [add('tags', ['x']), 'not known here'],
  [add('note', 'half \uD83D'), 'no terminal'],
  [add('visibility', 'secret'), 'does not know the visibility'],
])('%j has no command, and curl has', (step, reason) => {
  expect(cliOf(patchCall(step))).toContain(reason)
  expect(equivalentsOf([patchCall(step)], session).curl).toContain('curl -sS --fail-with-body -X PATCH')
})

test.each<[Omit<CloudCall, 'region'>, string]>([
  [{ method: 'DELETE', path: '/images/i1' }, 'openstack --os-region-name north image delete i1'],
  [{ method: 'POST', path: '/images/i1/actions/deactivate' }, `${INTRO} set --deactivate i1`],
  [{ method: 'POST', path: '/images/i1/actions/reactivate' }, `${INTRO} set --activate i1`],
  [{ method: 'POST', path: '/images/i1/members', body: { member: 'p2' } }, `${INTRO} add project i1 p2`],
  [{ method: 'DELETE', path: '/images/i1/members/p%202' }, `${INTRO} remove project i1 'p 2'`],
  [{ method: 'PUT', path: '/images/i1/members/p1', body: { status: 'accepted' } }, `${INTRO} set --accept i1`],
  [
    { method: 'POST', path: '/images/i1/import', body: { method: { name: 'copy-image' }, stores: ['a', 'b'] } },
    'glance --os-region-name north image-import --import-method copy-image --stores a,b i1',
  ],
  [{ method: 'DELETE', path: '/stores/fast/i1' }, 'glance --os-region-name north stores-delete --store fast i1'],
  [
    { method: 'POST', path: '/tasks', body: { type: 'export', input: { image_uuid: 'i1' } } },
    `glance --os-region-name north task-create --type export --input '{"image_uuid":"i1"}'`,
  ],
])('%j', (call, text) => {
  expect(cliOf({ region, ...call })).toBe(text)
})

test('the answer of another project is not for the client to give', () => {
  const call: CloudCall = { region, method: 'PUT', path: '/images/i1/members/p9', body: { status: 'accepted' } }
  expect(cliOf(call)).toContain('your own project only')
})

test('curl: the token is a variable, named as each cloud names it', () => {
  const call = patchCall(add('name', "it's"))
  expect(equivalentsOf([call], session).curl).toBe(
    [
      String.raw`curl -sS --fail-with-body -X PATCH "$IMAGE_ENDPOINT/v2/images/i1" \ `.trim(),
      String.raw`  -H "X-Auth-Token: $OS_TOKEN" \ `.trimEnd(),
      String.raw`  -H 'Content-Type: ${PATCH_TYPE}' \ `.trimEnd(),
      String.raw`  --data-raw '[{"op":"add","path":"/name","value":"it'\''s"}]'`,
    ].join('\n'),
  )
  const rackspace = makeSession({ flavour: 'rackspace' })
  expect(equivalentsOf([call], rackspace).curl).toContain('"X-Auth-Token: $AUTH_TOKEN"')
})

test('curl: what a shell would act on in a path is encoded', () => {
  const path = `/images/${encodeURIComponent("$(id)'!*`")}`
  const { curl } = equivalentsOf([{ region, method: 'DELETE', path }], session)
  expect(curl.split('\n')[0]).toBe(
    String.raw`curl -sS --fail-with-body -X DELETE "$IMAGE_ENDPOINT/v2/images/%24%28id%29%27%21%2A%60" \ `.trim(),
  )
})

test('several calls are one text, or none', () => {
  const one = patchCall(add('protected', false))
  const other: CloudCall = { region, method: 'DELETE', path: '/images/i1' }
  expect(equivalentsOf([one, other], session).cli).toEqual({
    ok: true,
    text: `${INTRO} set --unprotected i1 &&\n${INTRO} delete i1`,
  })
  expect(equivalentsOf([patchCall(add('a=b', '1')), other], session).cli.ok).toBe(false)
})
