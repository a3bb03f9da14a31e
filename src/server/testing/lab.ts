/** A signed-in browser before a dashboard before a cloud whose two services are the test's own handlers. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AppOptions } from '#server/app.ts'
import type { ServerConfig } from '#server/config.ts'
import { Browser, startDashboard } from './dashboard.ts'
import type { Dashboard } from './dashboard.ts'
import { startKeystone } from './keystone.ts'
import type { Keystone } from './keystone.ts'
import { startUpstream } from './upstream.ts'
import type { Upstream } from './upstream.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>

export interface Lab {
  keystone: Keystone
  /** Serves images below `/image/v2` and objects below `/v1/AUTH_p1`. */
  cloud: Upstream
  dashboard: Dashboard
  browser: Browser
}

type Options = Partial<Omit<AppOptions, 'config' | 'clouds'>> & { config?: Partial<ServerConfig> }

/** By default both services answer 200 with `{}`. */
export const startLab = async (
  handler: Handler = (_request, response) => void response.end('{}'),
  options: Options = {},
): Promise<Lab> => {
  const cloud = await startUpstream(handler)
  const keystone = await startKeystone({ imageUrl: `${cloud.url}/image`, objectStoreUrl: `${cloud.url}/v1/AUTH_p1` })
  const dashboard = await startDashboard([keystone.cloud], options)
  const browser = new Browser(dashboard)
  await browser.signIn()
  return { keystone, cloud, dashboard, browser }
}

export const IMAGES = '/api/regions/One/image/v2/images'
export const OBJECTS = '/api/regions/One/object-store'
