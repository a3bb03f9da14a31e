import { describe, expect, test } from 'vitest'
import { absoluteLocal, absoluteUtc, parseApiTime, relativeTime } from './dates.ts'

const at = (text: string) => Date.parse(text)

describe('parseApiTime', () => {
  test.each([
    ['Glance', '2026-01-01T10:00:00Z', '2026-01-01T10:00:00.000Z'],
    ['Keystone, microseconds', '2026-01-01T10:00:00.999999Z', '2026-01-01T10:00:00.999Z'],
    ['Swift, no zone', '2014-01-15T16:41:49.390270', '2014-01-15T16:41:49.390Z'],
    ['Rackspace, milliseconds', '2026-05-05T16:24:57.013Z', '2026-05-05T16:24:57.013Z'],
    ['Rackspace, offset', '2026-05-05T10:24:57.013-06:00', '2026-05-05T16:24:57.013Z'],
    ['offset without a colon', '2026-05-05T10:24:57-0600', '2026-05-05T16:24:57.000Z'],
    ['one digit of fraction', '2026-01-01T10:00:00.5', '2026-01-01T10:00:00.500Z'],
    ['a space for the T, lower-case zone', '2026-01-01 10:00:00z', '2026-01-01T10:00:00.000Z'],
  ])('%s: %s', (_, text, expected) => expect(parseApiTime(text)).toBe(at(expected)))

  test.each([
    null,
    '',
    'None',
    'yesterday',
    '2026-01-01',
    '2026-13-01T10:00:00Z',
    '2026-01-01T25:00:00Z',
    '1767261600',
  ])('%j is no time', (text) => expect(parseApiTime(text)).toBeNull())
})

describe('relativeTime', () => {
  const now = at('2026-03-01T12:00:00Z')
  test.each([
    ['2026-03-01T12:00:00Z', 'just now'],
    ['2026-03-01T11:59:01Z', 'just now'],
    ['2026-03-01T12:00:59Z', 'just now'],
    ['2026-03-01T11:59:00Z', '1 min ago'],
    ['2026-03-01T11:00:01Z', '59 min ago'],
    ['2026-03-01T09:00:00Z', '3 hr ago'],
    ['2026-02-27T11:00:00Z', '2 days ago'],
    ['2026-02-10T12:00:00Z', '2 wk ago'],
    ['2025-12-01T12:00:00Z', '3 mo ago'],
    ['2023-03-01T12:00:00Z', '3 yr ago'],
    ['2026-03-01T12:05:30Z', 'in 5 min'],
    ['2026-03-03T12:00:00Z', 'in 2 days'],
  ])('%s is %s', (time, text) => expect(relativeTime(at(time), now)).toBe(text))
})

test('absoluteUtc names the zone', () => {
  expect(absoluteUtc(at('2026-01-31T10:00:00.999Z'))).toBe('2026-01-31 10:00:00 UTC')
})

test('absoluteLocal is in the zone asked for, summer time included', () => {
  expect(absoluteLocal(at('2026-01-31T10:00:00Z'), 'Europe/Berlin')).toBe('31 Jan 2026, 11:00:00 CET')
  expect(absoluteLocal(at('2026-07-31T10:00:00Z'), 'Europe/Berlin')).toBe('31 Jul 2026, 12:00:00 CEST')
  expect(absoluteLocal(at('2026-07-31T10:00:00Z'), 'UTC')).toBe('31 Jul 2026, 10:00:00 UTC')
})

test('absoluteLocal is in the own zone of the reader by default', () => {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
  const time = at('2026-07-31T10:00:00Z')
  expect(absoluteLocal(time)).toBe(absoluteLocal(time, zone))
})
