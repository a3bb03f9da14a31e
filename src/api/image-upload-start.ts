/** Beginnings of uploads, for the pages that offer them: each answers with the ID of the upload, which is the transfer's. */
import type { QueryClient } from '@tanstack/react-query'
import { type ImageUpload, imageUploadJob } from './image-upload.ts'
import { startUpload } from './image-upload-store.ts'
import { objectText } from './object-store-names.ts'
import { type ObjectUpload, objectUploadJob } from './object-upload.ts'
import type { SignedIn } from './session.ts'
import type { FollowUp } from './transfers.ts'

export interface UploadPlace {
  client: QueryClient
  session: SignedIn
  region: string
}

/**
 * OpenStack: the file becomes a new image, or fills the record of an earlier try.
 * @param upload `fields` as `POST /v2/images` takes them; with `imageId` the record is there and the fields are not sent
 */
export function startImageUpload(
  { client, session, region }: UploadPlace,
  upload: ImageUpload & { name: string; imageId?: string; followUp?: FollowUp | null },
): string {
  const { imageId = crypto.randomUUID(), name, file, followUp = null } = upload
  const job = imageUploadJob(
    { client, session, ref: { region, imageId } },
    { ...upload, hasRecord: 'imageId' in upload },
  )
  return startUpload(session, job, { region, name, object: null, file, followUp })
}

/** Rackspace: the file becomes an object, and with an image's name the import task makes an image of that. */
export function startObjectUpload({ session, region }: Omit<UploadPlace, 'client'>, upload: ObjectUpload): string {
  const { imageName, object, file, followUp } = upload
  const job = objectUploadJob(session, region, upload)
  const name = imageName ?? object.name
  return startUpload(session, job, { region, name, object: objectText(object), file, followUp })
}
