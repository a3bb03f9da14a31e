/** The JSON bodies that the session routes accept. */
import * as z from 'zod'
import { ProblemError } from './problems.ts'

const filled = (limit: number) => z.string().min(1).max(limit)
export const SignIn = z.discriminatedUnion('method', [
  z.object({
    method: z.literal('password'),
    cloud: filled(255),
    username: filled(255),
    password: filled(4_096),
    userDomain: z.string().max(255).exactOptional(),
    project: filled(255).exactOptional(),
  }),
  z.object({ method: z.literal('apiKey'), cloud: filled(255), username: filled(255), apiKey: filled(4_096) }),
  z.object({ method: z.literal('applicationCredential'), cloud: filled(255), id: filled(255), secret: filled(4_096) }),
  z.object({ method: z.literal('passcode'), cloud: filled(255), passcode: filled(64) }),
])
export type SignIn = z.infer<typeof SignIn>
export const ProjectChoice = z.object({ project: filled(255) })

/** @throws ProblemError `invalid-request` naming the fields, never their values. */
export const parse = <T extends z.ZodType>(schema: T, body: unknown): z.output<T> => {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const fields = [...new Set(parsed.error.issues.map((issue) => issue.path.map(String).join('.') || 'body'))]
  throw new ProblemError('invalid-request', `These fields are missing or not valid: ${fields.join(', ')}.`)
}

/** Whose failure a refused sign-in is: user name or credential ID; a passcode names nobody. */
export const userOf = (body: SignIn): string => {
  if (body.method === 'applicationCredential') return body.id
  return body.method === 'passcode' ? '' : body.username
}
