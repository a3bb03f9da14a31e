import { type ColumnId, isPropertyColumn, type PropertyColumnId, propertyOf } from './column-id.ts'

const titles: Record<Exclude<ColumnId, PropertyColumnId>, string> = {
  name: 'Name',
  kind: 'Kind',
  status: 'Status',
  visibility: 'Visibility',
  owner: 'Owner',
  region: 'Region',
  tags: 'Tags',
  min_disk: 'Min disk',
  min_ram: 'Min RAM',
  disk_format: 'Format',
  container_format: 'Container',
  size: 'Size',
  virtual_size: 'Virtual size',
  checksum: 'Checksum',
  id: 'ID',
  created_at: 'Created',
  updated_at: 'Updated',
}

/** What heads a column: of a custom property its own key. */
export const columnTitle = (id: ColumnId) => (isPropertyColumn(id) ? propertyOf(id) : titles[id])
