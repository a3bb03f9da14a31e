/** Who shares what with whom, alike on both demo clouds: every member status, in both directions. */
import type { MemberStatus } from '#fake-cloud/core/db.ts'

import { DAY, HOUR, type ImageDraft } from './make-image.ts'

const PARTIES = ['producer', 'consumer', 'partner', 'stranger'] as const
type Party = (typeof PARTIES)[number]

interface SharedImage {
  name: string
  distro: string
  version: string
  /** Milliseconds before the cloud's start. */
  age: number
  owner: Party
  members: Partial<Record<Party, MemberStatus>>
  tags?: string[]
}

/** Offered by the producer. */
const SHARED_OUT: readonly SharedImage[] = [
  {
    name: 'customer-portal 12.0',
    distro: 'rocky',
    version: '9.7',
    age: 6 * DAY,
    owner: 'producer',
    members: { consumer: 'accepted', partner: 'pending' },
    tags: ['gold'],
  },
  {
    name: 'customer-portal 11.4',
    distro: 'rocky',
    version: '9.6',
    age: 90 * DAY,
    owner: 'producer',
    members: { consumer: 'rejected', partner: 'accepted', stranger: 'pending' },
  },
  {
    name: 'training-lab',
    distro: 'ubuntu',
    version: '24.04',
    age: 18 * DAY,
    owner: 'producer',
    members: { consumer: 'pending', partner: 'pending' },
  },
]

/** Offered to the producer. */
const SHARED_IN: readonly SharedImage[] = [
  {
    name: 'partner-sdk 3.1',
    distro: 'debian',
    version: '13',
    age: 3 * DAY,
    owner: 'partner',
    members: { producer: 'accepted', consumer: 'accepted' },
  },
  {
    name: 'partner-loadbalancer',
    distro: 'freebsd',
    version: '14.3',
    age: 44 * DAY,
    owner: 'partner',
    members: { producer: 'accepted' },
  },
  {
    name: 'partner-analytics 2026.11',
    distro: 'ubuntu',
    version: '26.04',
    age: 7 * HOUR,
    owner: 'partner',
    members: { producer: 'pending', consumer: 'pending' },
  },
  {
    name: 'partner-backup-agent',
    distro: 'almalinux',
    version: '9.7',
    age: 26 * HOUR,
    owner: 'partner',
    members: { producer: 'pending' },
  },
  {
    name: 'partner-old-firewall',
    distro: 'openbsd',
    version: '7.2',
    age: 700 * DAY,
    owner: 'partner',
    members: { producer: 'rejected' },
  },
  {
    name: 'consumer-feedback-bot',
    distro: 'debian',
    version: '13',
    age: 12 * DAY,
    owner: 'consumer',
    members: { producer: 'accepted' },
  },
]

/** How a cloud writes an image that somebody brought in. */
type Imported = (name: string, distro: string, version: string, age: number, more: Partial<ImageDraft>) => ImageDraft

/**
 * The shared images as one cloud has them.
 * @param projects ids by party
 * @param more what every shared image carries there
 */
export function sharedImages(imported: Imported, projects: Readonly<Record<Party, string>>, more: Partial<ImageDraft>) {
  const draft = ({ name, distro, version, age, owner, members, tags }: SharedImage): ImageDraft =>
    imported(name, distro, version, age, {
      ...more,
      owner: projects[owner],
      members: Object.fromEntries(
        PARTIES.flatMap((party) => {
          const status = members[party]
          return status ? [[projects[party], status]] : []
        }),
      ),
      ...(tags && { tags }),
    })
  return { out: SHARED_OUT.map(draft), in: SHARED_IN.map(draft) }
}
