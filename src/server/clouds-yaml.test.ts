import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readClouds } from './clouds-yaml.ts'
import { ConfigError } from './config.ts'

/** Writes files below a fresh home folder, whose `work` folder is the working directory. */
const surroundings = (files: Record<string, string>, environment: Record<string, string> = {}) => {
  const home = mkdtempSync(join(tmpdir(), 'clouds-'))
  onTestFinished(() => rmSync(home, { recursive: true }))
  mkdirSync(join(home, 'work'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, path)), { recursive: true })
    writeFileSync(join(home, path), text)
  }
  const absolute = Object.entries(environment).map(([name, path]) => [name, join(home, path)])
  return {
    home,
    environment: { HOME: home, ...(Object.fromEntries(absolute) as Record<string, string>) },
    workingDirectory: join(home, 'work'),
  }
}
const read = (...setup: Parameters<typeof surroundings>) => readClouds(surroundings(...setup))
const readOne = (text: string) => read({ 'work/clouds.yaml': text })

const problemOf = (files: Record<string, string>, environment: Record<string, string> = {}): string => {
  const setup = surroundings(files, environment)
  try {
    readClouds(setup)
    return ''
  } catch (error) {
    return error instanceof ConfigError ? error.message.replaceAll(setup.home, '~') : 'crashed'
  }
}

const cloud = (name: string) => `clouds:\n  ${name}:\n    auth: { auth_url: "https://keystone.example.com/v3" }\n`

describe('which file is read', () => {
  test('the working directory comes before the home folder', () => {
    const found = read({ 'work/clouds.yaml': cloud('here'), '.config/openstack/clouds.yaml': cloud('home') })
    expect(found.clouds.map(({ name }) => name)).toEqual(['here'])
  })

  test('the home folder, also spelled .yml', () => {
    expect(read({ '.config/openstack/clouds.yml': cloud('home') }).clouds[0]?.name).toBe('home')
  })

  test('XDG_CONFIG_HOME moves the home folder’s place', () => {
    expect(read({ 'xdg/openstack/clouds.yaml': cloud('xdg') }, { XDG_CONFIG_HOME: 'xdg' }).clouds[0]?.name).toBe('xdg')
  })

  test('OS_CLIENT_CONFIG_FILE beats all places', () => {
    const found = read(
      { 'work/clouds.yaml': cloud('here'), 'other.yaml': cloud('named') },
      { OS_CLIENT_CONFIG_FILE: 'other.yaml' },
    )
    expect(found.clouds[0]?.name).toBe('named')
  })

  test('a named file that does not exist stops the start', () => {
    const problem = problemOf({ 'work/clouds.yaml': cloud('here') }, { OS_CLIENT_CONFIG_FILE: 'typo.yaml' })
    expect(problem).toMatch(/^OS_CLIENT_CONFIG_FILE names ~\/typo.yaml, which does not exist/)
  })

  test.each(['', 'clouds:\n', '# nothing\n', 'other: 1\n'])('a file without clouds has none: %j', (text) => {
    expect(readOne(text).clouds).toEqual([])
  })
})

describe('what is read of an entry', () => {
  test('names, addresses, regions, interface, TLS, overrides; nothing else', () => {
    const { clouds } = readOne(`
clouds:
  prod:
    auth:
      auth_url: https://keystone.example.com:5000
      username: ada
      project_name: demo
    region_name: Two
    regions: [One, { name: Two, values: { a: 1 } }]
    interface: internal
    verify: false
    cacert: /etc/ca.pem
    cert: /etc/client.pem
    key: /etc/client.key
    image_endpoint_override: https://glance.example.com
    object_store_endpoint_override: https://swift.example.com/v1/AUTH_%(project_id)s
    compute_api_version: 2
`)
    expect(clouds).toEqual([
      {
        name: 'prod',
        label: 'prod',
        flavour: 'openstack',
        authUrl: 'https://keystone.example.com:5000',
        methods: ['password', 'applicationCredential'],
        regions: ['Two', 'One'],
        interface: 'internal',
        tls: { verify: false, caFile: '/etc/ca.pem', certFile: '/etc/client.pem', keyFile: '/etc/client.key' },
        endpointOverrides: {
          image: 'https://glance.example.com',
          objectStore: 'https://swift.example.com/v1/AUTH_%(project_id)s',
        },
      },
    ])
  })

  test('several clouds keep their order', () => {
    const text = `${cloud('b')}  a:\n    auth: { auth_url: "http://a.example.com" }\n`
    expect(readOne(text).clouds.map(({ name }) => name)).toEqual(['b', 'a'])
  })

  test.each([
    ['profile: rackspace', 'rackspace'],
    ['cloud: rackspace', 'rackspace'],
    ['identity_api_version: 2', 'rackspace'],
    ['identity_api_version: "2.0"', 'rackspace'],
    ['identity_api_version: 2.0', 'rackspace'],
    ['image_api_use_tasks: true', 'rackspace'],
    ['image_api_use_tasks: "True"', 'rackspace'],
    ['identity_api_version: 3', 'openstack'],
    ['identity_api_version: "3"', 'openstack'],
    ['image_api_use_tasks: false', 'openstack'],
    ['region_name: One', 'openstack'],
  ])('%s makes it %s', (line, flavour) => {
    expect(readOne(`${cloud('x')}    ${line}\n`).clouds[0]?.flavour).toBe(flavour)
  })

  test('the rackspace profile brings address and regions; region_name leads them', () => {
    const [found] = readOne('clouds:\n  rax: { profile: rackspace, region_name: ORD }\n').clouds
    expect(found).toMatchObject({
      flavour: 'rackspace',
      authUrl: 'https://identity.api.rackspacecloud.com/v2.0',
      methods: ['password', 'apiKey'],
      regions: ['ORD', 'DFW', 'IAD', 'LON', 'SYD', 'HKG'],
      interface: 'public',
    })
  })

  test.each([
    ['auth_type: rackspace_apikey', 'profile: rackspace', ['apiKey', 'password']],
    ['auth_type: v3applicationcredential', 'region_name: One', ['applicationCredential', 'password']],
    ['auth_type: v3password', 'region_name: One', ['password', 'applicationCredential']],
  ])('%s puts its method first', (type, line, methods) => {
    expect(readOne(`${cloud('x')}    ${line}\n    ${type}\n`).clouds[0]?.methods).toEqual(methods)
  })

  test('profiles of clouds-public.yaml and values of secure.yaml are merged in', () => {
    const { clouds } = read({
      'work/clouds.yaml': 'clouds:\n  x: { profile: vendor, interface: public }\n',
      'work/clouds-public.yaml':
        'public-clouds:\n  vendor: { auth: { auth_url: "https://{region_name}.example.com/v3" }, regions: [R1], interface: admin }\n',
      'work/secure.yaml': 'clouds:\n  x: { cacert: /ca.pem }\n',
    })
    expect(clouds[0]).toMatchObject({
      authUrl: 'https://R1.example.com/v3',
      regions: ['R1'],
      interface: 'public',
      tls: { caFile: '/ca.pem' },
    })
  })
})

test('secrets stay unread, with a warning that names their line and not their value', () => {
  const setup = surroundings({
    'work/clouds.yaml': `${cloud('x')}  y:\n    auth:\n      auth_url: http://y.example.com\n      password: hunter2\n      application_credential_secret: hunter3\n`,
    'work/secure.yaml': 'clouds:\n  x:\n    auth:\n      password: hunter4\n',
  })
  const { clouds, warnings } = readClouds(setup)
  expect(JSON.stringify(clouds)).not.toContain('hunter')
  expect(warnings.join('\n')).not.toContain('hunter')
  expect(warnings.map((line) => line.replace(setup.home, '~').split(' is ignored')[0])).toEqual([
    '~/work/secure.yaml:4: clouds.x.auth.password',
    '~/work/clouds.yaml:7: clouds.y.auth.password',
    '~/work/clouds.yaml:8: clouds.y.auth.application_credential_secret',
  ])
})

test('TLS that is not checked is warned about', () => {
  expect(readOne(`${cloud('x')}    verify: false\n`).warnings.join()).toMatch(
    /clouds\.yaml:4: clouds\.x\.verify is false/,
  )
})

describe('an error names file, line and key', () => {
  test.each([
    ['clouds:\n  x: {}\n', ':2:', 'clouds.x.auth.auth_url is missing'],
    ['clouds:\n  x:\n    auth: {}\n', ':3:', 'auth.auth_url is missing'],
    [
      'clouds:\n  x:\n    auth:\n      auth_url: keystone:5000\n',
      ':4:',
      'clouds.x.auth.auth_url must be an http(s) URL',
    ],
    ['clouds:\n  x:\n    auth:\n      auth_url: [1]\n', ':4:', 'clouds.x.auth.auth_url must be text'],
    ['clouds:\n  x:\n    auth: nope\n', ':3:', 'clouds.x.auth must be a map'],
    [`${cloud('x')}    interface: outside\n`, ':4:', 'clouds.x.interface must be public, internal or admin'],
    [`${cloud('x')}    verify: maybe\n`, ':4:', 'clouds.x.verify must be true or false'],
    [`${cloud('x')}    regions: One\n`, ':4:', 'clouds.x.regions must be a list of region names'],
    [`${cloud('x')}    profile: unknown\n`, ':4:', 'clouds.x.profile names the profile "unknown"'],
    [
      `${cloud('x')}    image_endpoint_override: glance\n`,
      ':4:',
      'clouds.x.image_endpoint_override must be an http(s) URL',
    ],
    ['clouds: [a]\n', ':1:', 'clouds must be a map of cloud names'],
    ['clouds:\n  x: nope\n', ':2:', 'clouds.x must be a map'],
    ['clouds:\n  x: [\n', ':3:', 'this is not valid YAML'],
    ['clouds:\n  x: 1\n  x: 2\n', ':3:', 'this is not valid YAML'],
  ])('%j', (text, line, sentence) => {
    const problem = problemOf({ 'work/clouds.yaml': text })
    expect(problem).toMatch(/^~\/work\/clouds\.yaml:/)
    expect(problem).toContain(line)
    expect(problem).toContain(sentence)
  })

  test('all problems of all clouds at once', () => {
    const problem = problemOf({ 'work/clouds.yaml': 'clouds:\n  x: {}\n  y: { profile: nope }\n' })
    expect(problem.split('\n')).toHaveLength(2)
  })
})
