import { type Case, contract } from '#fake-cloud/contract/contract.ts'

import { container, filled } from './containers.ts'

/** An object sent without a type, or with the wish to have one found. */
const guessed = (name: string, type: string, headers: Record<string, string> = {}): Case => ({
  name: `${name} is taken for ${type}`,
  as: 'producer',
  act: async ({ objects }, stage) => {
    const path = `${await container(stage)}/${name}`
    stage.afterwards(() => objects.delete(path))
    // Bytes, since a client gives a text a type of its own.
    return [await objects.put(path, new Uint8Array([104, 105]), headers), await objects.head(path)]
  },
  expect: [{ status: 201 }, { status: 200, headers: { 'content-type': type } }],
})

contract({
  title: 'Object storage: types and varying answers',
  source: 'Object storage',
  cases: [
    guessed('note.txt', 'text/plain'),
    guessed('facts.json', 'application/json'),
    guessed('table.csv', 'text/csv'),
    guessed('folder/page.html', 'text/html'),
    guessed('PICTURE.PNG', 'image/png'),
    guessed('archive.tar.gz', 'application/x-tar'),
    guessed('disk.vhd', 'application/octet-stream'),
    guessed('no-extension', 'application/octet-stream'),
    guessed('wished.txt', 'text/plain', { 'content-type': 'application/x-other', 'x-detect-content-type': 'true' }),
    {
      name: 'listings vary by what is accepted, objects do not',
      as: 'producer',
      act: async ({ objects }, stage) => {
        const path = await filled(stage, 'one')
        return [
          await objects.head(''),
          await objects.get('?limit=1'),
          await objects.head(path),
          await objects.get(path),
          await objects.head(`${path}/one`),
        ]
      },
      expect: [
        { status: 204, headers: { vary: 'Accept' } },
        { status: 200, headers: { vary: 'Accept' } },
        { status: 204, headers: { vary: 'Accept' } },
        { status: 200, headers: { vary: 'Accept' } },
        { status: 200, headers: { vary: null } },
      ],
    },
  ],
})
