import { expect, test } from 'vitest'
import { explainFailure } from './transfer-failure.ts'

test.each([
  ['Error: 111 - VHD failed validation', 111, /failed a check/],
  ['Error: 396 - Not a valid VHD', 396, /not a VHD/],
  ['413: virtual size', 413, /virtual disk is larger/],
  ['import failed (523)', 523, /neither fixed nor dynamic/],
  ['609', 609, /file is larger/],
  ['Error code 614.', 614, /no identity/],
  ['VHD has a parent disk [721]', 721, /parent disk/],
])('%s is explained by its number', (message, code, title) => {
  const failure = explainFailure(message, 'rackspace-import')
  expect(failure.code).toBe(code)
  expect(failure.title).toMatch(title)
  expect(failure.remedy).not.toBe('')
})

test.each([
  ['rackspace-import', 'Error: Image not found for import. Possible invalid location', /no such object/],
  ['rackspace-import', "Error: Image property 'os' is not allowed for import", /more than a name/],
  ['rackspace-export', "Swift already has an object with id 'x.vhd' in container 'exports'", /already holds/],
  ['rackspace-export', "Error: Container name 'a.b' contains a forbidden character", /name cannot be exported to/],
  ['rackspace-export', "Error: Container 'gone' not found", /container is not there/],
  ['rackspace-export', 'Error: Image x is not owned by tenant 1', /another account/],
  ['rackspace-export', 'Error: Image x contains licensed software and cannot be exported', /licensed/],
  ['rackspace-export', 'Error: Image x is deactivated and has no data to export', /cannot be read/],
  ['rackspace-export', 'Error: Image x not found', /image is gone/],
  ['image', 'URI for web-download does not pass filtering: ftp://x', /does not fetch/],
  ['image', 'HTTP Error 404: Not Found', /gave no file/],
  ['image', '<urlopen error [Errno 111] Connection refused>', /did not answer/],
  ['image', '<urlopen error [Errno -2] Name or service not known>', /host was not found/],
  ['image', 'Denying attempt to upload image because it exceeds the quota', /quota/],
  ['image', 'Image content does not match disk_format', /another format/],
  ['image', 'No space left on device', /full/],
  ['image', 'Task was aborted externally', /broken off/],
  ['image', 'Task failed due to Internal Error', /could not finish/],
] as const)('%s: %s', (what, message, title) => {
  expect(explainFailure(message, what).title).toMatch(title)
})

test('a number is a code in imports of Rackspace only', () => {
  expect(explainFailure('Container 721 not found', 'rackspace-export').code).toBeUndefined()
  expect(explainFailure('1396 bytes missing', 'rackspace-import').code).toBeUndefined()
})

test.each([null, undefined, '', '  ', 'None'])('nothing said (%o) is said to be nothing', (message) => {
  expect(explainFailure(message, 'image').cause).toBe('It gave no reason.')
})

test('words nobody foresaw are left to speak for themselves', () => {
  expect(explainFailure('Gremlins', 'rackspace-export').cause).toMatch(/as it came/)
})
