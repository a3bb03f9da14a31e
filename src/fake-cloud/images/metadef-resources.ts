/** Paths of the metadata definitions. Source: api §3.17. */
import type { Resource } from '#fake-cloud/core/router.ts'

import { createNamespace, deleteNamespace, updateNamespace } from './metadef-writes.ts'
import { metadefSchemaResources } from './metadef-schemas.ts'
import { objects, properties, propertyWrites, resourceTypes, tags } from './metadef-part-writes.ts'
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
  {
    path: `${NAMESPACES}/:namespace`,
    verbs: { GET: showNamespace, PUT: updateNamespace, DELETE: deleteNamespace },
  },
  {
    path: `${NAMESPACES}/:namespace/properties`,
    verbs: { GET: showPart((_cloud, one) => ({ properties: one.properties })), POST: properties.add },
  },
  {
    path: `${NAMESPACES}/:namespace/properties/:part`,
    verbs: { GET: showProperty, PUT: propertyWrites.update, DELETE: properties.remove },
  },
  {
    path: `${NAMESPACES}/:namespace/objects`,
    verbs: {
      // The schema of objects lacks its leading slash.
      GET: showPart((_cloud, one) => ({ objects: one.objects, schema: 'v2/schemas/metadefs/objects' })),
      POST: objects.add,
    },
  },
  { path: `${NAMESPACES}/:namespace/objects/:part`, verbs: { GET: objects.show, DELETE: objects.remove } },
  {
    path: `${NAMESPACES}/:namespace/tags`,
    verbs: { GET: showPart((_cloud, one) => ({ tags: one.tags.map((name) => ({ name })) })) },
  },
  {
    path: `${NAMESPACES}/:namespace/tags/:part`,
    verbs: { GET: tags.show, POST: tags.add, DELETE: tags.remove },
  },
  {
    path: `${NAMESPACES}/:namespace/resource_types`,
    verbs: {
      GET: showPart((cloud, one) => ({ resource_type_associations: associations(cloud, one.resourceTypes) })),
      POST: resourceTypes.add,
    },
  },
  { path: `${NAMESPACES}/:namespace/resource_types/:part`, verbs: { DELETE: resourceTypes.remove } },
  { path: '/v2/metadefs/resource_types', verbs: { GET: listResourceTypes } },
  ...metadefSchemaResources,
]
