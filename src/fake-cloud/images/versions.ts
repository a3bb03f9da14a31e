/** Version discovery, answered before any token check. Source: api §3.1, §0 "Unknown version prefix". */
import type { FakeCloud } from '#fake-cloud/core/cloud.ts'

/** Minors as a Zed Glance with several stores and no image cache lists them. */
const MINORS = [15, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]

/** Whether a path (below the service's base) belongs to the v2 API, and not to version discovery. */
export const isVersioned = (path: string): boolean => /^\/v2(\.\d+)?(\/|$)/.test(path)

/** 200 for `/versions`, 300 for any other path outside the API. */
export const listVersions = (cloud: FakeCloud, base: string, path: string): Response =>
  Response.json(
    {
      versions: (cloud.flavour === 'rackspace' ? [2, 1, 0] : MINORS).map((minor, index) => ({
        id: `v2.${minor}`,
        status: index === 0 ? 'CURRENT' : 'SUPPORTED',
        links: [{ rel: 'self', href: `${base}/v2/` }],
      })),
    },
    { status: /^\/versions\/?$/.test(path) ? 200 : 300 },
  )
