// The server with the demo clouds, as the journeys and the screenshots start it.
import { mkdirSync, writeFileSync } from 'node:fs'

import { inProject, nodeBinary } from './project.mjs'

/**
 * A server of its own, whatever is configured on this machine: no cloud of the person's `clouds.yaml` appears among
 * the demo clouds, and the person's session key stays untouched.
 * @param {{ port: number, controlPort?: number }} ports `controlPort`: where tests turn the clouds' clock and plant faults
 * @returns {{ command: [string, ...string[]], env: Record<string, string>, url: string }}
 */
export const demoServer = ({ port, controlPort }) => {
  const state = inProject('.cache', `demo-${port}`)
  const clouds = inProject('.cache', `demo-${port}`, 'clouds.yaml')
  mkdirSync(state, { recursive: true })
  writeFileSync(clouds, 'clouds: {}\n')
  return {
    command: [nodeBinary(), 'src/server/main.ts', '--demo'],
    env: {
      PORT: String(port),
      HOST: '127.0.0.1',
      LOG_LEVEL: 'warn',
      OS_CLIENT_CONFIG_FILE: clouds,
      XDG_STATE_HOME: state,
      ...(controlPort === undefined ? {} : { FAKE_CLOUD_CONTROL_PORT: String(controlPort) }),
    },
    url: `http://127.0.0.1:${port}`,
  }
}
