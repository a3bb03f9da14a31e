/** Every control that somebody may not use is there, cannot be used, and says why: person by person, on both clouds. */
import { expect, test } from '@playwright/test'

import { paths } from '#lib/paths.ts'

import { openstack, rackspace } from './demo-clouds.ts'
import {
  expectRefusals,
  openBulk,
  refusedButtons,
  refusedInBulk,
  type Refusals,
  type RefusalsOfImage,
} from './reasons.ts'
import { imageId, signInAs } from './support.ts'

/** Many controls that are refused for one reason. */
const all = (controls: readonly string[], reason: string): Refusals =>
  Object.fromEntries(controls.map((control) => [control, reason]))

const EDITS = ['Rename…', 'Change visibility…', 'Protect']
const SAVES = ['Discard changes', 'Review changes', 'Save changes']
const BULK_EDITS = ['Set a property', 'Remove a property', 'Add tags', 'Remove tags', 'Protect', 'Unprotect']
const BULK_VISIBILITY = ['Make private', 'Make shared', 'Make community', 'Make public']
const DOWNLOADS = ['Download and verify', 'Download with the browser']

const nothingYet = all(SAVES, 'You have changed nothing yet.')
const role = (name: string, act: string) => `Your role (${name}) can view images but not ${act}.`
const foreign = (word: string, act: string) => `The image belongs to another ${word}; only its owner can ${act}.`

const RACKSPACE_HIDES_NONE = 'Rackspace has no hidden images of your own.'
const RACKSPACE_DEACTIVATES = 'Only Rackspace itself can deactivate or reactivate an image.'
const RACKSPACE_STORE = 'Rackspace keeps images in one store.'
const RACKSPACE_DOWNLOAD =
  'Rackspace offers no direct download: export the image to Cloud Files and fetch it from there.'
const RACKSPACE_PRIVATE =
  'On Rackspace your images stay private, also when you share them; only Rackspace publishes images.'
/** What Rackspace does for nobody. */
const rackspaceMenu = {
  Hide: RACKSPACE_HIDES_NONE,
  Deactivate: RACKSPACE_DEACTIVATES,
  Download: RACKSPACE_DOWNLOAD,
  ...all(['Copy to store…', 'Delete from store…'], RACKSPACE_STORE),
}
const rackspaceBulk = {
  ...all(['Hide', 'Unhide'], RACKSPACE_HIDES_NONE),
  ...all(['Deactivate', 'Reactivate'], RACKSPACE_DEACTIVATES),
}
const rackspaceData = all(DOWNLOADS, RACKSPACE_DOWNLOAD)

interface Person {
  who: string
  cloud: typeof openstack
  username: string
  image: string
  refused: RefusalsOfImage
  bulk: Refusals
  /** On the page of transfers. */
  transfers: Refusals
}

/** On Rackspace observers and creators differ by sharing alone. */
const rackspaceReader = (name: string, sharing: Refusals): Omit<Person, 'who'> => ({
  cloud: rackspace,
  username: name,
  image: 'vpn-concentrator 9',
  refused: {
    menu: {
      ...all(EDITS, role(name, 'change them')),
      ...rackspaceMenu,
      'Delete…': role(name, 'delete them'),
    },
    metadata: all(['Add property', ...SAVES], role(name, 'change them')),
    sharing,
    data: rackspaceData,
  },
  bulk: {
    ...all([...BULK_EDITS, ...BULK_VISIBILITY], role(name, 'change them')),
    ...rackspaceBulk,
    Delete: role(name, 'delete them'),
  },
  transfers: { 'Import image': role(name, 'import any') },
})

const people: Person[] = [
  {
    who: 'OpenStack: an owner',
    cloud: openstack,
    username: 'producer',
    image: 'payments-appliance 4.2',
    refused: {
      menu: {
        'Copy to store…': 'Only an administrator of the cloud can copy an image to another store.',
        'Delete from store…': 'Only an administrator of the cloud can delete an image from one of its stores.',
      },
      metadata: nothingYet,
      sharing: { Share: 'Name at least one project.' },
      data: {},
    },
    bulk: {
      'Make public': 'Only an administrator of the cloud can make an image public.',
      Delete: 'The image is protected. Remove the protection first.',
    },
    transfers: {},
  },
  {
    who: 'OpenStack: a consumer',
    cloud: openstack,
    username: 'producer',
    image: 'partner-sdk 3.1',
    refused: {
      menu: {
        ...all([...EDITS, 'Hide'], foreign('project', 'change it')),
        Deactivate: foreign('project', 'deactivate or reactivate it'),
        'Copy to store…': 'Only an administrator of the cloud can copy an image to another store.',
        'Delete from store…': 'Only an administrator of the cloud can delete an image from one of its stores.',
        'Delete…': foreign('project', 'delete it'),
      },
      metadata: all(['Add property', ...SAVES], foreign('project', 'change it')),
      sharing: { Accept: 'You have accepted it.' },
      data: {},
    },
    bulk: {
      ...all([...BULK_EDITS, ...BULK_VISIBILITY, 'Hide', 'Unhide'], foreign('project', 'change it')),
      ...all(['Deactivate', 'Reactivate'], foreign('project', 'deactivate or reactivate it')),
      Delete: foreign('project', 'delete it'),
    },
    transfers: {},
  },
  {
    who: 'OpenStack: an observer',
    cloud: openstack,
    username: 'observer',
    image: 'shared-with-nobody',
    refused: {
      menu: {
        ...all([...EDITS, 'Hide'], role('observer', 'change them')),
        Deactivate: role('observer', 'deactivate them'),
        Download: role('observer', 'download their data'),
        'Copy to store…': role('observer', 'copy them'),
        'Delete from store…': role('observer', 'delete their data'),
        'Delete…': role('observer', 'delete them'),
      },
      metadata: all(['Add property', ...SAVES], role('observer', 'change them')),
      sharing: { Share: role('observer', 'share them') },
      data: all(DOWNLOADS, role('observer', 'download their data')),
    },
    bulk: {
      ...all([...BULK_EDITS, ...BULK_VISIBILITY, 'Hide', 'Unhide'], role('observer', 'change them')),
      ...all(['Deactivate', 'Reactivate'], role('observer', 'deactivate them')),
      Delete: role('observer', 'delete them'),
    },
    transfers: { 'Import image': role('observer', 'import any') },
  },
  {
    who: 'OpenStack: an administrator, of another project’s image',
    cloud: openstack,
    username: 'admin',
    image: 'shared-with-nobody',
    refused: {
      menu: { 'Delete from store…': 'The image is in one store only: delete the image instead.' },
      metadata: nothingYet,
      sharing: { Share: 'Name at least one project.' },
      data: {},
    },
    bulk: {},
    transfers: {},
  },
  {
    who: 'Rackspace: an owner',
    cloud: rackspace,
    username: 'producer',
    image: 'vpn-concentrator 9',
    refused: {
      menu: { 'Change visibility…': RACKSPACE_PRIVATE, ...rackspaceMenu },
      metadata: nothingYet,
      sharing: { Share: 'Name at least one account.' },
      data: rackspaceData,
    },
    bulk: { ...all(BULK_VISIBILITY, RACKSPACE_PRIVATE), ...rackspaceBulk },
    transfers: {},
  },
  {
    who: 'Rackspace: a consumer',
    cloud: rackspace,
    username: 'producer',
    image: 'partner-sdk 3.1',
    refused: {
      menu: {
        ...all(EDITS, foreign('account', 'change it')),
        ...rackspaceMenu,
        'Delete…': foreign('account', 'delete it'),
      },
      metadata: all(['Add property', ...SAVES], foreign('account', 'change it')),
      sharing: { Accept: 'You have accepted it.' },
      data: rackspaceData,
    },
    bulk: {
      ...all([...BULK_EDITS, ...BULK_VISIBILITY], foreign('account', 'change it')),
      ...rackspaceBulk,
      Delete: foreign('account', 'delete it'),
    },
    transfers: {},
  },
  {
    who: 'Rackspace: an observer',
    ...rackspaceReader('observer', { Share: role('observer', 'share them') }),
  },
  // Adding members is the one write of a creator.
  { who: 'Rackspace: a creator', ...rackspaceReader('creator', { Share: 'Name at least one account.' }) },
]

for (const { who, cloud, username, image, refused, bulk, transfers } of people)
  test(`${who} sees what is refused, and why`, async ({ page }) => {
    await signInAs(page, cloud, username)
    await expectRefusals(page, cloud.region, await imageId(page, cloud.region, image), refused)
    await openBulk(page, cloud.region, image)
    expect(await refusedInBulk(page)).toEqual(bulk)
    await page.goto(paths.transfers(cloud.region))
    await expect(page.getByRole('heading', { level: 1, name: 'Transfers' })).toBeVisible()
    await expect.poll(() => refusedButtons(page.getByRole('main'))).toEqual(transfers)
  })
