import { describe, expect, test } from 'vitest'
import { opensWith, parseSettings } from './catalog-settings.ts'

const usual = { columns: null, widths: {}, density: 'comfortable', showsOnHover: false, views: [], defaultView: null }

describe('parseSettings', () => {
  test.each([null, undefined, 'x', 7, [], { columns: 7, widths: 'wide', density: 'loose', views: {} }])(
    '%j gives the usual settings',
    (json) => {
      expect(parseSettings(json)).toEqual(usual)
    },
  )

  test('keeps what is readable and drops the rest', () => {
    const json = { columns: ['size', 'bogus', 'property.a/b'], density: 'compact', views: [{ name: '' }], extra: 1 }
    expect(parseSettings(json)).toEqual({ ...usual, columns: ['size', 'property.a/b'], density: 'compact' })
  })
})

describe('opensWith', () => {
  const views = [
    { name: 'Mine', search: 'q=owner%3Amine' },
    { name: 'All', search: '' },
  ]

  test('a bare URL opens the default view', () => {
    expect(opensWith('', parseSettings({ views, defaultView: 'Mine' }))).toBe('q=owner%3Amine')
  })

  test('a URL that says anything opens as it says', () => {
    expect(opensWith('?q=', parseSettings({ views, defaultView: 'Mine' }))).toBeNull()
  })

  test('a default view that is gone, or is everything, changes nothing', () => {
    expect(opensWith('', parseSettings({ views, defaultView: 'Gone' }))).toBeNull()
    expect(opensWith('', parseSettings({ views, defaultView: 'All' }))).toBeNull()
  })

  test('columns that were chosen come with every URL that names none', () => {
    const settings = parseSettings({ columns: ['size', 'status'] })
    expect(opensWith('?q=web', settings)).toBe('q=web&col=size&col=status')
    expect(opensWith('?q=web&col=size', settings)).toBeNull()
  })
})
