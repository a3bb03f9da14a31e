import { describe, expect, test } from 'vitest'
import { makeSession } from '#lib/testing/session.ts'
import { actVerdict, callOf, changesOf, type ImageAct, isDoneAlready, visibilityConsequence } from './image-acts.ts'
import { Image } from './schemas.ts'

const session = makeSession()
const ref = { region: 'north', imageId: 'i1' }
const make = (fields: Record<string, unknown> = {}) =>
  Image.parse({
    id: 'i1',
    name: 'one',
    status: 'active',
    visibility: 'shared',
    owner: 'p1',
    created_at: '2026-01-01T00:00:00Z',
    tags: ['a'],
    note: 'x',
    ...fields,
  })

test.each<[ImageAct, unknown]>([
  [{ kind: 'rename', name: 'two' }, [{ op: 'replace', path: '/name', value: 'two' }]],
  [{ kind: 'protect', isProtected: true }, [{ op: 'replace', path: '/protected', value: true }]],
  [{ kind: 'set', key: 'a/b', value: '1' }, [{ op: 'add', path: '/a~1b', value: '1' }]],
  [{ kind: 'set', key: 'note', value: '1' }, [{ op: 'replace', path: '/note', value: '1' }]],
  [{ kind: 'unset', key: 'note' }, [{ op: 'remove', path: '/note' }]],
  [{ kind: 'tag', tags: ['b', 'a'] }, [{ op: 'replace', path: '/tags', value: ['a', 'b'] }]],
  [{ kind: 'untag', tags: ['a'] }, [{ op: 'replace', path: '/tags', value: [] }]],
])('%j sends only itself', (act, body) => {
  expect(callOf(act, make(), ref)).toMatchObject({ method: 'PATCH', path: '/images/i1', body })
})

test.each<ImageAct>([
  { kind: 'rename', name: 'one' },
  { kind: 'protect', isProtected: false },
  { kind: 'hide', isHidden: false },
  { kind: 'visibility', visibility: 'shared' },
  { kind: 'set', key: 'note', value: 'x' },
  { kind: 'unset', key: 'nothing' },
  { kind: 'tag', tags: ['a'] },
  { kind: 'untag', tags: ['z'] },
  { kind: 'activate', isActive: true },
])('%j is so already: nothing to send', (act) => {
  expect(isDoneAlready(act, make())).toBe(true)
  expect(callOf(act, make(), ref)).toBeNull()
})

test('activating and deleting are calls of their own', () => {
  expect(callOf({ kind: 'activate', isActive: false }, make(), ref)).toMatchObject({
    method: 'POST',
    path: '/images/i1/actions/deactivate',
  })
  expect(callOf({ kind: 'delete' }, make(), ref)).toMatchObject({ method: 'DELETE', path: '/images/i1' })
})

describe('refusals', () => {
  test.each<[ImageAct, Record<string, unknown>, RegExp]>([
    [{ kind: 'delete' }, { protected: true }, /protected/],
    [{ kind: 'delete' }, { owner: 'p2' }, /another project/],
    [{ kind: 'visibility', visibility: 'public' }, {}, /administrator/],
    [{ kind: 'activate', isActive: false }, { status: 'queued' }, /queued/],
    [{ kind: 'set', key: 'os_glance_x', value: '1' }, {}, /os_glance/],
    [{ kind: 'unset', key: 'checksum' }, {}, /Only the cloud/],
  ])('%j', (act, fields, reason) => {
    expect(actVerdict(act, make(fields), session)).toMatchObject({
      ok: false,
      reason: expect.stringMatching(reason) as string,
    })
  })

  test('Rackspace: what it has not', () => {
    const rackspace = makeSession({ flavour: 'rackspace', roles: ['admin'] })
    for (const act of [
      { kind: 'visibility', visibility: 'private' },
      { kind: 'hide', isHidden: true },
      { kind: 'activate', isActive: false },
    ] satisfies ImageAct[])
      expect(actVerdict(act, make(), rackspace)).toMatchObject({
        ok: false,
        reason: expect.stringMatching(/Rackspace/) as string,
      })
    expect(actVerdict({ kind: 'rename', name: 'x' }, make(), rackspace).ok).toBe(true)
  })
})

test('members lose access and come back: said when a shared image becomes private', () => {
  expect(visibilityConsequence('shared', 'private')).toMatch(/lose access.*share the image again/)
  expect(visibilityConsequence('private', 'private')).toBeNull()
})

test('changes know what they were made on', () => {
  expect(changesOf({ kind: 'rename', name: 'two' }, make())).toEqual([{ key: 'name', from: 'one', to: 'two' }])
})
