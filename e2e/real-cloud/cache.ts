/** memcached: validated tokens of Glance and Swift, Keystone's own cache, Swift's listings. */
import { connect } from 'node:net'
import type { Processes } from './processes.ts'
import type { Settings } from './settings.ts'

export const CACHE = 'memcached'

export const cacheAddress = ({ ports }: Settings): string => `127.0.0.1:${ports.cache}`

export function startCache({ ports }: Settings, processes: Processes): void {
  // -U 0: no UDP; 64 MB is plenty for a cloud of one machine.
  const args = ['-u', 'root', '-l', '127.0.0.1', '-p', String(ports.cache), '-U', '0', '-m', '64']
  processes.start({ name: CACHE, command: 'memcached', args })
}

/** Whether anybody listens on a loopback port. */
export function isPortTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
