/** An image on its way from a producer to a consumer. Source: Image service API v2, "Sharing". */
import { openSession } from './session.ts'

const { typed, refused } = openSession('sharing')

const consumer = { as: 'consumer' } as const

typed('openstack image create {run} --disk-format raw --container-format bare --shared -f json', {
  keep: { image: 'id' },
  says: { visibility: 'shared' },
})
refused('openstack image show {image}', 'No Image found', consumer)

// Invited, once.
typed('openstack image add project {image} {consumer} -f json', {
  says: { image_id: '{image}', member_id: '{consumer}', status: 'pending' },
})
refused('openstack image add project {image} {consumer}', '409')
typed('openstack image member list {image} -f json', { says: [{ 'Member ID': '{consumer}', Status: 'pending' }] })

// The invitation, as the consumer sees it.
typed('openstack image list --shared --name {run} -f json', { ...consumer, says: [] })
typed('openstack image list --shared --member-status pending --name {run} -f json', {
  ...consumer,
  says: [{ ID: '{image}' }],
})
typed('openstack image member list {image} -f json', { ...consumer, says: [{ Status: 'pending' }] })

// The answer is the consumer's.
refused('glance member-update {image} {consumer} accepted', '403')
typed('openstack image set {image} --accept', consumer)
typed('openstack image list --shared --name {run} --long -f json', { ...consumer, says: [{ Project: '{producer}' }] })
typed('openstack image member list {image} -f json', { says: [{ Status: 'accepted' }] })
typed('glance member-list --image-id {image}', { says: [{ 'Member ID': '{consumer}', Status: 'accepted' }] })

// And nothing else is.
refused('openstack image set {image} --property mine=yes', '403', consumer)
refused('openstack image delete {image}', '403', consumer)
refused('openstack image add project {image} {producer}', '403', consumer)
refused('openstack image remove project {image} {consumer}', '403', consumer)

// Second thoughts.
typed('openstack image set {image} --reject', consumer)
typed('openstack image member list {image} -f json', { says: [{ Status: 'rejected' }] })
typed('openstack image set {image} --pending', consumer)

// Only a shared image has members.
typed('openstack image set {image} --private')
refused('openstack image add project {image} {producer}', '403')
typed('openstack image set {image} --shared')

// Taken back.
typed('openstack image remove project {image} {consumer}')
// Once more: the client takes what is gone for done.
typed('openstack image remove project {image} {consumer}')
typed('openstack image member list {image} -f json', { says: [] })
refused('openstack image show {image}', 'No Image found', consumer)
typed('openstack image delete {image}')
