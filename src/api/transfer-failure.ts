/**
 * Why a transfer failed, what stands behind it, and what to do: from the one line that the service writes.
 * Sources: "RAX failure messages", "RAX export", "Image data and import", and messages of a running Glance.
 */
import { messageText } from './image-facts.ts'

export interface FailureText {
  /** Rackspace's own number, where there is one. */
  code?: number
  title: string
  cause: string
  remedy: string
  /** Whether the same request may succeed later, or after something outside of it was put right. */
  mayRetry: boolean
}

const CONVERT = 'Convert it on your computer, for instance with qemu-img convert -O vpc, upload it and import again.'
const STAND_ALONE = 'Merge the chain of disks into one stand-alone VHD, upload that, and import it.'

/** Rackspace's import codes. Where the number stands in the message is documented nowhere, so it is looked for. */
const importCodes = new Map<number, Omit<FailureText, 'code'>>([
  [
    111,
    {
      title: 'The VHD failed a check',
      cause: 'The service looked into the VHD and found it unsound, without saying where.',
      remedy: `Check it with qemu-img check or open it in the tool that made it. ${CONVERT}`,
      mayRetry: false,
    },
  ],
  [
    396,
    {
      title: 'This is not a VHD',
      cause: 'The object has no VHD footer: it is of another format, compressed, or was cut off while being uploaded.',
      remedy: `Compare its size with the original file. ${CONVERT}`,
      mayRetry: false,
    },
  ],
  [
    413,
    {
      title: 'The virtual disk is larger than 40 GB',
      cause: 'The size of the disk inside the VHD is over the limit for imports, however little of it is in use.',
      remedy: 'Shrink the file system and then the virtual disk to 40 GB or less, upload the VHD and import it again.',
      mayRetry: false,
    },
  ],
  [
    523,
    {
      title: 'The VHD is neither fixed nor dynamic',
      cause: 'Only fixed and dynamic disks can be imported. A differencing disk holds changes to another disk.',
      remedy: STAND_ALONE,
      mayRetry: false,
    },
  ],
  [
    609,
    {
      title: 'The VHD file is larger than 40 GB',
      cause: 'The file itself is over the limit for imports.',
      remedy:
        'Make it a dynamic VHD, which leaves empty space out, or shrink the disk; then upload and import it again.',
      mayRetry: false,
    },
  ],
  [
    614,
    {
      title: 'The VHD has no identity',
      cause: 'The unique ID in its footer is all zeros, as some tools leave it when they clone a disk.',
      remedy: 'Write the VHD anew with a tool that sets the ID (qemu-img convert does), upload it and import it again.',
      mayRetry: false,
    },
  ],
  [
    721,
    {
      title: 'The VHD depends on a parent disk',
      cause: 'It holds only what differs from another disk, and that one cannot come along.',
      remedy: STAND_ALONE,
      mayRetry: false,
    },
  ],
])

type Rule = [RegExp, Omit<FailureText, 'code'>]

const rackspaceImport: readonly Rule[] = [
  [
    /image not found for import|invalid location/i,
    {
      title: 'There is no such object',
      cause: 'The container or the object was not there when the service went to fetch it, or its segments were gone.',
      remedy: 'Choose the object again: it must lie in your own Cloud Files, in the region of the import.',
      mayRetry: true,
    },
  ],
  [
    /property '?([^']+)'? is not allowed|image_properties/i,
    {
      title: 'The import was given more than a name',
      cause: 'Rackspace takes only the image’s name with an import.',
      remedy: 'Import again with the name alone and set everything else afterwards, as this dashboard does.',
      mayRetry: false,
    },
  ],
]

const rackspaceExport: readonly Rule[] = [
  [
    /already has an object/i,
    {
      title: 'The container already holds this export',
      cause: 'An object named after the image is there already, and exports never overwrite.',
      remedy: 'Export to another container, or delete the earlier export (its segments too) first.',
      mayRetry: true,
    },
  ],
  [
    /container name .*(forbidden|invalid)|forbidden character/i,
    {
      title: 'The container’s name cannot be exported to',
      cause: 'Exports refuse containers whose name has a slash, a question mark or a full stop.',
      remedy: 'Choose or create a container without these characters.',
      mayRetry: false,
    },
  ],
  [
    /container .*not found|no such container/i,
    {
      title: 'The container is not there',
      cause: 'It was deleted before the export came to write, or lies in another region.',
      remedy: 'Create it again, or choose another one in the region of the image.',
      mayRetry: true,
    },
  ],
  [
    /not owned by|not the owner/i,
    {
      title: 'The image belongs to another account',
      cause: 'Only the account that owns an image can export it; images shared with you and public ones cannot be.',
      remedy: 'Ask the producer to export it, or make a server and an image of your own from it.',
      mayRetry: false,
    },
  ],
  [
    /licensed|cannot be exported/i,
    {
      title: 'The image holds licensed software',
      cause: 'Images of Windows, Red Hat and other licensed systems may not leave the cloud.',
      remedy: 'Nothing can be exported here; move the data of such a server instead.',
      mayRetry: false,
    },
  ],
  [
    /deactivated|no data to export/i,
    {
      title: 'The image’s data cannot be read',
      cause: 'Only an active image has data to export.',
      remedy: 'Wait until the image is active. A deactivated one can be given back by Rackspace support alone.',
      mayRetry: true,
    },
  ],
  [
    /image .*not found/i,
    {
      title: 'The image is gone',
      cause: 'It was deleted before the export began.',
      remedy: 'Choose another image.',
      mayRetry: false,
    },
  ],
]

const upstream: readonly Rule[] = [
  [
    /does not pass filtering/i,
    {
      title: 'The cloud does not fetch from this address',
      cause: 'Its operator allows certain protocols, hosts and ports only; usually http and https on 80 and 443.',
      remedy: 'Use an address on an allowed host and port, or upload the file from this computer.',
      mayRetry: false,
    },
  ],
  [
    /HTTP Error (401|403|404|410)|\b404\b.*not found/i,
    {
      title: 'The address gave no file',
      cause: 'The server at the address refused it or has no such file.',
      remedy: 'Open the address without being signed in anywhere: what you get is what the cloud gets.',
      mayRetry: true,
    },
  ],
  [
    /name or service not known|nodename nor servname|getaddrinfo|temporary failure in name resolution/i,
    {
      title: 'The host was not found',
      cause: 'The cloud could not resolve the name in the address.',
      remedy: 'Check the host’s name. It must be known where the cloud runs, not only on your network.',
      mayRetry: true,
    },
  ],
  [
    /connection refused|timed? ?out|unreachable|connection reset|urlopen error|remote end closed/i,
    {
      title: 'The host did not answer',
      cause: 'The cloud reached no server at the address, or the connection broke.',
      remedy: 'Check that the host can be reached from the cloud, and try again.',
      mayRetry: true,
    },
  ],
  [
    /quota|exceed|over.?limit/i,
    {
      title: 'A quota of the project is used up',
      cause: 'The cloud limits how much a project may store or stage.',
      remedy: 'Delete images that nobody needs, or ask the operator for more; then try again.',
      mayRetry: true,
    },
  ],
  [
    /does not match|format mismatch|invalid (disk|image) format|not a valid|content.*disk_format/i,
    {
      title: 'The data is of another format',
      cause: 'What arrived is not what the image’s disk format says.',
      remedy: 'Set the disk format that the file really has, or convert the file.',
      mayRetry: false,
    },
  ],
  [
    /no space|storage.?full|disk is full/i,
    {
      title: 'The store is full',
      cause: 'The cloud had no room for the data.',
      remedy: 'Choose another store, or ask the operator; then try again.',
      mayRetry: true,
    },
  ],
  [
    /aborted|lock|stale|restart/i,
    {
      title: 'The import was broken off',
      cause: 'The service was restarted or gave up on it.',
      remedy: 'Try again with the same input.',
      mayRetry: true,
    },
  ],
  [
    /internal error/i,
    {
      title: 'The service could not finish the import',
      cause: 'It says no more than that. Most often the address gave no usable file, or a store did not take the data.',
      remedy:
        'Check that the address can be fetched from where the cloud runs, and try again. The operator’s log has the reason.',
      mayRetry: true,
    },
  ],
]

const unknown: Omit<FailureText, 'code'> = {
  title: 'The service reports a failure',
  cause: 'Its message is not one this dashboard knows; it stands below as it came.',
  remedy: 'Try again with the same input. If it fails again, quote the message and the ID to the cloud’s support.',
  mayRetry: true,
}

const silent: Omit<FailureText, 'code'> = { ...unknown, cause: 'It gave no reason.' }

/**
 * @param message as the service wrote it; `"None"` and nothing are the same
 * @param what where it comes from: numbers mean something in Rackspace's imports only
 */
export function explainFailure(message: unknown, what: 'rackspace-import' | 'rackspace-export' | 'image'): FailureText {
  const text = messageText(message)
  if (text === null) return silent
  if (what === 'rackspace-import') {
    const code = Number(/\b(111|396|413|523|609|614|721)\b/.exec(text)?.[1])
    const known = importCodes.get(code)
    if (known) return { code, ...known }
  }
  const rules = { 'rackspace-import': rackspaceImport, 'rackspace-export': rackspaceExport, image: upstream }[what]
  return rules.find(([pattern]) => pattern.test(text))?.[1] ?? unknown
}
