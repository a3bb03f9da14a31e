import { describe, expect, test } from 'vitest'
import { paths, pathWithinApp, readImageParam } from './paths.ts'

describe('paths', () => {
  test.each([
    [paths.signIn(), '/sign-in'],
    [paths.signIn('/DFW/images?q=a b&sort=name'), '/sign-in?next=%2FDFW%2Fimages%3Fq%3Da%20b%26sort%3Dname'],
    [paths.images('DFW'), '/DFW/images'],
    [paths.image('DFW', 'i1'), '/DFW/images/i1'],
    [paths.image('DFW', 'i1', 'overview'), '/DFW/images/i1'],
    [paths.image('DFW', 'i1', 'json'), '/DFW/images/i1?tab=json'],
    [paths.compare('DFW', []), '/DFW/compare'],
    [
      paths.compare('all', [
        { region: 'DFW', imageId: 'i1' },
        { region: 'IAD', imageId: 'i2' },
      ]),
      '/all/compare?image=DFW/i1&image=IAD/i2',
    ],
    [
      paths.compare('DFW', [{ region: 'DFW', imageId: 'i1' }], { onlyDifferences: true, q: 'os & more' }),
      '/DFW/compare?image=DFW/i1&only=differences&q=os%20%26%20more',
    ],
    [paths.compare('DFW', [], { onlyDifferences: false, q: '' }), '/DFW/compare'],
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

describe('images of a comparison', () => {
  test.each([
    { region: 'DFW', imageId: '9f0c1d52-0000-4000-8000-000000000000' },
    { region: 'a/b', imageId: 'c/d' },
    { region: '100%', imageId: '%2e%2e' },
    { region: 'Région Ω', imageId: '../../../servers?x=1&image=IAD/i2#top' },
    { region: 'DFW', imageId: ' \t\n"<script>' },
  ])('$region and $imageId come back as they were', (image) => {
    const link = new URL(paths.compare('all', [image]), 'http://app.test')
    expect(link.pathname).toBe('/all/compare')
    expect(link.searchParams.getAll('image').map(readImageParam)).toEqual([image])
  })

  test.each(['', '/', 'i1', '/i1', 'DFW/'])('%j names no image', (text) => expect(readImageParam(text)).toBeNull())

  test('a percent sign typed by hand is taken as it is', () =>
    expect(readImageParam('50%/i1')).toEqual({ region: '50%', imageId: 'i1' }))
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
