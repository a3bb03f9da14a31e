/** Stores, imports and tasks, of which Glance's own client speaks. Source: "Stores", "Image import", "Tasks". */
import { openSession } from './session.ts'

const { typed, refused, files } = openSession('imports')

const DATA = new Uint8Array(5_000)
const NEVER = '11111111-2222-4333-8444-555555555555'
files({ 'disk.raw': DATA })

// Where data can go, and how it can come.
typed('glance stores-info', { says: [{ Property: 'stores' }] })
typed('glance import-info', { says: [{ Property: 'import-methods' }] })
refused('glance stores-info --detail', '403')

// Staged, then imported.
typed('openstack image create {run} --disk-format raw --container-format bare -f json', { keep: { image: 'id' } })
refused('glance image-import {image} --import-method glance-direct', "image in status 'uploading'")
refused(
  'glance image-import {image} --import-method web-download --uri http://192.0.2.1/disk.raw',
  'does not pass filtering',
)
typed('glance image-stage {image} --file disk.raw')
typed('openstack image show {image} -f json', { says: { status: 'uploading' } })
refused('glance image-stage {image} --file disk.raw', '409')
refused('glance image-import {image} --import-method glance-direct --store no-such-store', 'no-such-store')
typed('glance image-import {image} --import-method glance-direct', { shape: true })
typed('openstack image show {image} -f json', {
  // The task's mark goes a moment after the status.
  until: ({ out }) =>
    typeof out === 'object' &&
    out !== null &&
    'status' in out &&
    out.status === 'active' &&
    !JSON.stringify(out).includes('os_glance_import_task'),
  says: { size: DATA.length },
})
refused('glance image-import {image} --import-method glance-direct', "image in status 'uploading'")

// The tasks that it left.
typed('glance task-list', {
  shape: true,
  says: [{ ID: 'string', Type: 'string', Status: 'string', Owner: 'string' }],
})
refused(`glance task-show ${NEVER}`, 'HTTP 404')

typed('openstack image delete {image}')
