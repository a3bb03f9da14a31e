import { contract } from '#fake-cloud/contract/contract.ts'
import { must, type Stage } from '#fake-cloud/contract/stage.ts'
import { bad, found, make, namesOf } from './list-cases.ts'

/** Shares an image of the producer's with the consumer, who answers or does not. */
async function offer(stage: Stage, name: string, status?: 'accepted' | 'rejected'): Promise<void> {
  const id = await make(stage, name, { visibility: 'shared' })
  const [producer, consumer] = [await stage.as('producer'), await stage.as('consumer')]
  const member = stage.target.accounts.consumer.projectId
  must(await producer.images.post(`/v2/images/${id}/members`, { member }), 200)
  if (status) must(await consumer.images.put(`/v2/images/${id}/members/${member}`, { status }), 200)
}

/** A consumer’s query and what it finds, in any order. */
const sees = (query: string, ...expected: string[]) => found(query, namesOf(...expected), '', 'consumer')

contract({
  title: 'List images: visibility',
  source: 'Image visibility',
  async given(stage) {
    await offer(stage, 'accepted', 'accepted')
    await offer(stage, 'pending')
    await offer(stage, 'rejected', 'rejected')
    await make(stage, 'community', { visibility: 'community' })
    await make(stage, 'private', { visibility: 'private' })
    await make(stage, 'public', { visibility: 'public' }, { owner: 'admin' })
    await make(stage, 'own private', { visibility: 'private' }, { owner: 'consumer' })
    await make(stage, 'own shared', { visibility: 'shared' }, { owner: 'consumer' })
    await make(stage, 'own community', { visibility: 'community' }, { owner: 'consumer' })
    await make(stage, 'own hidden', { visibility: 'shared', os_hidden: true }, { owner: 'consumer' })
  },
  cases: [
    sees('', 'accepted', 'public', 'own private', 'own shared', 'own community'),
    sees('&visibility=public', 'public'),
    sees('&visibility=private', 'own private'),
    sees('&visibility=shared', 'accepted', 'own shared'),
    sees('&visibility=community', 'community', 'own community'),
    sees('&visibility=all', 'accepted', 'public', 'community', 'own private', 'own shared', 'own community'),
    sees('&visibility='),
    sees('&member_status=accepted', 'accepted', 'public', 'own private', 'own shared', 'own community'),
    sees('&member_status=pending', 'pending', 'public', 'own private', 'own shared', 'own community'),
    sees('&member_status=rejected', 'rejected', 'public', 'own private', 'own shared', 'own community'),
    sees(
      '&member_status=all',
      'accepted',
      'pending',
      'rejected',
      'public',
      'own private',
      'own shared',
      'own community',
    ),
    sees('&visibility=shared&member_status=pending', 'pending', 'own shared'),
    sees('&visibility=shared&member_status=all', 'accepted', 'pending', 'rejected', 'own shared'),
    sees('&visibility=private&member_status=all', 'own private'),
    sees('&os_hidden=true', 'own hidden'),
    sees('&os_hidden=true&visibility=all', 'own hidden'),
    sees(
      '&visibility=all&member_status=all',
      'accepted',
      'pending',
      'rejected',
      'public',
      'community',
      'own private',
      'own shared',
      'own community',
    ),
    found('', namesOf('public'), '', 'stranger'),
    found('&visibility=all&member_status=all', namesOf('public', 'community', 'own community'), '', 'stranger'),
    found('', namesOf('accepted', 'pending', 'rejected', 'community', 'private', 'public'), '', 'observer'),
    found('&visibility=shared', namesOf('accepted', 'pending', 'rejected'), 'whoever they are shared with', 'producer'),
    found(
      '',
      namesOf('accepted', 'pending', 'rejected', 'private', 'public', 'own private', 'own shared'),
      'of all projects, neither community nor hidden ones',
      'admin',
    ),
    bad('visibility=secret', 'Invalid visibility value'),
    bad('visibility=in:public,private', 'Invalid visibility value'),
    bad('member_status=maybe', 'Invalid status: maybe'),
  ],
})
