import { expect, test } from 'vitest'

import { Image } from '#api/schemas.ts'

import { type Command, grouped, matchingCommands, matchingImages, MOST_IMAGES } from './commands.ts'

const command = (label: string, group = 'Go to', words?: string): Command => ({
  id: label,
  group,
  label,
  icon: null,
  ...(words !== undefined && { words }),
  run: () => undefined,
})
const image = (id: string, name: string | null, created_at = '2026-01-01') =>
  Image.parse({ id, name, status: 'active', visibility: 'private', created_at })

test('a command is found by every word of its label, its group and what else it is called', () => {
  const commands = [command('Open Transfers'), command('Transfers'), command('Dark theme', 'Look', 'night')]
  const found = (q: string) => matchingCommands(commands, q).map(({ label }) => label)
  expect(found('trans')).toEqual(['Transfers', 'Open Transfers'])
  expect(found('NIGHT look')).toEqual(['Dark theme'])
  expect(found('dark moon')).toEqual([])
  expect(found(' ')).toHaveLength(3)
})

test('images: the exact one, then names that begin so, then the newest', () => {
  const lists = [
    { region: 'R', images: [image('a', 'my web'), image('b', 'web 2'), image('c', 'old web', '2025-01-01')] },
    { region: 'S', images: [image('d', 'web'), image('e', null)] },
  ]
  const ids = (q: string) => matchingImages(lists, q).found.map(({ region, image: { id } }) => `${region}/${id}`)
  expect(ids('web')).toEqual(['S/d', 'R/b', 'R/a', 'R/c'])
  expect(ids('E')).toEqual(['S/e', 'R/a', 'R/b', 'S/d', 'R/c'])
  expect(ids('')).toEqual([])
})

test('few of many images are given, and all are counted', () => {
  const images = Array.from({ length: 20 }, (_, at) => image(`i${at}`, `web ${at}`))
  const { found, count } = matchingImages([{ region: 'R', images }], 'web')
  expect([found.length, count]).toEqual([MOST_IMAGES, 20])
})

test('a group stands once, where it first came', () => {
  expect(
    grouped([command('a', 'x'), command('b', 'y'), command('c', 'x')]).map((group) => [
      group.title,
      group.commands.map(({ label }) => label),
    ]),
  ).toEqual([
    ['x', ['a', 'c']],
    ['y', ['b']],
  ])
})
