import { useSyncExternalStore } from 'react'
import { uploads } from '#api/image-upload-store.ts'

/** The uploads of this page, wherever they were begun. */
export const useUploads = () => useSyncExternalStore(uploads.subscribe, uploads.get)
