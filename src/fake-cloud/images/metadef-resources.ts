/** Paths of the metadata definitions. Source: api §3.17. */
import type { Resource } from '#fake-cloud/core/router.ts'

import { createNamespace, deleteNamespace, updateNamespace } from './metadef-writes.ts'
import {
  associations,
  listNamespaces,
  listResourceTypes,
  NAMESPACES,
  showNamespace,
  showPart,
  showProperty,
} from './metadefs.ts'

export const metadefResources: Resource[] = [
  { path: NAMESPACES, verbs: { GET: listNamespaces, POST: createNamespace } },
  { path: `${NAMESPACES}/:namespace`, verbs: { GET: showNamespace, PUT: updateNamespace, DELETE: deleteNamespace } },
  {
    path: `${NAMESPACES}/:namespace/properties`,
    verbs: { GET: showPart((_cloud, { properties }) => ({ properties })) },
  },
  { path: `${NAMESPACES}/:namespace/properties/:property`, verbs: { GET: showProperty } },
  {
    path: `${NAMESPACES}/:namespace/objects`,
    verbs: { GET: showPart((_cloud, { objects }) => ({ objects, schema: 'v2/schemas/metadefs/objects' })) },
  },
  {
    path: `${NAMESPACES}/:namespace/tags`,
    verbs: { GET: showPart((_cloud, { tags }) => ({ tags: tags.map((name) => ({ name })) })) },
  },
  {
    path: `${NAMESPACES}/:namespace/resource_types`,
    verbs: {
      GET: showPart((cloud, one) => ({ resource_type_associations: associations(cloud, one.resourceTypes) })),
    },
  },
  { path: '/v2/metadefs/resource_types', verbs: { GET: listResourceTypes } },
]
