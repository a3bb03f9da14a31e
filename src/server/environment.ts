import { homedir } from 'node:os'

export type Environment = Record<string, string | undefined>

/** A variable's value. Empty counts as absent: compose files and shells set it so when they mean nothing. */
export const variable = (environment: Environment, name: string): string | undefined => {
  const value = environment[name]?.trim()
  return value === '' ? undefined : value
}

export const homeFolder = (environment: Environment): string => variable(environment, 'HOME') ?? homedir()
