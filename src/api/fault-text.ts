/** What failed and why, in words for the user: the same words wherever the failure is met. */
import type { ApiError } from './errors.ts'

export interface FaultText {
  title: string
  detail: string
}

/** @param subject what was being read or done, as in "The images" or "This image" */
export function faultText(error: ApiError, subject = 'This'): FaultText {
  const { fault } = error
  switch (fault.kind) {
    case 'unreachable':
      return {
        title: `${subject} could not be loaded`,
        detail: 'The dashboard’s server did not answer. Check your connection, then try again.',
      }
    case 'timeout':
      return {
        title: `${subject} took too long`,
        detail: 'No answer came in two minutes. The service may be overloaded.',
      }
    case 'cut-off':
      return {
        title: `${subject} arrived incomplete`,
        detail: 'The connection closed before the end of the answer. Nothing of it was used.',
      }
    case 'malformed':
      return {
        title: `${subject} could not be read`,
        detail: `The service sent something that is not what the Images API promises. ${fault.detail}`,
      }
    case 'signed-out':
      return { title: 'Your session has ended', detail: 'Sign in again to go on where you left off.' }
    case 'session-refused':
      return { title: 'Not done in this session', detail: fault.detail }
    case 'forbidden':
      return { title: 'The cloud refused this', detail: fault.detail || 'Your role does not allow it.' }
    case 'missing':
      return {
        title: `${subject} was not found`,
        detail: fault.detail || 'It does not exist, was deleted, or is not shared with your account.',
      }
    case 'gone':
      return { title: `${subject} is gone`, detail: fault.detail || 'It was deleted in the meantime.' }
    case 'conflict':
      return { title: 'The cloud reports a conflict', detail: fault.detail || 'Something changed in the meantime.' }
    case 'invalid':
      return { title: 'The cloud did not accept this request', detail: fault.detail || 'It gave no reason.' }
    case 'over-limit':
      return {
        title: error.status === 429 ? 'Too many requests' : 'Over a limit of the cloud',
        detail: `${sentence(fault.detail) || 'The cloud asks to slow down.'}${wait(fault.retryAfterSeconds)}`,
      }
    case 'server':
      return {
        title: fault.status === 503 ? 'The service is unavailable' : 'The service failed',
        detail:
          (sentence(fault.detail) || `The cloud answered ${fault.status} without saying why.`) +
          wait(fault.retryAfterSeconds),
      }
    case 'proxy':
      return { title: `${subject} could not be loaded`, detail: fault.detail + wait(fault.retryAfterSeconds) }
    default:
      return fault satisfies never
  }
}

const wait = (seconds: number | undefined) =>
  seconds === undefined ? '' : ` Try again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`

const sentence = (text: string) => (text && !/[.!?…]$/.test(text) ? `${text}.` : text)
