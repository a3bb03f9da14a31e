/** The life of an image, as a person at a terminal leads it. Source: Image service API v2, "Images" and "Image data". */
import { createHash } from 'node:crypto'

import { openSession, sha512 } from './session.ts'

const { typed, refused, files, saved } = openSession('images')

const DATA = new TextEncoder().encode('An image need not be a disk.\n'.repeat(4_000))
const NEVER = '11111111-2222-4333-8444-555555555555'
files({ 'disk.raw': DATA })

// The list, by name: there may be images without one, whose name is null.
typed('openstack image list --sort name:desc --limit 1 -f json', {
  shape: true,
  says: [{ ID: 'string', Name: 'string', Status: 'string' }],
})
typed('openstack image list --name {run} -f json', { says: [] })
refused('openstack image list --sort nothing:asc', "Resource doesn't have field nothing")
// The client looks for the marker first, and has no words for not finding it.
refused(`openstack image list --marker ${NEVER}`, "no attribute 'id'")

// Without data.
typed(
  'openstack image create {run} --disk-format qcow2 --container-format bare --min-disk 3 --min-ram 512 --property os_distro=debian --property words=some --tag one --tag two -f json',
  {
    keep: { image: 'id' },
    says: { id: '{image}', status: 'queued', min_disk: 3, owner: '{producer}', properties: { os_distro: 'debian' } },
  },
)
typed('openstack image show {image} -f json', { says: { tags: ['one', 'two'] } })
typed('openstack image show {run} -f json', { says: { id: '{image}' } })
typed('openstack image save {image} --file nothing.raw', { says: '' })
saved('nothing.raw', new Uint8Array())

// From a file.
typed('openstack image create {run}-data --disk-format raw --container-format bare --private --file disk.raw -f json', {
  keep: { data_image: 'id' },
  says: { id: '{data_image}', visibility: 'private' },
})
typed('openstack image show {data_image} -f json', {
  says: {
    status: 'active',
    size: DATA.length,
    checksum: createHash('md5').update(DATA).digest('hex'),
    properties: { os_hash_algo: 'sha512', os_hash_value: sha512(DATA) },
  },
})
typed('openstack image save {data_image} --file saved.raw', { says: '' })
saved('saved.raw', DATA)

// Found.
typed('openstack image list --name {run} --long -f json', { says: [{ ID: '{image}', Project: '{producer}' }] })
typed('openstack image list --name {run} --tag one -f json', { says: [{ ID: '{image}' }] })
typed('openstack image list --name {run} --tag three -f json', { says: [] })
typed('openstack image list --name {run}-data --status active --private --long -f json', {
  says: [{ ID: '{data_image}', Size: DATA.length, Visibility: 'private' }],
})
typed('openstack image list --name {run} --property os_distro=debian -f json', { says: [{ ID: '{image}' }] })

// Set and unset.
typed('openstack image set {image} --property words=other --property os_version=13 --tag three --min-ram 1024')
typed('openstack image show {image} -f json', {
  says: { min_ram: 1024, properties: { os_version: '13', words: 'other' }, tags: ['one', 'three', 'two'] },
})
typed('openstack image unset {image} --property words --tag one')
typed('openstack image show {image} -f json', { says: { tags: ['three', 'two'] } })
refused('openstack image unset {image} --property no_such_property', 'Failed to unset 1 of 1 properties')
refused('openstack image unset {image} --tag no-such-tag', 'Failed to unset 1 of 1 tags')
typed('openstack image set {image} --name {run}-renamed')
typed('openstack image show {run}-renamed -f json', { says: { id: '{image}' } })

// What may not be set.
refused('openstack image set {image} --public', '403')
refused('openstack image set {data_image} --disk-format qcow2', '403')
refused('openstack image set {image} --property os_glance_secret=1', '403')
refused('openstack image create {run}-bad --id {data_image}', '409')
refused('openstack image create {run}-bad --property os_glance_secret=1', '403')

// Deactivated: still seen, its data given to nobody.
typed('openstack image set {data_image} --deactivate')
refused('openstack image save {data_image} --file refused.raw', 'Unable to download image')
typed('openstack image show {data_image} -f json', { says: { status: 'deactivated' } })
typed('openstack image set {data_image} --activate')

// An image that there is not.
refused('openstack image show {run}-never', 'No Image found for {run}-never')
refused(`openstack image delete ${NEVER}`, 'No Image found')
refused(`openstack image save ${NEVER} --file none.raw`, "no attribute 'id'")
refused(`glance image-show ${NEVER}`, 'HTTP 404')

// Protected.
typed('openstack image set {data_image} --protected')
refused('openstack image delete {data_image}', 'is protected and cannot be deleted')
typed('openstack image show {data_image} -f json', { says: { protected: true } })

// Glance's own client.
typed('glance image-show {data_image}')
typed('glance image-update {data_image} --property note=checked')
typed('glance image-tag-update {data_image} checked')
typed('glance image-download {data_image} --file glance.raw')
saved('glance.raw', DATA)
refused('glance image-delete {data_image}', 'You are not permitted to delete the image')
typed('openstack image set {data_image} --unprotected')
typed('glance image-delete {data_image}')

// Gone.
typed('openstack image delete {image}')
refused('openstack image show {image}', 'No Image found')
refused('openstack image delete {image}', 'No Image found')
typed('openstack image list --name {run}-renamed -f json', { says: [] })
