/** Servers whose snapshots fill the producer's account, and names to make up more from. */
import { MINUTE } from './make-image.ts'

export interface Server {
  name: string
  /** Key of the release it was built from. */
  release: string
  sizeGiB: number
  minDisk: number
  tags: string[]
}

export const SERVERS: readonly [Server, ...Server[]] = [
  { name: 'web-frontend-01', release: 'ubuntu-24.04', sizeGiB: 2.1, minDisk: 40, tags: ['web', 'prod'] },
  { name: 'web-frontend-02', release: 'ubuntu-24.04', sizeGiB: 2.2, minDisk: 40, tags: ['web', 'prod'] },
  { name: 'api-gateway', release: 'debian-13', sizeGiB: 1.4, minDisk: 20, tags: ['api', 'prod'] },
  { name: 'billing-db-primary', release: 'rocky-9', sizeGiB: 38.6, minDisk: 160, tags: ['db', 'prod', 'pci'] },
  { name: 'billing-db-replica', release: 'rocky-9', sizeGiB: 37.9, minDisk: 160, tags: ['db', 'prod', 'pci'] },
  { name: 'jenkins-agent', release: 'ubuntu-22.04', sizeGiB: 6.8, minDisk: 80, tags: ['ci'] },
  { name: 'build-runner', release: 'fedora-44', sizeGiB: 4.3, minDisk: 80, tags: ['ci'] },
  { name: 'mail-relay', release: 'debian-12', sizeGiB: 1.1, minDisk: 20, tags: ['mail'] },
  { name: 'bastion', release: 'almalinux-9', sizeGiB: 0.9, minDisk: 20, tags: ['access', 'hardened'] },
  { name: 'redis-cache', release: 'debian-13', sizeGiB: 0.8, minDisk: 20, tags: ['cache', 'prod'] },
  { name: 'etl-worker', release: 'centos-stream-9', sizeGiB: 12.4, minDisk: 120, tags: ['data'] },
  { name: 'grafana', release: 'ubuntu-24.04', sizeGiB: 3.2, minDisk: 40, tags: ['observability'] },
  { name: 'gitlab', release: 'ubuntu-22.04', sizeGiB: 21.7, minDisk: 200, tags: ['scm'] },
  {
    name: 'ad-controller',
    release: 'windows-2022-standard',
    sizeGiB: 18.3,
    minDisk: 80,
    tags: ['windows', 'identity'],
  },
  { name: 'edge-proxy', release: 'freebsd-14.3', sizeGiB: 1.3, minDisk: 20, tags: ['edge'] },
]

/** Occasions a snapshot is taken at. */
export const OCCASIONS = [
  'nightly',
  'before upgrade',
  'golden',
  'after migration',
  'weekly',
  'release candidate',
] as const

/** One snapshot to be taken. */
export interface SnapshotPlan {
  server: Server
  occasion: string
  /** Milliseconds before the cloud's start. */
  age: number
}

/**
 * So many snapshots, server after server, from minutes ago to about two years back.
 * @param growth how much further back each lies than the one before it
 */
export function snapshotPlan(count: number, growth: number): SnapshotPlan[] {
  return Array.from({ length: count }, (_, index) => {
    const server = SERVERS[index % SERVERS.length]
    const occasion = OCCASIONS[Math.floor(index / SERVERS.length) + (index % 3)]
    return server && occasion ? [{ server, occasion, age: 11 * MINUTE * growth ** index }] : []
  }).flat()
}
