/** Turns one entry of `clouds.yaml`, with its profile and `secure.yaml`, into a CloudProfile. Secrets stay unread. */
import * as z from 'zod'
import type { CloudProfile, EndpointInterface } from '#lib/cloud-profile.ts'
import type { Flavour, SignInMethod } from '#lib/contract.ts'
import type { YamlFile } from './clouds-yaml.ts'

export interface CloudFiles {
  clouds: YamlFile
  secure?: YamlFile | undefined
  vendors?: YamlFile | undefined
}

interface EntryResult {
  profile?: CloudProfile
  problems: string[]
  warnings: string[]
}

/** Keys of `auth` (and of the entry itself) whose values must never enter this process's data. */
const SECRET_KEYS = [
  'password',
  'api_key',
  'apikey',
  'token',
  'passcode',
  'application_credential_secret',
  'access_key',
  'secret',
]

const url = z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
const text = z.string({ error: 'must be text' }).min(1, 'must not be empty')
const Region = z.union([text, z.looseObject({ name: text }).transform(({ name }) => name)], {
  error: 'must be a region name or a map with a name',
})

const INTERFACES: Record<string, EndpointInterface> = {
  public: 'public',
  internal: 'internal',
  admin: 'admin',
  publicURL: 'public',
  internalURL: 'internal',
  adminURL: 'admin',
}

/** What is read of an entry. Everything else in the file belongs to other tools and is passed over. */
const Entry = z.object({
  auth: z
    .object({ auth_url: text.optional() }, { error: 'must be a map with auth_url' })
    .nullish()
    .transform((auth) => auth ?? {}),
  auth_type: text.optional(),
  identity_api_version: z.union([z.string(), z.number()], { error: 'must be 2 or 3' }).optional(),
  image_api_use_tasks: z.union([z.boolean(), z.stringbool()], { error: 'must be true or false' }).optional(),
  region_name: text.nullish(),
  regions: z.array(Region, { error: 'must be a list of region names' }).optional(),
  interface: z.enum(Object.keys(INTERFACES), { error: 'must be public, internal or admin' }).optional(),
  endpoint_type: z.enum(Object.keys(INTERFACES), { error: 'must be public, internal or admin' }).optional(),
  verify: z.union([z.boolean(), z.stringbool()], { error: 'must be true or false' }).optional(),
  cacert: text.nullish(),
  cert: text.nullish(),
  key: text.nullish(),
  image_endpoint_override: url.nullish(),
  object_store_endpoint_override: url.nullish(),
})
type Entry = z.infer<typeof Entry>

const EXAMPLES: Record<string, string> = {
  auth: 'auth: { auth_url: https://keystone.example.com/v3 }',
  auth_url: 'auth_url: https://keystone.example.com/v3',
  region_name: 'region_name: RegionOne',
  regions: 'regions: [DFW, IAD]',
  interface: 'interface: public',
  verify: 'verify: true',
  identity_api_version: 'identity_api_version: 3',
}

/** Built-in profile. Source: openstacksdk vendor file `rackspace.json`; LON first would greet US accounts with an empty region. */
const BUILT_IN: Record<string, Partial<z.input<typeof Entry>>> = {
  rackspace: {
    auth: { auth_url: 'https://identity.api.rackspacecloud.com/v2.0' },
    identity_api_version: '2.0',
    image_api_use_tasks: true,
    regions: ['DFW', 'IAD', 'ORD', 'LON', 'SYD', 'HKG'],
  },
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const merged = (maps: Record<string, unknown>[]): Record<string, unknown> =>
  Object.fromEntries(maps.flatMap((map) => Object.entries(map)))

/** Later layers win key by key; `auth` merges one level deeper, as openstacksdk does. */
const layered = (layers: unknown[]): Record<string, unknown> => {
  const maps = layers.filter(isMap)
  const whole = merged(maps)
  const auths = maps.map((map) => map['auth'] ?? {})
  // An `auth` that is no map is left for the schema to refuse.
  return auths.every(isMap) ? { ...whole, auth: merged(auths) } : whole
}

const secretWarnings = (name: string, files: CloudFiles): string[] =>
  [files.clouds, files.secure].flatMap((file) => {
    if (!file) return []
    const paths = SECRET_KEYS.flatMap((key) => [
      ['clouds', name, 'auth', key],
      ['clouds', name, key],
    ])
    return paths
      .filter((path) => file.has(path))
      .map(
        (path) => `${file.where(path)} is ignored: people sign in with their own credentials, the server needs none.`,
      )
  })

/** The vendor layer of `profile:` (old name `cloud:`), or why there is none. */
const profileLayer = (
  profileName: unknown,
  vendors: YamlFile | undefined,
): { layer: unknown } | { problem: string } => {
  if (profileName === undefined || profileName === null) return { layer: {} }
  if (typeof profileName !== 'string') return { problem: 'must be the name of a profile' }
  const own = vendors?.value(['public-clouds', profileName])
  if (own !== undefined) return { layer: own }
  const builtIn = Object.hasOwn(BUILT_IN, profileName) ? BUILT_IN[profileName] : undefined
  if (builtIn) return { layer: builtIn }
  return {
    problem: `names the profile "${profileName}", which is neither in clouds-public.yaml nor built in (${Object.keys(BUILT_IN).join(', ')})`,
  }
}

const flavourOf = (entry: Entry, profileName: unknown): Flavour => {
  const isIdentityV2 =
    entry.identity_api_version !== undefined && Number.parseFloat(String(entry.identity_api_version)) === 2
  return profileName === 'rackspace' || isIdentityV2 || entry.image_api_use_tasks === true ? 'rackspace' : 'openstack'
}

/** All methods of the flavour; the one the entry itself uses comes first, so the form opens on it. */
const methodsOf = (flavour: Flavour, authType: string | undefined): SignInMethod[] => {
  if (flavour === 'rackspace') return authType?.includes('apikey') ? ['apiKey', 'password'] : ['password', 'apiKey']
  return authType?.includes('applicationcredential')
    ? ['applicationCredential', 'password']
    : ['password', 'applicationCredential']
}

/** `region_name` is the default region: it leads the list; alone it is the list. Source: openstacksdk "Regions". */
const regionsOf = (entry: Entry): string[] | undefined => {
  const names = [...(entry.region_name ? [entry.region_name] : []), ...(entry.regions ?? [])]
  return names.length > 0 ? [...new Set(names)] : undefined
}

export const cloudProfile = (name: string, files: CloudFiles): EntryResult => {
  const { clouds, secure, vendors } = files
  const warnings = secretWarnings(name, files)
  const own = clouds.value(['clouds', name])
  const at = (keys: readonly string[]) => {
    const path = ['clouds', name, ...keys]
    return (secure?.has(path) ? secure : clouds).where(path)
  }
  const refuse = (keys: readonly string[], problem: string): EntryResult => ({
    problems: [`${at(keys)} ${problem}`],
    warnings,
  })

  if (!isMap(own))
    return refuse([], 'must be a map. Example: prod: { auth: { auth_url: https://keystone.example.com/v3 } }')
  const profileKey = 'profile' in own ? 'profile' : 'cloud'
  const vendor = profileLayer(own[profileKey], vendors)
  if ('problem' in vendor) return refuse([profileKey], `${vendor.problem}. Example: profile: rackspace`)

  const parsed = Entry.safeParse(layered([vendor.layer, own, secure?.value(['clouds', name])]))
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => {
      const keys = issue.path.map(String)
      const example = EXAMPLES[keys.findLast((key) => key in EXAMPLES) ?? '']
      return `${at(keys)} ${issue.message}${example ? `. Example: ${example}` : ''}`
    })
    return { problems, warnings }
  }
  const entry = parsed.data
  const regions = regionsOf(entry)
  const authUrl = entry.auth.auth_url?.replaceAll('{region_name}', regions?.[0] ?? '')
  if (!authUrl || !url.safeParse(authUrl).success) {
    const problem = authUrl ? 'must be an http(s) URL' : 'is missing'
    return refuse(['auth', 'auth_url'], `${problem}. Example: ${EXAMPLES['auth_url']}`)
  }
  const flavour = flavourOf(entry, own[profileKey])
  return {
    problems: [],
    warnings:
      entry.verify === false
        ? [...warnings, `${at(['verify'])} is false: TLS certificates are not checked.`]
        : warnings,
    profile: {
      name,
      label: name,
      flavour,
      authUrl,
      methods: methodsOf(flavour, entry.auth_type),
      ...(regions && { regions }),
      interface: INTERFACES[entry.interface ?? entry.endpoint_type ?? 'public'] ?? 'public',
      tls: {
        verify: entry.verify ?? true,
        ...(entry.cacert && { caFile: entry.cacert }),
        ...(entry.cert && { certFile: entry.cert }),
        ...(entry.key && { keyFile: entry.key }),
      },
      endpointOverrides: {
        ...(entry.image_endpoint_override && { image: entry.image_endpoint_override }),
        ...(entry.object_store_endpoint_override && { objectStore: entry.object_store_endpoint_override }),
      },
    },
  }
}
