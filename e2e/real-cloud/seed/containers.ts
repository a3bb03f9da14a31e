/** Objects to import from, in a container of the producer's that anybody may read. */
import type { CloudDescription } from '../description.ts'
import { call } from '../http.ts'
import { diskContent } from './content.ts'
import { MIB } from './image-spec.ts'

export const PUBLIC_CONTAINER = 'images'

export async function fillContainer(cloud: CloudDescription, token: string): Promise<void> {
  const container = `${cloud.objectStoreUrl}/v1/AUTH_${cloud.projects.producer}/${PUBLIC_CONTAINER}`
  const put = (url: string, headers: Record<string, string>, body?: Uint8Array<ArrayBuffer>) =>
    call(url, { method: 'PUT', token, headers, ...(body ? { body } : {}) })
  await put(container, { 'X-Container-Read': '.r:*,.rlistings' })
  for (const format of ['raw', 'vhd', 'qcow2'])
    await put(`${container}/import-me.${format}`, {}, diskContent(`object ${format}`, format, MIB))
}
