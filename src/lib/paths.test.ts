import { describe, expect, test } from 'vitest'
import { paths, pathWithinApp } from './paths.ts'

describe('paths', () => {
  test.each([
    [paths.signIn(), '/sign-in'],
    [paths.signIn('/DFW/images?q=a b&sort=name'), '/sign-in?next=%2FDFW%2Fimages%3Fq%3Da%20b%26sort%3Dname'],
    [paths.images('DFW'), '/DFW/images'],
    [paths.image('DFW', 'i1'), '/DFW/images/i1'],
    [paths.image('DFW', 'i1', 'overview'), '/DFW/images/i1'],
    [paths.image('DFW', 'i1', 'json'), '/DFW/images/i1?tab=json'],
    [paths.transfers('DFW'), '/DFW/transfers'],
    [paths.importImage('DFW'), '/DFW/transfers/import'],
    [paths.exportImage('DFW'), '/DFW/transfers/export'],
    [paths.exportImage('DFW', 'a&b'), '/DFW/transfers/export?image=a%26b'],
    [paths.task('DFW', 't1'), '/DFW/transfers/t1'],
    [paths.sharing('DFW'), '/DFW/sharing'],
    [paths.invitations('DFW'), '/DFW/invitations'],
    [paths.invitation('DFW', 'i1'), '/DFW/invitations/i1'],
  ])('%s', (path, expected) => expect(path).toBe(expected))

  test('a region or id cannot become another path, query or fragment', () => {
    expect(paths.image('a/b?c#d', '../../x%2f')).toBe('/a%2Fb%3Fc%23d/images/..%2F..%2Fx%252f')
  })

  test('half a surrogate pair is encoded, not thrown on', () => {
    expect(paths.images('\ud800')).toBe('/%EF%BF%BD/images')
  })

  test('what signIn encodes, pathWithinApp gives back', () => {
    const next = '/DFW/images?q=%22a%20b%22&status=active#top'
    const link = new URL(paths.signIn(next), 'http://app.test')
    expect(pathWithinApp(link.searchParams.get('next'))).toBe(next)
  })
})

describe('pathWithinApp', () => {
  test.each(['/', '/DFW/images', '/DFW/images?q=http://elsewhere.test', '/a#b'])('goes on to %s', (next) =>
    expect(pathWithinApp(next)).toBe(next),
  )

  test.each([
    null,
    '',
    'images',
    'http://elsewhere.test/',
    'javascript:alert(1)',
    '//elsewhere.test',
    '/\\elsewhere.test',
    '/\t/elsewhere.test',
    '/\n//elsewhere.test',
    '/.//elsewhere.test',
    '/a/..//elsewhere.test',
  ])('never leaves the app by %j', (next) => expect(pathWithinApp(next)).toBeNull())
})
