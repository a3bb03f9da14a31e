/** The real cloud as the tests know it: its accounts, and Glance asked directly with tokens of the tests' own. */
import * as z from 'zod'

import type { Account, ProjectName } from '../real-cloud/accounts.ts'
import { readCloud } from '../real-cloud/description.ts'
import type { CloudDescription } from '../real-cloud/description.ts'
import { GLANCE, startGlance } from '../real-cloud/glance.ts'
import { call } from '../real-cloud/http.ts'
import { signIn } from '../real-cloud/identity.ts'
import { Processes } from '../real-cloud/processes.ts'
import { settingsFrom } from '../real-cloud/settings.ts'

export const settings = settingsFrom(process.env)

function broughtUp(): CloudDescription {
  const found = readCloud(settings)
  if (!found) throw new Error('There is no real cloud: run "node e2e/real-cloud/up.ts --images 60" first.')
  return found
}

export const cloud = broughtUp()

const processes = new Processes(settings)

/** Glance ends in the middle of whatever it does, and comes back when asked to. */
export const crash = { glance: () => processes.kill(GLANCE), restart: () => startGlance(settings, processes) }

const GlanceImage = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  status: z.string(),
  visibility: z.string(),
  /** Null for what a failed legacy import leaves behind: only an administrator sees it. */
  owner: z.string().nullable(),
  size: z.number().nullable(),
  virtual_size: z.number().nullable(),
  checksum: z.string().nullable(),
  os_hash_value: z.string().nullable(),
  disk_format: z.string().nullable(),
  container_format: z.string().nullable(),
  min_disk: z.number(),
  min_ram: z.number(),
  created_at: z.string(),
  updated_at: z.string(),
  stores: z.string().optional(),
})
export type GlanceImage = z.infer<typeof GlanceImage>

const ImagePage = z.object({ images: z.array(GlanceImage), next: z.string().optional() })

const ImageSchema = z.object({ properties: z.record(z.string(), z.object({ is_base: z.boolean().optional() })) })

/** Glance itself, seen by one account in one project. */
export interface Glance {
  /** Everything that is in the default list, as it is in the service. */
  list: () => Promise<GlanceImage[]>
  get: (id: string) => Promise<GlanceImage>
  /** Keys that images may have beside their custom properties, as Glance's own schema has them. */
  baseKeys: () => Promise<Set<string>>
}

export async function glanceAs(account: Account, project: ProjectName): Promise<Glance> {
  const { token } = await signIn(cloud.authUrl, account, { project })
  const read = async (path: string) => (await call(`${cloud.imageUrl}${path}`, { token })).json() as Promise<unknown>
  return {
    async list() {
      const all: GlanceImage[] = []
      let path: string | undefined = '/v2/images?limit=1000'
      while (path !== undefined) {
        const page: z.infer<typeof ImagePage> = ImagePage.parse(await read(path))
        all.push(...page.images)
        path = page.next
      }
      return all
    },
    get: async (id) => GlanceImage.parse(await read(`/v2/images/${id}`)),
    async baseKeys() {
      const { properties } = ImageSchema.parse(await read('/v2/schemas/image'))
      return new Set(Object.keys(properties).filter((key) => properties[key]?.is_base !== false))
    },
  }
}
