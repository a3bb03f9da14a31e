import { homedir } from 'node:os'
import { join } from 'node:path'

export type Environment = Record<string, string | undefined>

/** A variable's value. Empty counts as absent: compose files and shells set it so when they mean nothing. */
export const variable = (environment: Environment, name: string): string | undefined => {
  const value = environment[name]?.trim()
  return value === '' ? undefined : value
}

export const homeFolder = (environment: Environment): string => variable(environment, 'HOME') ?? homedir()

/** `$XDG_STATE_HOME/cloud-images-dashboard`, by default below `~/.local/state`: what this user's servers keep. */
export const stateFolder = (environment: Environment): string =>
  join(
    variable(environment, 'XDG_STATE_HOME') ?? join(homeFolder(environment), '.local', 'state'),
    'cloud-images-dashboard',
  )
