/** A request that a rule turned down. Handlers throw it; each service renders it in its own dialect. */
export class Refusal extends Error {
  readonly status: number
  /** Second half of a Glance message, where some rules put the useful text. */
  readonly detail: string
  readonly headers: Readonly<Record<string, string>>
  /** The message stands alone, without the markup the image service puts around it. */
  readonly isBare: boolean

  constructor(
    status: number,
    message: string,
    more: { detail?: string; headers?: Record<string, string>; isBare?: boolean } = {},
  ) {
    super(message)
    this.status = status
    this.detail = more.detail ?? ''
    this.headers = more.headers ?? {}
    this.isBare = more.isBare ?? false
  }
}

const REASONS: Record<number, string> = {
  200: 'OK',
  300: 'Multiple Choices',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  412: 'Precondition Failed',
  413: 'Request Entity Too Large',
  415: 'Unsupported Media Type',
  416: 'Requested Range Not Satisfiable',
  422: 'Unprocessable Entity',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
}

/** The reason phrase the services print in their bodies. */
export const reasonOf = (status: number) => REASONS[status] ?? 'Unknown'
