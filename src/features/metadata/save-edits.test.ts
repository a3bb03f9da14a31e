import { QueryClient } from '@tanstack/react-query'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { ApiError } from '#api/errors.ts'
import type { Change } from '#api/image-changes.ts'
import { draftOf } from '#api/image-drafts.ts'
import { decided, mergeChanges, onImageNow } from '#api/image-merge.ts'
import { valuesOf } from '#api/image-values.ts'
import { Image } from '#api/schemas.ts'
import { makeSession } from '#lib/testing/session.ts'
import { EditConflict, saveEdits } from './save-edits.ts'

const session = makeSession({ regions: ['R'], defaultRegion: 'R' })
const ref = { region: 'R', imageId: 'i1' }
const draft = draftOf(session, ref)

/** The image as the service keeps it: top-level keys replaced, as the editor asks for no others. */
let kept: Record<string, unknown>
/** Bodies of the PATCHes. */
const sent: { path: string; value?: unknown }[][] = []

const service: typeof fetch = async (_input, init) => {
  if (init?.method === 'PATCH' && typeof init.body === 'string') {
    const patch = JSON.parse(init.body) as { path: string; value?: unknown }[]
    sent.push(patch)
    for (const { path, value } of patch) kept = { ...kept, [path.slice(1)]: value }
  }
  return Response.json(kept)
}

const target = () => ({ client: new QueryClient(), session, ref })
const change = (key: string, from: Change['from'], to: Change['to']): Change => ({ key, from, to })

beforeEach(() => {
  vi.stubGlobal('document', { baseURI: 'http://localhost/' })
  vi.stubGlobal('fetch', service)
  kept = {
    id: 'i1',
    name: 'web',
    status: 'active',
    visibility: 'shared',
    owner: 'mine',
    created_at: '2026-01-01T00:00:00Z',
    a: '1',
    b: 'theirs',
    tags: ['start', 'theirs'],
  }
  sent.length = 0
})

describe('saving what a review decided', () => {
  const edits = [change('a', '1', 'mine'), change('b', '1', 'mine'), change('tags', ['start'], ['start', 'mine'])]

  test.each(['mine', 'theirs'] as const)('%s: nothing of it is left to save', async (choice) => {
    draft.set(edits)
    await expect(saveEdits(target(), draft.get())).rejects.toBeInstanceOf(EditConflict)
    expect(sent).toEqual([])
    expect(draft.get()).toEqual(edits)

    // As the review shows them: on the image as it is now.
    const now = valuesOf(Image.parse(kept))
    const shown = onImageNow(now, draft.get())
    const wanted = mergeChanges(now, shown).conflicts.reduce<readonly Change[]>(
      (list, conflict) => decided(list, conflict, choice),
      shown,
    )
    draft.set(wanted)
    await saveEdits(target(), wanted)
    expect(draft.get()).toEqual([])
    expect(kept).toMatchObject({ a: 'mine', b: choice, tags: ['start', 'theirs', 'mine'] })
    expect(sent).toHaveLength(1)
  })

  test('a save that fails keeps the decision', async () => {
    vi.stubGlobal('fetch', async () => new Response('', { status: 403 }))
    const wanted = [change('b', 'theirs', 'mine')]
    draft.set(wanted)
    await expect(saveEdits(target(), wanted)).rejects.toBeInstanceOf(ApiError)
    expect(draft.get()).toEqual(wanted)
  })
})

test('what is edited while a save is under way stays for the next', async () => {
  draft.set([change('a', '1', '2')])
  const saving = saveEdits(target(), draft.get())
  draft.update((edits) => [...edits.map((edit) => ({ ...edit, to: '3' })), change('c', undefined, 'new')])
  await saving
  expect(kept['a']).toBe('2')
  expect(draft.get()).toEqual([change('a', '2', '3'), change('c', undefined, 'new')])
})

test('edits that were not asked to be saved stay', async () => {
  draft.set([change('a', '1', '2'), change('c', undefined, 'half')])
  await saveEdits(target(), [change('a', '1', '2')])
  expect(draft.get()).toEqual([change('c', undefined, 'half')])
  expect(kept).not.toHaveProperty('c')
})
