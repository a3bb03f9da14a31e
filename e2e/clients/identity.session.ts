/** Signing in, and finding the services. Source: "Password authentication with scoped authorization". */
import { openSession } from './session.ts'

const { typed, refused } = openSession('identity')

const UNAUTHENTICATED = 'The request you have made requires authentication. (HTTP 401)'

typed('openstack token issue -f json', {
  says: { expires: '{time}+0000', id: '{token}', project_id: '{producer}', user_id: '{producer_user}' },
})
typed('openstack token issue -f json', { as: 'consumer', says: { project_id: '{consumer}' } })
typed('openstack catalog show image -f json', {
  // Endpoints come in the order of their ids, which each cloud makes up.
  shape: true,
  says: { type: 'string', endpoints: [{ interface: 'string', region_id: 'string', url: 'string' }] },
})
typed('openstack catalog show object-store -f json', { shape: true })
typed('openstack catalog list -f json', { shape: true })
typed('openstack catalog show no-such-service', { says: '\n' })

refused('openstack --os-password wrong token issue', UNAUTHENTICATED)
refused('openstack --os-password wrong image list', UNAUTHENTICATED)
refused('openstack --os-password wrong container list', UNAUTHENTICATED)
refused('glance --os-password wrong image-list', 'requires authentication')
refused('swift --os-password wrong list', 'Unauthorized')
refused('openstack --os-username nobody token issue', UNAUTHENTICATED)
refused('openstack --os-project-name nowhere token issue', UNAUTHENTICATED)
// A project of somebody else's.
refused('openstack --os-project-name consumer token issue', UNAUTHENTICATED)
