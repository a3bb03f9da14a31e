/** One session of commands, typed at both clouds at once; whatever the clients make of the answers must be the same. */
import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import { inProject } from '#tools/project.mjs'

import { ClientProcess } from './client-process.ts'
import { CLOUD_NAMES, type CloudForClients, type CloudName, passwordOf, type User } from './clouds.ts'
import { anonymous, filledIn, type Names } from './placeholders.ts'
import { readErrors, readPrinted, shapeOf } from './printed.ts'

/** What a command came to, with names in place of what differs. `out` is read, see `readPrinted`. */
interface Said {
  code: number
  out: unknown
  err: string
}

interface Options {
  /** Who types it; default: the producer. */
  as?: User
}

interface TypedOptions extends Options {
  /** What comes back, or the part that matters. */
  says?: unknown
  /** Compare what kinds of values come, not which: for what each cloud has of its own. */
  shape?: boolean
  /** Remember fields of what comes back: the name for each value, and its key. */
  keep?: Record<string, string>
  /** Type it again until this is true of what was said: the cloud works in the background. */
  until?: (said: Said) => boolean
}

export const sha512 = (data: Uint8Array) => createHash('sha512').update(data).digest('hex')

/** One cloud, and the commands that are typed at it. */
interface Desk {
  cloud: CloudForClients
  process: ClientProcess
  names: Names
  folder: string
}

const environment = ({ address }: CloudForClients, user: User) => ({
  OS_AUTH_URL: address.identity,
  OS_USERNAME: user,
  OS_PASSWORD: passwordOf(user),
  OS_PROJECT_NAME: user,
  OS_USER_DOMAIN_NAME: 'Default',
  OS_PROJECT_DOMAIN_NAME: 'Default',
  OS_REGION_NAME: 'RegionOne',
  OS_IDENTITY_API_VERSION: '3',
})

function openDesk(name: CloudName, run: string): Desk {
  const cloud = inject('clouds')[name]
  const { address, ids } = cloud
  const folder = inProject('.cache', 'clients', name)
  rmSync(folder, { recursive: true, force: true })
  const names = new Map([
    ['run', run],
    ['identity', address.identity],
    ['image_service', address.image],
    ['object_store', address.objectStore],
    ['producer', ids.producer.project],
    ['consumer', ids.consumer.project],
    ['producer_user', ids.producer.user],
    ['consumer_user', ids.consumer.user],
  ])
  return { cloud, process: new ClientProcess(folder), names, folder }
}

function keepFields({ names }: Desk, printed: unknown, keep: Record<string, string>): void {
  for (const [name, key] of Object.entries(keep)) {
    const value: unknown = typeof printed === 'object' && printed !== null ? Reflect.get(printed, key) : undefined
    if (typeof value !== 'string') throw new Error(`There is no ${key} to keep in ${JSON.stringify(printed)}`)
    names.set(name, value)
  }
}

async function ask(desk: Desk, command: string, options: TypedOptions): Promise<Said> {
  const { as = 'producer', shape = false, keep = {}, until = () => true } = options
  const argv = command.split(' ').map((word) => filledIn(word, desk.names))
  const { code, stdout, stderr } = await desk.process.run(argv, environment(desk.cloud, as))
  keepFields(desk, readPrinted(stdout), keep)
  const out = readPrinted(anonymous(stdout, desk.names))
  const said = { code, out, err: readErrors(anonymous(stderr, desk.names)) }
  if (!until(said)) return ask(desk, command, options)
  return shape ? { ...said, out: shapeOf(out) } : said
}

/**
 * Opens a session for one file. Each command typed is a test, in order, and may build on the ones before it. Names known
 * from the start: `{run}`, for what is made in this run; the services' addresses `{identity}`, `{image_service}`,
 * `{object_store}`; and the projects' ids `{producer}`, `{consumer}`.
 */
export function openSession(subject: string) {
  let desks: Record<CloudName, Desk>
  beforeAll(() => {
    const run = `${subject}-${Math.floor(Date.now() / 1000)}`
    desks = { fake: openDesk('fake', run), real: openDesk('real', run) }
  })
  afterAll(() => CLOUD_NAMES.forEach((name) => desks[name].process.close()))

  /** What both clouds said, once it is sure that they said the same. */
  const sameOnBoth = async (command: string, options: Options): Promise<Said> => {
    const [fake, real] = await Promise.all([ask(desks.fake, command, options), ask(desks.real, command, options)])
    expect(fake, `"${command}": what the fake cloud makes of it is not what the real one does`).toEqual(real)
    return real
  }
  const title = ({ as }: Options) => (as === undefined ? '' : `${as}: `)

  return {
    /**
     * Types a command at both clouds, which succeeds with the same result.
     * @param command words between single spaces, `{name}` for what has another value on each cloud
     */
    typed: (command: string, options: TypedOptions = {}): void => {
      test(`${title(options)}${command}`, async () => {
        const said = await sameOnBoth(command, options)
        expect(said).toMatchObject({ code: 0, ...('says' in options && { out: options.says }) })
      })
    },
    /** Types a command at both clouds, which fails with the same words; `why` is among them. */
    refused: (command: string, why: string, options: Options = {}): void => {
      test(`${title(options)}${command}`, async () => {
        const said = await sameOnBoth(command, options)
        expect(said.err).toContain(why)
        expect(said.code).toBe(1)
      })
    },
    /** Puts a file where the commands of both clouds run. */
    files: (contents: Record<string, Uint8Array>): void => {
      beforeAll(async () => {
        for (const { folder } of Object.values(desks))
          for (const [name, data] of Object.entries(contents)) await writeFile(join(folder, name), data)
      })
    },
    /** A command before this saved a file, on both clouds with this content. */
    saved: (name: string, content: Uint8Array): void => {
      test(`${name} is what was sent`, async () => {
        for (const { folder } of Object.values(desks))
          expect(sha512(await readFile(join(folder, name)))).toBe(sha512(content))
      })
    },
  }
}
