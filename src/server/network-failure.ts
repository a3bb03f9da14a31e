/** What went wrong on the way to a cloud service, in words for a person. */

const codesOf = (error: unknown): string[] => {
  const codes: string[] = []
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth += 1) {
    if ('code' in at && typeof at.code === 'string') codes.push(at.code)
    // A host with several addresses fails with one error for each of them.
    if (at instanceof AggregateError) codes.push(...at.errors.flatMap(codesOf))
  }
  return codes
}

const TIMEOUT_CODES = ['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']

const SENTENCES: [RegExp, string][] = [
  [/^ECONNREFUSED$/, 'nothing listens at its address'],
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'its host name cannot be resolved'],
  [/^(EHOSTUNREACH|ENETUNREACH)$/, 'its network cannot be reached'],
  [/CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|EPROTO/, 'its TLS certificate or connection is not acceptable'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, 'it closed the connection'],
  [/^HPE_|UND_ERR_HEADERS_OVERFLOW/, 'what it answers is not proper HTTP'],
]

export const isTimeout = (error: unknown): boolean =>
  codesOf(error).some((code) => TIMEOUT_CODES.includes(code)) ||
  (error instanceof Error && error.name === 'TimeoutError')

/** True for what the HTTP client of the upstream side throws, also in mid-body. */
export const isNetworkFailure = (error: unknown): boolean =>
  codesOf(error).some((code) => code.startsWith('UND_ERR_') || TIMEOUT_CODES.includes(code))

/** True when the connection broke or its answer could not be read, as against a refusal to connect. */
export const isBrokenAnswer = (error: unknown): boolean =>
  codesOf(error).some((code) =>
    /^(UND_ERR_SOCKET|ECONNRESET|EPIPE|UND_ERR_RES_CONTENT_LENGTH_MISMATCH|HPE_)/.test(code),
  )

/** Ends a sentence that starts with "…: ". */
export const describeFailure = (error: unknown): string => {
  if (isTimeout(error)) return 'it did not answer in time'
  const codes = codesOf(error)
  const known = SENTENCES.find(([pattern]) => codes.some((code) => pattern.test(code)))
  return known ? known[1] : 'the connection failed'
}
