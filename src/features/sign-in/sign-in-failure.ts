import type { ApiError } from '#api/errors.ts'
import { faultText } from '#api/fault-text.ts'
import type { Flavour, ProblemKind, SignInMethod, SignInRequest } from '#lib/contract.ts'

export interface SignInFailure {
  title: string
  detail: string
  /** Worth quoting to an operator: false where the user alone can put it right. */
  isWorthReporting: boolean
  requestId: string | null
}

/** What was tried, as far as the sentence depends on it. */
export interface SignInAttempt {
  flavour: Flavour
  cloudLabel: string
  method: SignInMethod
}

type Words = Omit<SignInFailure, 'requestId'>

const wrongCredentials: Record<SignInMethod, (cloud: string) => string> = {
  password: (cloud) =>
    `${cloud} does not know this username with this password. Check both, and that it is the right cloud.`,
  apiKey: (cloud) =>
    `${cloud} does not know this username with this API key. The key is not the password; it is shown in the account settings of the control panel.`,
  applicationCredential: (cloud) =>
    `${cloud} does not know this application credential. It may have expired or been deleted, or the secret is another one's.`,
}

/** Every way signing in can fail, each in its own words: what happened, and what the user can do about it. */
export function signInFailure(error: ApiError, attempt: SignInAttempt): SignInFailure {
  const { fault, requestId } = error
  return { ...(fault.kind === 'proxy' ? wordsOf(fault.problem, fault, attempt) : otherWords(error)), requestId }
}

/** The cloud's own problem with a sign-in; null where something else failed. */
export const problemOf = ({ fault }: ApiError): ProblemKind | null => (fault.kind === 'proxy' ? fault.problem : null)

/** How a request failed; null while it has not, and where the cloud only asks for the passcode next. */
export const requestFailure = (
  error: ApiError | null,
  sent: SignInRequest | undefined,
  cloud: Pick<SignInAttempt, 'flavour' | 'cloudLabel'>,
): SignInFailure | null =>
  error && problemOf(error) !== 'passcode-wanted'
    ? signInFailure(error, { ...cloud, method: sent && sent.method !== 'passcode' ? sent.method : 'password' })
    : null

function otherWords(error: ApiError): Words {
  if (error.fault.kind === 'unreachable') {
    return {
      title: 'The dashboard’s server does not answer',
      detail: 'Nothing was sent to the cloud. Check your connection and try again.',
      isWorthReporting: false,
    }
  }
  return { ...faultText(error, 'The sign-in'), isWorthReporting: true }
}

function wordsOf(
  problem: ProblemKind,
  { detail, retryAfterSeconds }: { detail: string; retryAfterSeconds?: number },
  { cloudLabel, method }: SignInAttempt,
): Words {
  switch (problem) {
    case 'wrong-credentials':
      return {
        title: 'Sign-in refused',
        detail: wrongCredentials[method](cloudLabel),
        isWorthReporting: false,
      }
    case 'wrong-passcode':
      return {
        title: 'That passcode was not accepted',
        detail:
          'Passcodes change every half minute: take the one shown now. If it keeps failing, check the clock of your phone.',
        isWorthReporting: false,
      }
    case 'challenge-expired':
      return {
        title: 'The passcode came too late',
        detail: 'The cloud waits only a few minutes for it. Enter your password once more to get a new try.',
        isWorthReporting: false,
      }
    case 'passcode-wanted':
      return {
        title: 'A passcode is needed',
        detail: 'Enter the one your authenticator shows now.',
        isWorthReporting: false,
      }
    case 'account-disabled':
      return {
        title: 'This user is locked or disabled',
        detail: `${cloudLabel} refuses it whatever the password. An administrator of the account can enable it again.`,
        isWorthReporting: false,
      }
    case 'second-factor-setup-wanted':
      return {
        title: 'A second factor must be set up first',
        detail: `${cloudLabel} requires one for this user. Set it up in the cloud’s own control panel, then sign in here.`,
        isWorthReporting: false,
      }
    case 'second-factor-unsupported':
      return {
        title: 'This kind of second factor is not supported here',
        detail:
          'The dashboard can ask for a passcode only. An API key or an application credential needs no second factor.',
        isWorthReporting: false,
      }
    case 'project-refused':
      return {
        title: 'You cannot work in that project',
        detail: 'You have no role in it, or it has been disabled. Choose another one.',
        isWorthReporting: false,
      }
    case 'no-project':
      return {
        title: 'You have no project to work in',
        detail: `The sign-in is right, but ${cloudLabel} lists no enabled project with a role for you. An administrator can assign one.`,
        isWorthReporting: false,
      }
    case 'no-image-service':
      return {
        title: `${cloudLabel} offers you no image service`,
        detail:
          'The sign-in is right, but the catalog of this account has no images in any region. Another account or project may have.',
        isWorthReporting: true,
      }
    case 'identity-unreachable':
      return {
        title: `The identity service of ${cloudLabel} cannot be reached`,
        detail:
          'It is down, or the dashboard’s server has no way to it. Your password is not the problem; try again in a moment.',
        isWorthReporting: true,
      }
    case 'identity-malformed':
      return {
        title: `${cloudLabel} gave an answer nobody can read`,
        detail:
          'Its address may belong to something other than an identity service. The operator of this dashboard can check it.',
        isWorthReporting: true,
      }
    case 'upstream-timeout':
      return {
        title: `The identity service of ${cloudLabel} is too slow`,
        detail: 'It did not answer in time. Try again in a moment.',
        isWorthReporting: true,
      }
    case 'unknown-cloud':
      return {
        title: 'This cloud is no longer offered',
        detail:
          'The server’s list of clouds has changed since this page was loaded. Load the page again to see the new one.',
        isWorthReporting: false,
      }
    case 'too-many-attempts':
      return {
        title: 'Too many failed sign-ins',
        detail: `To protect the account, the next try is possible ${inWords(retryAfterSeconds)}.`,
        isWorthReporting: false,
      }
    case 'session-too-large':
      return {
        title: 'This session is too large for the browser',
        detail:
          'The cloud’s token and catalog do not fit a cookie. An application credential of one project usually does.',
        isWorthReporting: true,
      }
    case 'cross-site':
      return {
        title: 'The server took this page for another site',
        detail:
          'It is probably reached under an address it does not know. The operator of this dashboard can set the right one.',
        isWorthReporting: true,
      }
    case 'overloaded':
    case 'too-many-at-once':
      return {
        title: 'The dashboard is busy',
        detail: `Try again ${inWords(retryAfterSeconds)}.`,
        isWorthReporting: false,
      }
    case 'shutting-down':
      return {
        title: 'The dashboard is restarting',
        detail: 'Try again in a few seconds.',
        isWorthReporting: false,
      }
    // The rest has no remedy of its own, so the server's sentence stands.
    case 'invalid-request':
    case 'signed-out':
    case 'not-found':
    case 'service-missing':
    case 'body-too-large':
    case 'headers-too-large':
    case 'upstream-unreachable':
    case 'upstream-redirect':
    case 'internal':
      return { title: 'Signing in failed', detail, isWorthReporting: true }
    default:
      return problem satisfies never
  }
}

const inWords = (seconds: number | undefined) => {
  if (seconds === undefined) return 'in a few minutes'
  if (seconds < 60) return seconds === 1 ? 'in a second' : `in ${seconds} seconds`
  const minutes = Math.ceil(seconds / 60)
  return minutes === 1 ? 'in a minute' : `in ${minutes} minutes`
}
