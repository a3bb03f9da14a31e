import { expect, test } from 'vitest'
import { Image } from '#api/schemas.ts'
import { makeSession } from '#lib/testing/session.ts'
import { asPlainText, invitationText, mailtoLink } from './invitation-text.ts'

const image = (fields: Record<string, unknown> = {}) =>
  Image.parse({
    id: 'i1',
    name: 'web 1.0',
    status: 'active',
    visibility: 'shared',
    owner: 'p1',
    size: 2 ** 30,
    os_distro: 'debian',
    os_version: '13',
    created_at: '2026-01-01T00:00:00Z',
    ...fields,
  })
const link = 'https://images.example.com/north/invitations/i1'
const text = (fields?: Record<string, unknown>) =>
  invitationText({ session: makeSession(), region: 'north', image: image(fields), link })

test('it says what, where, by whom, and links to the answer', () => {
  expect(asPlainText(text())).toBe(`Subject: Shared with you: web 1.0

I have shared the image “web 1.0” with you.

Image: web 1.0
ID: i1
Cloud: Lab, region north
System: Debian 13
Size: 1 GiB
Shared by: project studio (p1)

Look at it, then accept or reject it:
${link}

Until you accept, it is in no list of images, but can be used by its ID.
`)
})

test('what is not known is left out, and an image without a name goes by its ID', () => {
  const { subject, body } = text({ name: null, size: null, os_distro: null, os_version: null })
  expect(subject).toBe('Shared with you: i1')
  expect(body).not.toMatch(/Size|System/)
})

test('a name cannot write headers or further parameters into a mail', () => {
  const { subject, body } = text({ name: 'a\r\nBcc: all@example.com&to=x \uD800' })
  expect(subject).not.toMatch(/[\r\n]/)
  const mail = new URL(mailtoLink({ subject, body }))
  expect([...mail.searchParams.keys()]).toEqual(['subject', 'body'])
  expect(mail.searchParams.get('subject')).toBe('Shared with you: a Bcc: all@example.com&to=x \uFFFD')
})
