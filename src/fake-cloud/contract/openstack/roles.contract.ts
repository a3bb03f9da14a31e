import { type Case, contract } from '#fake-cloud/contract/contract.ts'
import type { Answer } from '#fake-cloud/contract/http.ts'
import { type Caller, must, type Stage } from '#fake-cloud/contract/stage.ts'

type Who = 'admin' | 'producer' | 'observer' | 'consumer' | 'stranger'
/** Who stands how to the image: it is the producer's, the observer reads that project, the consumer is a member. */
const EVERYBODY: readonly Who[] = ['admin', 'producer', 'observer', 'consumer', 'stranger']

const OCTETS = { 'content-type': 'application/octet-stream' }
const path = (id: string, more = '') => `/v2/images/${id}${more}`
const set = (name: string, value: unknown) => [{ op: 'replace', path: `/${name}`, value }]

interface Row {
  act: (caller: Caller, id: string, stage: Stage) => Promise<Answer>
  /** Statuses for everybody, in their order. */
  answers: readonly [number, number, number, number, number]
}

const shared = async (stage: Stage): Promise<string> => {
  const id = await stage.activeImage({ visibility: 'shared', tags: ['kept'] })
  const { images } = await stage.as('producer')
  must(await images.post(path(id, '/members'), { member: stage.target.accounts.consumer.projectId }), 200)
  return id
}

/** On a shared image with data. A stranger is told nothing, whatever is asked. */
const ROWS: Readonly<Record<string, Row>> = {
  'list images': { act: ({ images }) => images.get('/v2/images?limit=1'), answers: [200, 200, 200, 200, 200] },
  'show image': { act: ({ images }, id) => images.get(path(id)), answers: [200, 200, 200, 200, 404] },
  'download data': { act: ({ images }, id) => images.get(path(id, '/file')), answers: [200, 200, 403, 200, 404] },
  'update image': {
    act: ({ images }, id) => images.patch(path(id), set('name', 'x')),
    answers: [200, 200, 403, 403, 404],
  },
  'give it to everybody': {
    act: ({ images }, id) => images.patch(path(id), set('visibility', 'public')),
    answers: [200, 403, 403, 403, 404],
  },
  'add tag': { act: ({ images }, id) => images.put(path(id, '/tags/gold')), answers: [204, 204, 403, 403, 404] },
  'delete tag': { act: ({ images }, id) => images.delete(path(id, '/tags/kept')), answers: [204, 204, 403, 403, 404] },
  'list members': { act: ({ images }, id) => images.get(path(id, '/members')), answers: [200, 200, 200, 200, 404] },
  'add member': {
    act: ({ images }, id, { run }) => images.post(path(id, '/members'), { member: run }),
    answers: [200, 200, 403, 403, 404],
  },
  'answer for the consumer': {
    act: ({ images }, id, { target }) =>
      images.put(path(id, `/members/${target.accounts.consumer.projectId}`), { status: 'accepted' }),
    answers: [200, 403, 403, 200, 404],
  },
  'delete member': {
    act: ({ images }, id, { target }) => images.delete(path(id, `/members/${target.accounts.consumer.projectId}`)),
    answers: [204, 204, 403, 403, 404],
  },
  'put data': {
    act: ({ images }, id) => images.put(path(id, '/file'), 'again', OCTETS),
    answers: [409, 409, 403, 403, 404],
  },
  deactivate: {
    act: ({ images }, id) => images.post(path(id, '/actions/deactivate')),
    answers: [204, 204, 403, 403, 404],
  },
  'copy to another store': {
    act: ({ images }, id) => images.post(path(id, '/import'), { method: { name: 'copy-image' }, stores: ['archive'] }),
    answers: [202, 403, 403, 403, 404],
  },
  'take out of a store': {
    // The only copy stays, for whoever may try.
    act: ({ images }, id) => images.delete(`/v2/stores/fast/${id}`),
    answers: [403, 403, 403, 403, 404],
  },
  'delete image': { act: ({ images }, id) => images.delete(path(id)), answers: [204, 204, 403, 403, 404] },
  'list tasks': { act: ({ images }) => images.get('/v2/tasks?limit=1'), answers: [200, 200, 403, 200, 200] },
  'show stores in detail': {
    act: ({ images }) => images.get('/v2/info/stores/detail'),
    answers: [200, 403, 403, 403, 403],
  },
  'define metadata': {
    async act({ images }, _id, stage) {
      const admin = await stage.as('admin')
      stage.afterwards(() => admin.images.delete(`/v2/metadefs/namespaces/${stage.run}`))
      return images.post('/v2/metadefs/namespaces', { namespace: stage.run })
    },
    answers: [201, 403, 403, 403, 403],
  },
}

contract({
  title: 'Role matrix',
  source: 'Default policies',
  cases: Object.entries(ROWS).flatMap(([name, { act, answers }]) =>
    EVERYBODY.map((as, index): Case => ({
      name: `${name}: ${answers[index] ?? ''}`,
      as,
      act: async (caller, stage) => act(caller, await shared(stage), stage),
      expect: { status: answers[index] ?? 0 },
    })),
  ),
})
