/** Containers and objects. Source: Object Storage API. */
import { openSession } from './session.ts'

const { typed, refused, files, saved } = openSession('objects')

const TEXT = new TextEncoder().encode('What lies in the container.\n')
files({ 'note.txt': TEXT })

// A container.
typed('openstack container create {run} -f json', {
  says: [{ account: 'AUTH_{producer}', container: '{run}', 'x-trans-id': '{transaction}' }],
})
// Again, and nothing changes.
typed('openstack container create {run} -f json')
typed('openstack container show {run} -f json', { says: { object_count: '0' } })
typed('openstack container list --prefix {run} --long -f json', { says: [{ Name: '{run}' }] })
typed('openstack object store account show -f json', { shape: true, says: { Account: 'string' } })

// Objects.
typed('openstack object create {run} note.txt -f json', { says: [{ object: 'note.txt', container: '{run}' }] })
typed('openstack object create {run} note.txt --name folder/second.txt -f json')
typed('openstack object list {run} -f json', { says: [{ Name: 'folder/second.txt' }, { Name: 'note.txt' }] })
typed('openstack object list {run} --long -f json', {
  says: [{ 'Content Type': 'text/plain' }, { Bytes: TEXT.length }],
})
typed('openstack object list {run} --prefix folder/ -f json', { says: [{ Name: 'folder/second.txt' }] })
typed('openstack object show {run} note.txt -f json', { says: { 'content-type': 'text/plain' } })
typed('openstack object save {run} note.txt --file saved.txt')
saved('saved.txt', TEXT)

// With words of their own.
typed('openstack object set {run} note.txt --property Colour=blue')
typed('openstack object show {run} note.txt -f json', { says: { properties: { Colour: 'blue' } } })
typed('openstack container set {run} --property Purpose=testing')
typed('openstack container show {run} -f json', { says: { properties: { Purpose: 'testing' } } })
typed('openstack container unset {run} --property Purpose')
typed('openstack container show {run} -f json')

// What there is not.
refused('openstack object show {run} nothing.txt', '404')
refused('openstack object save {run} nothing.txt', '404')
refused('openstack container show {run}-never', '404')
refused('openstack object list {run}-never', '404')
refused('openstack object delete {run} nothing.txt', '404')

// A container that is not empty stays.
refused('openstack container delete {run}', '409')

// Swift's own client.
typed('swift list {run}', { says: 'folder/second.txt\nnote.txt\n' })
typed('swift stat {run}', { says: { Container: '{run}' } })
typed('swift stat {run} note.txt', { says: { 'Content Type': 'text/plain' } })
typed('swift upload {run} note.txt --object-name third.txt')
// Quietly: it would tell how long it took.
typed('swift --quiet download {run} third.txt --output third.txt')
saved('third.txt', TEXT)
refused('swift stat {run} nothing.txt', '404')
typed('swift delete {run} third.txt')

// Gone.
typed('openstack object delete {run} note.txt folder/second.txt')
typed('openstack object list {run} -f json', { says: [] })
typed('openstack container delete {run}')
refused('openstack container show {run}', '404')
