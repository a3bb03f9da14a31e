import { without } from '#fake-cloud/contract/matchers.ts'
import { ACCOUNTS, type RackspaceCase, rackspaceContract, refusedPlainly, type User } from './rackspace-contract.ts'

const show = (user: User, id: string) => user.images('GET', `/v2/images/${id}`)

const notFound = refusedPlainly(404, 'Not Found', 'No image found with ID {image}')

rackspaceContract({
  title: 'show image',
  source: 'Get image details',
  cases: [
    {
      name: 'a record without anything but what is guaranteed',
      as: 'producer',
      act: (user, stage) =>
        show(user, stage.image({ name: null, status: 'queued', diskFormat: null, containerFormat: null })),
      expect: {
        status: 200,
        has: {
          id: '{image}',
          status: 'queued',
          visibility: 'private',
          protected: false,
          created_at: '{seconds}',
          file: '/v2/images/{image}/file',
          self: '/v2/images/{image}',
        },
        body: without('name', 'size', 'checksum', 'disk_format', 'container_format', 'virtual_size', 'os_hash_value'),
      },
    },
    ...(['pending', 'accepted', 'rejected'] as const).map((status): RackspaceCase => ({
      name: `a private image the account is a member of, ${status}`,
      as: 'consumer',
      act: (user, stage) => show(user, stage.image({ members: { [ACCOUNTS.consumer]: status } })),
      expect: { status: 200, has: { id: '{image}', visibility: 'private' } },
    })),
    {
      name: 'a retired base image by its id',
      as: 'producer',
      act: (user, stage) => show(user, stage.image({ owner: '688', visibility: 'public', hidden: true })),
      expect: { status: 200, has: { id: '{image}', visibility: 'public' } },
    },
    { name: 'the image of others', as: 'partner', act: (user, stage) => show(user, stage.image()), expect: notFound },
    {
      name: 'an image on its way out',
      as: 'producer',
      act: (user, stage) => show(user, stage.image({ status: 'pending_delete' })),
      expect: notFound,
    },
  ],
})
